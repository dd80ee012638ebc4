"""The pages that lead to articles: subjects, months, publishers; each bounded in length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotated_reader.site.entries import Entry
from annotated_reader.site.names import page_names

PER_PAGE = 100
"""Entries on one page of a listing."""
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
    """``tags``, ``months``, ``publishers``: which part of the site it belongs to."""
    name: str
    """What is listed: a tag, ``YYYY-MM``, a publisher; empty on an index."""
    entries: tuple[Entry, ...] = ()
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    """On an index: groups of ways, each with its heading."""
    number: int = 1
    pages: int = 1
    total: int = 0
    base: str = ""
    """Address of its first page."""

    def page_url(self, number: int) -> str:
        """Address of another page of the same listing."""
        return self.base if number == 1 else f"{self.base}{number}/"


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


def make_map(entries: Sequence[Entry]) -> Map:
    """Group ``entries``, newest first, into bounded listings."""
    groups = {
        "tags": _group(entries, lambda entry: entry.tags),
        "months": _group(entries, lambda entry: (entry.month or "",)),
        "publishers": _group(entries, lambda entry: (entry.publisher or "",)),
    }
    ways = {kind: tuple(_ways(kind, members)) for kind, members in groups.items()}
    urls = {kind: {way.name: way.url for way in found} for kind, found in ways.items()}
    listings = [
        *(Listing(f"{kind}/index.md", kind, "", ways=tuple(_grouped(kind, found))) for kind, found in ways.items()),
        *(
            page
            for kind, members in groups.items()
            for name, found in members.items()
            for page in _pages(kind, name, found, urls[kind][name])
        ),
    ]
    return Map(tuple(entries), tuple(listings), ways, urls, _neighbours(entries))


def _group(
    entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]
) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return groups


def _ways(kind: str, groups: Mapping[str, Sequence[Entry]]) -> Iterator[Way]:
    names = {name: name or "undated" for name in groups} if kind == "months" else page_names(groups)
    order = sorted(groups, reverse=True) if kind == "months" else sorted(groups, key=lambda n: (-len(groups[n]), n))
    for name in order:
        yield Way(name, f"{kind}/{names[name]}/", len(groups[name]))


def _grouped(kind: str, ways: Sequence[Way]) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """Months by year; all else in one group, the frequent first."""
    if kind != "months":
        yield "", tuple(ways)
        return
    years = dict.fromkeys(way.name[:4] for way in ways)
    for year in years:
        yield year, tuple(way for way in ways if way.name[:4] == year)


def _pages(kind: str, name: str, entries: Sequence[Entry], url: str) -> Iterator[Listing]:
    pages = -(-len(entries) // PER_PAGE)
    for number in range(1, pages + 1):
        src_uri = f"{url.rstrip('/')}/{'index' if number == 1 else number}.md"
        shown = tuple(entries[(number - 1) * PER_PAGE : number * PER_PAGE])
        yield Listing(src_uri, kind, name, shown, (), number, pages, len(entries), url)


def _neighbours(entries: Sequence[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    dated = [entry for entry in entries if entry.published]
    return {
        entry.slug: (
            dated[place + 1] if place + 1 < len(dated) else None,
            dated[place - 1] if place else None,
        )
        for place, entry in enumerate(dated)
    }
