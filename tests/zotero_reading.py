"""What Zotero makes of a page that only its translator “Embedded Metadata” knows, as far as we rely on it.

A restatement of the rules of that translator and of the one for RDF that it calls, both as of 2024.
What a page says nothing of, they look for in places that are not meant for them; a page that does not
want to be misread has to know these too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

PREFIXES = frozenset(
    (
        "bib bibo dc dcterms prism foaf vcard link z eprint eprints og article book music video so "
        "codemeta rdf"
    ).split()
)
ITEM_TYPES = frozenset(
    "newspaperArticle webpage journalArticle magazineArticle blogPost document book".split()
)
HIGHWIRE_TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
HIGHWIRE_FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_cover_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publication",
    "citation_public_url": "url",
    "citation_language": "language",
    "citation_abstract": "abstract",
}
"""In the order in which they overwrite each other."""
BYLINES = frozenset("byline bylines vcard article-byline".split())


@dataclass
class Item:
    """What lands in the reader's library."""

    type: str
    title: str = ""
    creators: list[tuple[str, str]] = field(default_factory=list)
    """Last and first names."""
    publication: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""


def read(page: HtmlElement, address: str) -> Item:
    """Return what is saved of a page at an address."""
    said = _statements(page)
    item = Item(_type(page, said))
    item.title = _first(said, "dc:title", "dcterms:title", "og:title")
    item.creators = [_name(name) for name in said["dc:creator"] or said["dcterms:creator"]]
    item.publication = _first(said, "prism:publicationName", "dc:source", "dcterms:source")
    if not item.publication and item.type in ("newspaperArticle", "webpage", "blogPost"):
        item.publication = _first(said, "og:site_name")
    item.date = _first(
        said,
        "prism:publicationDate",
        "og:published_time",
        "article:published_time",
        "dc:date",
        "dcterms:date",
    )
    item.url = _first(said, "og:url")
    item.abstract = _first(
        said, "og:description", "dcterms:abstract", "dc:description", "dcterms:description"
    )
    item.language = _first(said, "dc:language", "dcterms:language")
    _highwire(page, item)
    _last_resorts(page, item, address)
    return item


def _statements(page: HtmlElement) -> dict[str, list[str]]:
    """All metas with a prefix that is known, the second part of a name before the first."""
    said: dict[str, list[str]] = defaultdict(list)
    for meta in page.iter("meta"):
        for name in (meta.get("name") or meta.get("property") or "").split():
            parts = re.split("[.:_]", name)
            for prefix, length in _prefixes(parts):
                if prefix in PREFIXES and meta.get("content"):
                    prop = name[length + 1 :]
                    said[f"{prefix}:{prop[:1].lower()}{prop[1:]}"].append(meta.get("content") or "")
                    break
    return said


def _prefixes(parts: list[str]) -> list[tuple[str, int]]:
    first = (parts[0].lower(), len(parts[0]))
    return [(parts[1].lower(), len(parts[0]) + len(parts[1]) + 1), first] if len(parts) > 2 else [first]


def _type(page: HtmlElement, said: dict[str, list[str]]) -> str:
    names = [meta.get("name") or "" for meta in page.iter("meta")]
    for name in names:
        if name in HIGHWIRE_TYPES:
            return HIGHWIRE_TYPES[name]
    for told in (_first(said, "z:itemType", "z:type"), _first(said, "dc:type", "dcterms:type")):
        if told in ITEM_TYPES:
            return told
    if _first(said, "og:type") == "website":
        return "webpage"
    return "journalArticle" if "citation_title" in names else "webpage"


def _highwire(page: HtmlElement, item: Item) -> None:
    for name, attribute in HIGHWIRE_FIELDS.items():
        for meta in page.xpath("/html/head/meta[@name]"):
            if str(meta.get("name")).endswith(name) and (meta.get("content") or "").strip():
                setattr(item, attribute, " ".join((meta.get("content") or "").split()))
                break
    authors = [meta.get("content") or "" for meta in page.xpath("//meta[@name='citation_author']")]
    if authors:
        item.creators = [_name(name) for each in authors for name in re.split(r"\s*;\s*", each)]


def _last_resorts(page: HtmlElement, item: Item, address: str) -> None:
    item.title = item.title or page.findtext(".//title") or ""
    if not item.creators:
        item.creators = [_name(meta.get("content") or "") for meta in page.xpath("//meta[@name='author']")]
    if not item.creators:
        found = [each for each in page.iter("*") if BYLINES & set((each.get("class") or "").split())]
        item.creators = [(" ".join(each.text_content().split()), "") for each in found[:1]]
    item.abstract = item.abstract or next(iter(page.xpath("//meta[@name='description']/@content")), "")
    item.url = item.url or next(iter(page.xpath("//head/link[@rel='canonical']/@href")), address)
    item.language = item.language or next(iter(page.xpath("//html/@lang")), "")
    item.date = item.date or next(iter(page.xpath("//time[@datetime]/@datetime")), "")


def _first(said: dict[str, list[str]], *names: str) -> str:
    return next((said[name][0] for name in names if said.get(name)), "")


def _name(name: str) -> tuple[str, str]:
    """With a comma the last name comes first, without one it comes last."""
    if "," in name:
        last, _, first = name.partition(",")
        return last.strip(), first.strip()
    first, _, last = name.strip().rpartition(" ")
    return last, first
