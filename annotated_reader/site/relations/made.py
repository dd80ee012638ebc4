"""The pages made of relations: a variant beside its lead, an event as outlets tell it, a list of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.listings import PER_PAGE, src_uri_of
from annotated_reader.site.relations.coverage import Coverage
from annotated_reader.site.relations.differences import Differences, differences
from annotated_reader.site.relations.relate import Relations

COVERAGE = "coverage/"
"""Address of the list of events below the site's root."""


@dataclass(frozen=True)
class Comparison:
    """A variant beside the article that leads."""

    lead: Entry
    variant: Entry
    differences: Differences
    template: str = "comparison.html"

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return comparison_url(self.variant)

    def title(self, words: Mapping[str, str]) -> str:
        """Return the page's title."""
        return words["comparison_of"].format(title=self.variant.title)


@dataclass(frozen=True)
class CoveragePage:
    """One event."""

    coverage: Coverage
    template: str = "coverage.html"

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return self.coverage.url

    def title(self, words: Mapping[str, str]) -> str:
        """Return the page's title."""
        return words["coverage_of"].format(names=self.coverage.title)


@dataclass(frozen=True)
class Events:
    """One page of the list of events."""

    shown: tuple[Coverage, ...]
    number: int
    pages: int
    total: int
    template: str = "events.html"

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return self.page_url(self.number)

    def title(self, words: Mapping[str, str]) -> str:
        """Return the page's title."""
        return words["coverage"]

    def page_url(self, number: int) -> str:
        """Address of another page of the list."""
        return COVERAGE if number == 1 else f"{COVERAGE}page-{number}/"


Made = Comparison | CoveragePage | Events


def comparison_url(variant: Entry) -> str:
    """Return the address of the page that compares a variant with the article that leads."""
    return variant.url.replace("articles/", "compare/", 1)


def made_pages(relations: Relations) -> dict[str, Made]:
    """Return all pages made of relations, by their source path."""
    pages: list[Made] = [*_comparisons(relations), *_events(relations)]
    pages += [CoveragePage(coverage) for coverage in _coverages(relations)]
    return {src_uri_of(page.url): page for page in pages}


def _comparisons(relations: Relations) -> Iterator[Comparison]:
    families = {family.lead.slug: family for family in relations.families.values()}
    for slug, family in families.items():
        text = relations.texts[slug]
        for variant in family.members[1:]:
            yield Comparison(family.lead, variant, differences(text, relations.texts[variant.slug]))


def _events(relations: Relations) -> Iterator[Events]:
    found = sorted(_coverages(relations), key=lambda each: each.slug, reverse=True)
    pages = max(1, -(-len(found) // PER_PAGE))
    for number in range(1, pages + 1):
        shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield Events(tuple(shown), number, pages, len(found))


def _coverages(relations: Relations) -> Iterable[Coverage]:
    return {coverage.slug: coverage for coverage in relations.coverage.values()}.values()
