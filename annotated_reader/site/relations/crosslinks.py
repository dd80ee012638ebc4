"""Links between articles: out of the text of one into another that is held here, and back again."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from annotated_reader.fragments import read_fragment
from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.held import Held
from annotated_reader.site.relations.passages import leading_to
from annotated_reader.site.relations.sentences import Sentence, sentence_around

SHOWN = 12
"""Backlinks on one page; the page says how many more there are."""

_PAGE = re.compile(r"(?:\.\./)*(?:articles/)?(?P<slug>[^/#?]+?)(?:\.md|/)?(?:#.*)?")
"""How an editor links from one article to another: by the page's file, or its folder."""


@dataclass(frozen=True)
class Backlink:
    """A place in another article that links here."""

    entry: Entry
    sentence: Sentence
    url: str
    """The place's address below the site's root."""
    by_title: bool = False
    """Whether it names this article by its title and does not link."""


def links_of(features: Sequence[Features], held: Held) -> dict[str, dict[str, str]]:
    """Return, for every article that links to others here, the addresses as written and whose they are."""
    slugs = {one.entry.slug for one in features}
    found: dict[str, dict[str, str]] = {}
    for one in features:
        for paragraph in one.paragraphs:
            for link in paragraph.links:
                slug = held.find(link.address) or _slug_in(link.address, slugs)
                if slug and slug != one.entry.slug:
                    found.setdefault(one.entry.slug, {})[link.address] = slug
    return found


def backlinks(
    features: Sequence[Features], links: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Backlink, ...]]:
    """Return who links to each article, newest first; one entry for each article and sentence."""
    found: dict[str, dict[tuple[str, str], Backlink]] = {}
    for one in reversed(features):
        targets = links.get(one.entry.slug, {})
        for slug, backlink in _sentences(one, targets) if targets else ():
            key = (one.entry.slug, backlink.sentence.whole)
            found.setdefault(slug, {}).setdefault(key, backlink)
    return {slug: tuple(there.values()) for slug, there in found.items()}


def lead_here(rendered: str, targets: Mapping[str, str], url_of: Callable[[str], str], said: str) -> str:
    """Return rendered HTML whose links to ``targets`` lead to the articles here.

    ``targets`` has addresses and slugs, ``url_of`` makes a slug into an address for this page, and
    ``said`` tells readers that the article is held here.  Behind each link stands one without words to
    the address that the text gives.
    """
    root = read_fragment(rendered)
    changed = False
    for link in list(root.iter("a")):
        slug = targets.get(link.get("href") or "")
        if slug and "://" in (link.get("href") or ""):
            _turn(link, url_of(slug), said)
            changed = True
    if not changed:
        return rendered
    inner = "".join(tostring(child, encoding="unicode") for child in root)
    return html.escape(root.text or "", quote=False) + inner


def _turn(link: HtmlElement, url: str, said: str) -> None:
    address = link.get("href") or ""
    link.set("href", url)
    link.set("title", said)
    link.set("class", f"{link.get('class', '')} here".strip())
    origin = E.a({"class": "here-origin", "href": address, "title": address, "aria-label": address})
    origin.tail, link.tail = link.tail, None
    link.addnext(origin)


def _slug_in(address: str, slugs: set[str]) -> str | None:
    match = _PAGE.fullmatch(unquote(address)) if "://" not in address else None
    return match["slug"] if match and match["slug"] in slugs else None


def _sentences(one: Features, targets: Mapping[str, str]) -> Iterator[tuple[str, Backlink]]:
    for paragraph in one.paragraphs:
        for link in paragraph.links:
            if slug := targets.get(link.address):
                sentence = sentence_around(paragraph.text, link.start, link.end)
                yield slug, Backlink(one.entry, sentence, one.entry.url + leading_to(sentence.whole))
