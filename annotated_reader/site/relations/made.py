"""The pages made of relations: a variant beside its lead, an event as outlets tell it, a list of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.listings import PER_PAGE, src_uri_of
from annotated_reader.site.relations.coverage import Coverage, coverage_url
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


@dataclass(frozen=True)
class Elsewhere:
    """What once was another page's address, or may become one: it leads to where that page is now.

    Events are known by their first telling, and comparisons by the copy that does not lead; both
    change when an earlier article arrives, and addresses do not.
    """

    url: str
    there: Comparison | CoveragePage
    template: str = "elsewhere.html"

    def title(self, words: Mapping[str, str]) -> str:
        """Return the title of the page it leads to."""
        return self.there.title(words)


Made = Comparison | CoveragePage | Events | Elsewhere


def comparison_url(variant: Entry) -> str:
    """Return the address of the page that compares a variant with the article that leads."""
    return variant.url.replace("articles/", "compare/", 1)


def made_pages(relations: Relations) -> dict[str, Made]:
    """Return all pages made of relations, by their source path."""
    comparisons = list(_comparisons(relations))
    pages: list[Made] = [*_elsewhere(relations, comparisons), *comparisons, *_events(relations)]
    pages += [CoveragePage(coverage) for coverage in _coverages(relations)]
    return {src_uri_of(page.url): page for page in pages}


def _elsewhere(relations: Relations, comparisons: Iterable[Comparison]) -> Iterator[Elsewhere]:
    for slug, coverage in relations.coverage.items():
        if slug != coverage.slug:
            yield Elsewhere(coverage_url(slug), CoveragePage(coverage))
    for comparison in reversed(list(comparisons)):
        yield Elsewhere(comparison_url(comparison.lead), comparison)


def _comparisons(relations: Relations) -> Iterator[Comparison]:
    families = {family.lead.slug: family for family in relations.families.values()}
    for slug, family in families.items():
        text = relations.texts[slug]
        for variant in family.members[1:]:
            yield Comparison(family.lead, variant, differences(text, relations.texts[variant.slug]))


def _events(relations: Relations) -> Iterator[Events]:
    found = sorted(_coverages(relations), key=_by_time, reverse=True)
    pages = max(1, -(-len(found) // PER_PAGE))
    for number in range(1, pages + 1):
        shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield Events(tuple(shown), number, pages, len(found))


def _by_time(coverage: Coverage) -> tuple[str, str]:
    return coverage.tellings[0].entry.published or "", coverage.slug


def _coverages(relations: Relations) -> Iterable[Coverage]:
    return {coverage.slug: coverage for coverage in relations.coverage.values()}.values()
