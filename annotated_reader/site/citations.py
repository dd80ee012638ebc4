"""What an article's page says of itself to people who cite it, and to programs that do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotated_reader.citing import FORMATS, Format, Part, Reference, person
from annotated_reader.site.content import host_of
from annotated_reader.site.entries import Entry
from annotated_reader.site.plain import plain
from annotated_reader.site.relations.previews import beginning

READ = 1200
"""Characters of Markdown among which that beginning is looked for."""
_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
"""What could end the element that holds JSON, written as JSON may write it."""


@dataclass(frozen=True)
class Cited:
    """What an article's page holds for those who cite it."""

    citations: Sequence[tuple[Format, tuple[Part, ...]]]
    metas: Sequence[tuple[str, str, str]]
    news_article: str


@dataclass(frozen=True)
class Archive:
    """The site that an article is read in."""

    name: str
    url: str = ""
    """Ends in a slash; empty where the site is on this machine only, for nobody could follow a link there."""


def archive(name: str, site_url: str) -> Archive:
    """Return the archive, with its address if that is a public one."""
    host = host_of(site_url)
    public = "." in host and not host.replace(".", "").isdigit()
    return Archive(name, site_url.rstrip("/") + "/" if public else "")


def cited(entry: Entry, held_in: Archive) -> Cited:
    """Return all that an article's page says of itself."""
    return Cited(citations(entry, held_in), tuple(metas(entry, held_in)), news_article(entry, held_in))


def reference_of(entry: Entry, held_in: Archive) -> Reference:
    """Return what citations of an article say."""
    return Reference(
        key=entry.slug,
        title=entry.title,
        authors=tuple(person(name) for name in entry.authors),
        publisher=entry.publisher,
        published=entry.published,
        url=entry.original_url or entry.archive_url,
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


def metas(entry: Entry, held_in: Archive) -> Iterator[tuple[str, str, str]]:
    """Yield attribute, name and content of the ``<meta>`` elements of an article's page.

    Reference managers take the type from ``z:itemType`` and the outlet from ``prism:publicationName``
    before all else; the OpenGraph names are what messengers show of a link.
    """
    about = beginning(plain(entry.body[:READ]))
    yield "name", "z:itemType", "newspaperArticle" if entry.publisher else "webpage"
    yield "name", "dc:title", entry.title
    for name in entry.authors:
        yield "name", "citation_author", person(name).inverted
    if entry.publisher:
        yield "name", "prism:publicationName", entry.publisher
    if entry.published:
        yield "name", "dc:date", entry.published
    if entry.lang != "und":
        yield "name", "dc:language", entry.lang
    if entry.original_url:
        yield "name", "citation_public_url", entry.original_url
    for tag in entry.tags:
        yield "name", "dc:subject", tag
    yield "property", "og:type", "article"
    yield "property", "og:title", entry.title
    yield "property", "og:site_name", held_in.name
    if about:
        yield "property", "og:description", about
    if held_in.url:
        yield "property", "og:url", held_in.url + entry.url
    if entry.published:
        yield "property", "article:published_time", entry.published
    for tag in entry.tags:
        yield "property", "article:tag", tag


def news_article(entry: Entry, held_in: Archive) -> str:
    """Return the article as schema.org's ``NewsArticle``, in JSON that may stand in a page.

    The page is a copy: ``isBasedOn`` is what it was made from, ``author`` and ``publisher`` are the
    original's, and ``provider`` is the archive.
    """
    fields: Mapping[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "inLanguage": entry.lang if entry.lang != "und" else None,
        "datePublished": entry.published,
        "author": [{"@type": _kind(name), "name": name} for name in entry.authors],
        "publisher": {"@type": "Organization", "name": entry.publisher} if entry.publisher else None,
        "isBasedOn": [url for url in (entry.original_url, entry.archive_url) if url],
        "keywords": list(entry.tags),
        "url": held_in.url + entry.url if held_in.url else None,
        "provider": {"@type": "ArchiveOrganization", "name": held_in.name},
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": entry.capture_sha256}
        if entry.capture_sha256
        else None,
    }
    told = {name: value for name, value in fields.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _kind(name: str) -> str:
    """People are told by names that can be turned round, and by Chinese names of two to four characters."""
    chinese = 2 <= len(name) <= 4 and all("\u3400" <= char <= "\u9fff" for char in name)
    return "Person" if chinese or "·" in name or person(name).family else "Organization"
