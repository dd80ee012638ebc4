"""Inline text as leaves with marks, and marks as the simplest nesting of elements.

A leaf knows its marks as a set, so that nested and neighbouring bold text, odd
nesting and empty emphasis all come to the same leaves; one way leads back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from annotated_reader.markdown.whitespace import BREAK

MARKS = ("strong", "em", "del", "sub", "sup", "code")
"""The inline elements of the tidy tree besides links, images and breaks; the outermost first."""

_NONE: frozenset[str] = frozenset()


class Leaf(NamedTuple):
    """A stretch of text of one kind, a line break or an image."""

    text: str
    marks: frozenset[str] = _NONE
    href: str | None = None
    image: tuple[str, str] | None = None
    """Address and alternative text, where the text is IMAGE."""

    @property
    def is_text(self) -> bool:
        """False for breaks and images."""
        return self.image is None and self.text != BREAK

    @property
    def is_solid(self) -> bool:
        """True for text that is more than white space."""
        return self.is_text and not self.text.isspace()

    @property
    def blank(self) -> bool:
        """True for white space and breaks."""
        return self.text == BREAK or self.text.isspace()


class _Piece(NamedTuple):
    content: str | etree._Element
    marks: frozenset[str]
    blank: bool = False


def nest(parent: etree._Element, leaves: Sequence[Leaf]) -> None:
    """Append ``leaves`` to the empty element ``parent``, with as few elements as their marks allow."""
    if len(leaves) == 1 and not leaves[0].marks and not leaves[0].href and not leaves[0].image:
        parent.text = leaves[0].text
        return
    _group(parent, _pieces(_loosened(leaves)))


def _loosened(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Split white space off the edges of leaves; it keeps just the marks that both its neighbours have."""
    split: list[Leaf] = []
    for leaf in leaves:
        core = leaf.text.strip()
        if core == leaf.text or not core:
            split.append(leaf)
            continue
        start = leaf.text.index(core)
        edges = (leaf.text[:start], leaf.text[start + len(core) :])
        split.extend(leaf._replace(text=text, image=None) for text in edges[:1] if text)
        split.append(leaf._replace(text=core))
        split.extend(leaf._replace(text=text, image=None) for text in edges[1:] if text)
    return _bridged(split)


def _bridged(leaves: list[Leaf]) -> list[Leaf]:
    """Give white space, breaks and images the marks that the text before and the text behind them share."""
    following: list[Leaf | None] = [None]
    for leaf in reversed(leaves):
        following.append(leaf if leaf.is_solid else following[-1])
    bridged: list[Leaf] = []
    before: Leaf | None = None
    for leaf, after in zip(leaves, reversed(following[:-1]), strict=True):
        if leaf.is_solid:
            before = leaf
            bridged.append(leaf)
        elif before is None or after is None:
            bridged.append(leaf._replace(marks=_NONE, href=None))
        else:
            href = leaf.href if before.href == leaf.href == after.href else None
            bridged.append(leaf._replace(marks=before.marks & after.marks - {"code"}, href=href))
    return bridged


def _pieces(leaves: list[Leaf]) -> list[_Piece]:
    """Turn every run of leaves with one address into a link, and lift out of it what all of it shares."""
    pieces: list[_Piece] = []
    at = 0
    while at < len(leaves):
        leaf, end = leaves[at], at + 1
        if leaf.href is None or leaf.blank:
            pieces.append(_Piece(_content(leaf), leaf.marks, leaf.blank))
        else:
            while end < len(leaves) and leaves[end].href == leaf.href:
                end += 1
            while leaves[end - 1].blank:
                end -= 1
            shared = frozenset.intersection(*(one.marks for one in leaves[at:end]))
            link = etree.Element("a", href=leaf.href)
            _group(link, [_Piece(_content(one), one.marks - shared, one.blank) for one in leaves[at:end]])
            pieces.append(_Piece(link, shared))
        at = end
    return pieces


def _content(leaf: Leaf) -> str | etree._Element:
    if leaf.image:
        return etree.Element("img", src=leaf.image[0], alt=leaf.image[1])
    return etree.Element("br") if leaf.text == BREAK else leaf.text


def _group(parent: etree._Element, pieces: Sequence[_Piece]) -> None:
    """Wrap runs of pieces that share a mark, the longest run outermost; no white space at their edges."""
    at = 0
    while at < len(pieces):
        marks = pieces[at].marks
        if not marks or pieces[at].blank:
            _append(parent, pieces[at].content)
            at += 1
            continue
        mark, length = max(
            ((mark, _length(pieces, at, mark)) for mark in MARKS if mark in marks), key=lambda found: found[1]
        )
        inner = [piece._replace(marks=piece.marks - {mark}) for piece in pieces[at : at + length]]
        _group(etree.SubElement(parent, mark), inner)
        at += length


def _length(pieces: Sequence[_Piece], at: int, mark: str) -> int:
    end = at
    while end < len(pieces) and mark in pieces[end].marks:
        end += 1
    while pieces[end - 1].blank:
        end -= 1
    return end - at


def _append(parent: etree._Element, content: str | etree._Element) -> None:
    if not isinstance(content, str):
        parent.append(content)
    elif (last := next(parent.iterchildren(reversed=True), None)) is not None:
        last.tail = (last.tail or "") + content
    else:
        parent.text = (parent.text or "") + content
