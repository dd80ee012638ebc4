"""Leads from the first mention of each entity in an article to what it is, without a change of a letter."""

from __future__ import annotations

import html as markup
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement, tostring
from lxml.html.builder import A

from annotated_reader.fragments import read_fragment
from annotated_reader.site.entities import Portrait
from annotated_reader.site.tagging import Reading
from annotated_reader.vocabulary import Mention, Scanner

MOST = 40
"""Entities that one article explains; a text that names more is a list."""

_CLOSED = frozenset("a h1 h2 h3 h4 h5 h6 code pre sup mark button svg script style".split())
"""Elements whose words are left as they are: links and headings above all."""


@dataclass(frozen=True)
class Term:
    """One entity as an article explains it."""

    name: str
    kind: str
    gloss: str
    url: str
    """Address of its page, below the site's root."""

    @property
    def id(self) -> str:
        """Of its explanation at the foot of the article."""
        return f"term-{self.url.rstrip('/').rpartition('/')[2]}"


def terms_of(reading: Reading, portraits: Mapping[str, Portrait]) -> tuple[Term, ...]:
    """Return what an article explains: the entities that it names and that have a page, in its order."""
    entities = [
        (portraits[name].entity, portraits[name].url) for name in reading.namings if name in portraits
    ]
    return tuple(Term(entity.name, entity.kind, entity.gloss, url) for entity, url in entities[:MOST])


def lead_to_terms(
    content: str, terms: Mapping[str, Term], scanner: Scanner, address: Callable[[str], str]
) -> str:
    """Return rendered HTML in which the first mention of each of ``terms``, by name, is a link to its page.

    ``address`` says how a page below the site's root is called from here.  A mention in a link or a
    heading is passed over for the next one.
    """
    if not terms:
        return content
    root = read_fragment(content)
    waiting = dict(terms)
    for element, is_tail in list(_texts(root)):
        if not waiting:
            break
        text = (element.tail if is_tail else element.text) or ""
        firsts = list(_firsts(scanner.mentions(text), waiting))
        if firsts:
            _link(element, is_tail, text, firsts, address)
    inner = "".join(tostring(child, encoding="unicode") for child in root)
    return markup.escape(root.text or "", quote=False) + inner


def _firsts(mentions: list[Mention], waiting: dict[str, Term]) -> Iterator[tuple[Mention, Term]]:
    for mention in mentions:
        if term := waiting.pop(mention.entity.name, None):
            yield mention, term


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the places of text in the order of the page: in front of an element's children, or behind it."""
    if (
        element.tag not in _CLOSED
        and isinstance(element.tag, str)
        and not element.get("data-pagefind-ignore")
    ):
        yield element, False
        for child in element:
            yield from _texts(child)
            yield child, True


def _link(
    element: HtmlElement,
    is_tail: bool,
    text: str,
    firsts: list[tuple[Mention, Term]],
    address: Callable[[str], str],
) -> None:
    """Put links into one piece of text; what stands between them follows each as its tail."""
    before = text[: firsts[0][0].start]
    parent, place = (element.getparent(), element) if is_tail else (element, None)
    if is_tail:
        element.tail = before
    else:
        element.text = before
    index = 0 if place is None else parent.index(place) + 1
    ends = [mention.start for mention, _ in firsts[1:]] + [len(text)]
    for number, ((mention, term), end) in enumerate(zip(firsts, ends, strict=True)):
        marks = {"class": "term", "data-gloss": f"{term.name}：{term.gloss}", "aria-describedby": term.id}
        link = A(text[mention.start : mention.end], href=address(term.url), **marks)
        link.tail = text[mention.end : end]
        parent.insert(index + number, link)
