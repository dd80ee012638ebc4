"""What an article's page says of itself to people who cite it, and to programs that do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotated_reader.citing import FORMATS, Format, Part, Reference, citable, person, written
from annotated_reader.site.archive import Archive
from annotated_reader.site.entries import Entry
from annotated_reader.site.news_article import news_article
from annotated_reader.site.plain import plain
from annotated_reader.site.relations.previews import beginning

READ = 1200
"""Characters of Markdown among which that beginning is looked for."""


@dataclass(frozen=True)
class Cited:
    """What an article's page holds for those who cite it."""

    citations: Sequence[tuple[Format, tuple[Part, ...]]]
    metas: Sequence[tuple[str, str, str]]
    news_article: str
    about: str
    """How the article begins; empty where it has no sentence."""
    printed: str
    """What stands below the article on paper: the citation in plain words, with both addresses."""


class CitedLater:
    """The same, worked out when a template first asks for it: of a page that is kept, none does."""

    def __init__(self, entry: Entry, held_in: Archive) -> None:
        self._given = entry, held_in

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cited, name)

    @cached_property
    def _cited(self) -> Cited:
        return cited(*self._given)


def cited(entry: Entry, held_in: Archive) -> Cited:
    """Return all that an article's page says of itself."""
    about = beginning(plain(entry.body[:READ]))
    head = tuple(metas(entry, held_in, about))
    found = citations(entry, held_in)
    printed = next(written(parts) for each, parts in found if each.key == "plain")
    return Cited(found, head, news_article(entry, held_in, about), about, printed)


def reference_of(entry: Entry, held_in: Archive) -> Reference:
    """Return what citations of an article say."""
    return Reference(
        key=entry.slug,
        title=entry.title,
        authors=tuple(person(name) for name in entry.authors),
        publisher=entry.publisher,
        published=entry.published,
        url=citable(entry.original_url or entry.archive_url or "") or None,
        copy_url=held_in.url + entry.url if held_in.url else None,
        archive=held_in.name,
        lang=entry.lang,
        sha256=entry.capture_sha256,
        tags=entry.tags,
    )


def citations(entry: Entry, held_in: Archive) -> tuple[tuple[Format, tuple[Part, ...]], ...]:
    """Return the article's citation in every format."""
    reference = reference_of(entry, held_in)
    return tuple((each, tuple(each.cite(reference))) for each in FORMATS)


def metas(entry: Entry, held_in: Archive, about: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield attribute, name and content of the ``<meta>`` elements of an article's page.

    Reference managers take the type from ``z:itemType`` and the outlet from ``prism:publicationName``
    before all else; the OpenGraph names are what messengers show of a link.  What is not said here they
    look for elsewhere on the page: the language in ``<html>``, which is the interface's, so an unknown
    one is said to be unknown; the outlet in ``og:site_name``, so where the address is another site's and
    no outlet is known, ours is not named.
    """
    yield "name", "z:itemType", "newspaperArticle" if entry.publisher else "webpage"
    yield "name", "dc:title", entry.title
    for name in entry.authors:
        yield "name", "citation_author", person(name).inverted
    if entry.publisher:
        yield "name", "prism:publicationName", entry.publisher
    if entry.published:
        yield "name", "dc:date", entry.published
    yield "name", "dc:language", entry.lang
    if entry.original_url:
        yield "name", "citation_public_url", entry.original_url
    for tag in entry.tags:
        yield "name", "dc:subject", tag
    yield "property", "og:type", "article"
    yield "property", "og:title", entry.title
    if entry.publisher or not entry.original_url:
        yield "property", "og:site_name", held_in.name
    if about:
        yield "property", "og:description", about
    if held_in.url:
        yield "property", "og:url", held_in.url + entry.url
    if entry.published:
        yield "property", "article:published_time", entry.published
    for tag in entry.tags:
        yield "property", "article:tag", tag
