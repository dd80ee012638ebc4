"""One article as a page of the book: its facts, its text, its notes and where it comes from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from annotated_reader.epub.content_model import settle, xml_name
from annotated_reader.epub.endnotes import Ways, endnotes, number, refer
from annotated_reader.epub.origin import origin
from annotated_reader.epub.pictures import Pictures
from annotated_reader.epub.xhtml import X, in_namespace, page, say_language
from annotated_reader.gate import pass_authors, pass_own
from annotated_reader.language import runs_right_to_left
from annotated_reader.markdown import render
from annotated_reader.portable import Picture, Way, sayable, take_along
from annotated_reader.portable.links import below, sound
from annotated_reader.site.captioned import set_captions
from annotated_reader.site.entries import Entry
from annotated_reader.site.notes import NoteView

_ARTICLE = re.compile(r"articles/([^/]+)/(?:#(note-.+))?")
"""The address of an article, or of a note on it, below the site's root."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,150}")


@dataclass(frozen=True)
class Whole:
    """What every chapter needs to know of the book and of the site."""

    words: Mapping[str, str]
    pictures: Pictures
    site_url: str = ""
    """With a slash at its end; empty where nobody else can reach it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Slug to file name, of the articles in the book; of other captures of their texts, too."""
    held: Callable[[str], str | None] = lambda address: None
    """From an address on the web to the slug of the article held from there."""
    mark: Callable[[str, str], str] = lambda slug, html: html
    """Marks the words that notes quote in an article's HTML."""

    def way_to(self, place: str) -> str | None:
        """Return the way from a chapter to an address below the site's root."""
        article = _ARTICLE.fullmatch(place)
        name = self.names.get(unquote(article[1])) if article else None
        if article and name:
            return name + (f"#{xml_name(unquote(article[2]))}" if article[2] else "")
        return sound(self.site_url + place) if self.site_url else None


def name_of(slug: str) -> str:
    """Return the file name of an article's chapter, plain whatever its slug is."""
    plain = slug if _PLAIN.fullmatch(slug) else f"page-{hashlib.sha256(slug.encode()).hexdigest()[:12]}"
    return f"{plain}.xhtml"


def write_chapter(entry: Entry, notes: Sequence[NoteView], whole: Whole) -> bytes:
    """Return the chapter of an article with its notes."""
    article = X.article(_head(entry, whole), _text(entry, whole))
    say_language(article, entry.lang)
    if runs_right_to_left(entry.lang):
        article.set("dir", "rtl")
    parts = [article]
    if notes:
        parts.append(endnotes(notes, Ways(whole.words, whole.way_to, whole.pictures)))
    parts.append(origin(entry, whole.words, whole.site_url))
    _free_links(parts)
    return page(sayable(entry.title), entry.lang, parts, "../book.css")


def _head(entry: Entry, whole: Whole) -> etree._Element:
    words = whole.words
    facts = [entry.publisher or words["unknown_publisher"], *entry.authors]
    facts.append(entry.published or words["undated"])
    said = X.p({"class": "facts"}, sayable(" · ".join(facts)))
    head: etree._Element = X.header(X.h1(sayable(entry.title)), said)
    return head


def _text(entry: Entry, whole: Whole) -> etree._Element:
    marked = whole.mark(entry.slug, set_captions(pass_authors(render(entry.body)).html))
    root = take_along(pass_own(marked).html, _way(entry, whole))
    number(root)
    settle(root)
    _settle_ids(root)
    refer(root)
    return in_namespace(root)


def _way(entry: Entry, whole: Whole) -> Way:
    file = f"articles/{entry.slug}.md"

    def lead(address: str) -> str | None:
        if address.startswith("#"):
            return f"#{xml_name(unquote(address[1:]))}"
        if "://" in address or address.startswith("mailto:"):
            slug = whole.held(address)
            return whole.names.get(slug or "") or sound(address)
        place = below(file, address)
        return None if place is None else whole.way_to(place)

    def picture(address: str) -> Picture | None:
        return whole.pictures.take(file, address)

    return Way(lead, picture, whole.words)


def _settle_ids(root: HtmlElement) -> None:
    """Give ids that XML accepts, each to one element only."""
    taken: set[str] = set()
    for element in root.iter("*"):
        if id_ := element.attrib.pop("id", None):
            name = xml_name(id_)
            if name not in taken:
                element.set("id", name)
                taken.add(name)


def _free_links(parts: Sequence[etree._Element]) -> None:
    """Take the address off links to places that the page does not have."""
    ids = {f"#{element.get('id')}" for part in parts for element in part.iter() if element.get("id")}
    for part in parts:
        for link in part.iter("{*}a"):
            target = link.get("href") or ""
            if target.startswith("#") and target not in ids:
                del link.attrib["href"]
