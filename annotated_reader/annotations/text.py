"""The plain text of a rendered article, and the tree it is the text of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from annotated_reader.fragments import read_fragment

UNREAD = {"script", "style", "template", "noscript"}
"""Elements whose text nobody sees."""
MARKS = {"footnote-ref", "footnote-backref", "note-ref"}
"""Classes of links that stand in a text and are not part of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two tags."""

    owner: HtmlElement
    """The element that holds it: as its text, or behind it as its tail."""
    is_tail: bool
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Rendered:
    """An article as HTML and as text."""

    root: HtmlElement
    """An element around the article that is not part of it."""
    pieces: tuple[Piece, ...]
    text: str
    """All pieces, one behind the other."""


def read_rendered(html: str) -> Rendered:
    """Return the rendered article with its text; offsets are code points."""
    root = read_fragment(html)
    pieces: list[Piece] = []
    parts: list[str] = []
    at = 0
    for owner, is_tail, text in _texts(root):
        pieces.append(Piece(owner, is_tail, at, at + len(text)))
        parts.append(text)
        at += len(text)
    return Rendered(root, tuple(pieces), "".join(parts))


def plain_text(html: str) -> str:
    """Return the text of rendered HTML."""
    return read_rendered(html).text


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, bool, str]]:
    """Yield what stands in the root and between its tags, in order; comments and hidden text are left out."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            if element.tail:
                yield element, True, element.tail
            continue
        if element is not root:
            stack.append((element, True))
        if not _is_read(element):
            continue
        if element.text:
            yield element, False, element.text
        stack.extend((child, False) for child in reversed(element))


def _is_read(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in UNREAD:
        return False
    return not (element.tag == "a" and MARKS & set((element.get("class") or "").split()))
