"""The pages that list notes: all, by article, kind, editor and tag, and those that need a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.annotations.values import KINDS
from annotated_reader.site.listings import PER_PAGE, WAYS_PER_PAGE, Way
from annotated_reader.site.notes import NoteView, Views, kind_url, note_urls

FIRST_WAYS = 24
"""Editors, and tags, that the first page names; all are on pages of their own."""


@dataclass(frozen=True)
class NoteListing:
    """One generated page: some notes, or an index of ways to them."""

    src_uri: str
    part: str
    """``all``, ``kind``, ``by``, ``tag``, ``articles``, ``unsettled``."""
    name: str
    """The kind, editor or tag; empty where the part needs none, and on an index."""
    notes: tuple[NoteView, ...] = ()
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    """Part and ways: on an index those of its part, on the first page of all notes some of each."""
    number: int = 1
    pages: int = 1
    total: int = 0
    base: str = ""
    """Address of its first page."""

    def page_url(self, number: int) -> str:
        """Address of another page of the same listing."""
        return self.base if number == 1 else f"{self.base}page-{number}/"


def note_listings(views: Views) -> dict[str, NoteListing]:
    """Return every page that lists notes, by its source; the first pages are there without any note, too."""
    every = views.newest_first()
    kinds = _group(every, lambda view: (view.placed.note.kind,))
    editors = _group(every, lambda view: (view.placed.note.by,) if view.placed.note.by else ())
    tags = _group(every, lambda view: view.placed.note.tags)
    urls = {
        "kind": {kind: kind_url(kind) for kind in KINDS if kind in kinds},
        "by": note_urls("by", editors),
        "tag": note_urls("tag", tags),
    }
    groups = {"kind": kinds, "by": editors, "tag": tags}
    ways = {part: _ways(groups[part], urls[part]) for part in urls}
    pages = [*_pages("all", "", every, "notes/", _first(ways))]
    for part, found in groups.items():
        for name, url in urls[part].items():
            pages += _pages(part, name, found[name], url)
    pages += [
        *_indexes("by", ways["by"]),
        *_indexes("tag", ways["tag"]),
        *_indexes("articles", _articles(views)),
    ]
    pages += _pages("unsettled", "", [view for view in every if view.state], "notes/unsettled/")
    return {page.src_uri: page for page in pages}


def _group(views: Iterable[NoteView], keys: Callable[[NoteView], Iterable[str]]) -> dict[str, list[NoteView]]:
    groups: dict[str, list[NoteView]] = {}
    for view in views:
        for key in keys(view):
            groups.setdefault(key, []).append(view)
    return groups


def _ways(groups: Mapping[str, Sequence[NoteView]], urls: Mapping[str, str]) -> tuple[Way, ...]:
    """Return the ways, those to most notes first."""
    order = sorted(urls, key=lambda name: (-len(groups[name]), name))
    return tuple(Way(name, urls[name], len(groups[name])) for name in order)


def _articles(views: Views) -> tuple[Way, ...]:
    entries = sorted(
        (found[0].entry for found in views.by_slug.values() if found),
        key=lambda entry: entry.published or "",
        reverse=True,
    )
    return tuple(Way(entry.title, f"{entry.url}#notes", len(views.by_slug[entry.slug])) for entry in entries)


def _first(ways: Mapping[str, tuple[Way, ...]]) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    return tuple((part, found[:FIRST_WAYS]) for part, found in ways.items() if found)


def _pages(
    part: str,
    name: str,
    views: Sequence[NoteView],
    url: str,
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = (),
) -> Iterator[NoteListing]:
    pages = max(1, -(-len(views) // PER_PAGE))
    for number in range(1, pages + 1):
        shown = tuple(views[(number - 1) * PER_PAGE : number * PER_PAGE])
        first = ways if number == 1 else ()
        yield NoteListing(_src_uri(url, number), part, name, shown, first, number, pages, len(views), url)


def _indexes(part: str, ways: Sequence[Way]) -> Iterator[NoteListing]:
    url = f"notes/{part}/"
    pages = max(1, -(-len(ways) // WAYS_PER_PAGE))
    for number in range(1, pages + 1):
        shown = tuple(ways[(number - 1) * WAYS_PER_PAGE : number * WAYS_PER_PAGE])
        yield NoteListing(
            _src_uri(url, number), part, "", (), ((part, shown),), number, pages, len(ways), url
        )


def _src_uri(url: str, number: int) -> str:
    return f"{url}{'index' if number == 1 else f'page-{number}'}.md"
