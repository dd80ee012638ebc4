"""The pages that lead to articles: subjects, months, publishers, authors; each bounded in length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from annotated_reader.site.entries import Entry
from annotated_reader.site.names import NAMELESS, crossroads, page_names

PER_PAGE = 100
"""Entries on one page of a listing."""
WAYS_PER_PAGE = 300
"""Links on one page of an index."""
FRONT = 12
"""Newest articles on the home page."""


@dataclass(frozen=True)
class Way:
    """One link of an index: a subject, a month or a publisher, with its number of articles."""

    name: str
    url: str
    count: int


@dataclass(frozen=True)
class Listing:
    """One generated page: some entries of a subject, or an index of ways."""

    src_uri: str
    kind: str
    """``tags``, ``months``, ``publishers``, ``authors``: which part of the site it belongs to."""
    name: str
    """What is listed: a tag, ``YYYY-MM``, a publisher; at a crossroads the names; empty on an index."""
    entries: tuple[Entry, ...] = ()
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    """On an index: groups of ways, each with its heading."""
    number: int = 1
    pages: int = 1
    total: int = 0
    base: str = ""
    """Address of its first page."""
    part: str = ""
    """What it is besides the articles on its subject: ``mentions``, ``unlisted`` or ``elsewhere``."""

    def page_url(self, number: int) -> str:
        """Address of another page of the same listing."""
        return self.base if number == 1 else f"{self.base}page-{number}/"


@dataclass(frozen=True)
class Map:
    """All that leads to articles, made once per build."""

    entries: tuple[Entry, ...]
    listings: tuple[Listing, ...]
    ways: Mapping[str, tuple[Way, ...]]
    """All ways of each kind, most articles first; months newest first."""
    urls: Mapping[str, Mapping[str, str]]
    """Kind, then name, to the address of the listing."""
    neighbours: Mapping[str, tuple[Entry | None, Entry | None]] = field(default_factory=dict)
    """Slug to the article before it and the one after it in time."""
    unlisted: int = 0
    """Tags that the vocabulary does not know."""


def make_map(entries: Sequence[Entry], kinds: Mapping[str, str] | None = None) -> Map:
    """Group ``entries``, newest first, into bounded listings.

    ``kinds`` names subjects that have a page, even if no article is tagged with them, each with the
    heading under which the index has it; what is not in it comes last.
    """
    groups = {
        "tags": _group(entries, lambda entry: entry.tags),
        "months": _group(entries, lambda entry: (entry.month or "",)),
        "publishers": _group(entries, lambda entry: (entry.publisher or "",)),
        "authors": _group(entries, lambda entry: entry.authors),
    }
    groups["tags"] |= {name: [] for name in kinds or {} if name not in groups["tags"]}
    ways = {kind: tuple(_ways(kind, members)) for kind, members in groups.items()}
    urls = {kind: {way.name: way.url for way in found} for kind, found in ways.items()}
    listings: list[Listing] = []
    for kind, members in groups.items():
        listings += indexes(kind, _grouped(kind, ways[kind], kinds or {}))
        listings += _crossroads(kind, ways[kind])
        for name, found in members.items():
            listings += pages(kind, name, found, urls[kind][name])
    return Map(tuple(entries), tuple(listings), ways, urls, _neighbours(entries))


def _group(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return {key: folded(members) for key, members in groups.items()}


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without those whose leading capture is among them: they stand in its row."""
    given = list(entries)
    slugs = {entry.slug for entry in given}
    return [entry for entry in given if entry.lead not in slugs]


def _ways(kind: str, groups: Mapping[str, Sequence[Entry]]) -> Iterator[Way]:
    if kind == "months":
        names = {name: name or NAMELESS for name in groups}
        order = sorted(groups, reverse=True)
    else:
        names = page_names(groups)
        order = sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    for name in order:
        yield Way(name, f"{kind}/{names[name]}/", len(groups[name]))


def indexes(
    place: str, groups: Iterable[tuple[str, Sequence[Way]]], kind: str = "", part: str = ""
) -> Iterator[Listing]:
    """Yield the pages at ``place`` that lead to all ways of a kind, each group of them under its heading."""
    marked = [(name, way) for name, ways in groups for way in ways]
    count = max(1, -(-len(marked) // WAYS_PER_PAGE))
    for number in range(1, count + 1):
        shown = marked[(number - 1) * WAYS_PER_PAGE : number * WAYS_PER_PAGE]
        headed = tuple(
            (name, tuple(way for _, way in found)) for name, found in groupby(shown, key=lambda each: each[0])
        )
        url = f"{place}/"
        yield Listing(
            src_uri_of(url, number), kind or place, "", (), headed, number, count, len(marked), url, part
        )


def _grouped(
    kind: str, ways: Sequence[Way], kinds: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """The ways as the index shows them: months by year, subjects by kind, the rest in one."""
    if kind == "months":
        for year, found in groupby(ways, key=lambda way: way.name[:4]):
            yield year, tuple(found)
        return
    by_kind: dict[str, list[Way]] = {name: [] for name in kinds.values()} if kind == "tags" else {}
    for way in ways:
        by_kind.setdefault(kinds.get(way.name, "") if kind == "tags" else "", []).append(way)
    yield from ((name, tuple(found)) for name, found in by_kind.items() if found)


def _crossroads(kind: str, ways: Sequence[Way]) -> Iterator[Listing]:
    """A page at the address that one of several names alike would have had, leading to each of them."""
    by_name = {way.name: way for way in ways}
    for reading, names in crossroads(by_name).items() if kind != "months" else ():
        url = f"{kind}/{reading}/"
        found = tuple(by_name[name] for name in names)
        yield Listing(src_uri_of(url, 1), kind, " / ".join(names), (), (("", found),), 1, 1, len(names), url)


def pages(kind: str, name: str, entries: Sequence[Entry], url: str, part: str = "") -> Iterator[Listing]:
    """Yield the pages of one listing; one where it has no entries, too."""
    count = max(1, -(-len(entries) // PER_PAGE))
    for number in range(1, count + 1):
        shown = tuple(entries[(number - 1) * PER_PAGE : number * PER_PAGE])
        yield Listing(src_uri_of(url, number), kind, name, shown, (), number, count, len(entries), url, part)


def src_uri_of(url: str, number: int = 1) -> str:
    """Return the source path of a page of the listing at ``url``."""
    return f"{url}{'index' if number == 1 else f'page-{number}'}.md"


def _neighbours(entries: Sequence[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """The entry before and the one after each dated entry, by slug; those of its lead, where it has one."""
    dated = [entry for entry in entries if entry.published]
    leads = folded(dated)
    earlier = [*leads[1:], None][: len(leads)]
    later = [None, *leads[:-1]][: len(leads)]
    found = {entry.slug: (old, new) for entry, old, new in zip(leads, earlier, later, strict=True)}
    return found | {entry.slug: found[entry.lead] for entry in dated if entry.lead in found}
