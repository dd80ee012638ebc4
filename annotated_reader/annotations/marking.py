"""Marks the quoted words in a rendered article; its letters stay as they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from html import escape

from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from annotated_reader.annotations.text import Piece, Rendered
from annotated_reader.annotations.values import Placed

AT_ONCE = 40
"""Notes that one mark names: where more overlap, those with the shortest quotations."""

_OURS = re.compile(r"notes|(?:note|ref)-.*")
"""Ids that belong to the notes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that the same notes quote."""

    start: int
    end: int
    notes: tuple[Placed, ...]


def mark(rendered: Rendered, placed: Sequence[Placed], label: str) -> str:
    """Return the article's HTML with a mark around all quoted words and a link behind each quotation.

    ``label`` is what a screen reader says of that link, with ``{n}`` for the note's number. The tree of
    ``rendered`` is used up.
    """
    _free_ids(rendered.root)
    ends = _last_pieces(rendered.pieces, placed)
    for piece, stretches in _by_piece(rendered.pieces, stretch(placed)):
        _mark_piece(piece, rendered.text, stretches, ends.get(piece, ()), label)
    root = rendered.root
    return escape(root.text or "", quote=False) + "".join(tostring(each, encoding="unicode") for each in root)


def stretch(placed: Iterable[Placed]) -> tuple[Stretch, ...]:
    """Return the quoted parts of a text, cut wherever a quotation begins or ends, in order."""
    opening: dict[int, list[Placed]] = defaultdict(list)
    closing: dict[int, list[Placed]] = defaultdict(list)
    for each in placed:
        for span in each.spans:
            opening[span.start].append(each)
            closing[span.end].append(each)
    found: list[Stretch] = []
    there: dict[int, Placed] = {}
    before = 0
    for at in sorted(opening.keys() | closing.keys()):
        if there:
            found.append(Stretch(before, at, _nearest(there.values())))
        for each in closing[at]:
            there.pop(each.number, None)
        there.update((each.number, each) for each in opening[at])
        before = at
    return tuple(found)


def _nearest(there: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return the notes that a mark names, by number."""
    chosen = nsmallest(AT_ONCE, there, key=lambda each: each.spans[-1].end - each.spans[0].start)
    return tuple(sorted(chosen, key=lambda each: each.number))


def _by_piece(pieces: Sequence[Piece], stretches: Sequence[Stretch]) -> Iterator[tuple[Piece, list[Stretch]]]:
    """Yield each piece of text with the stretches in it, last first, so that no piece's owner has moved."""
    found: list[tuple[Piece, list[Stretch]]] = []
    at = 0
    for piece in pieces:
        while at < len(stretches) and stretches[at].end <= piece.start:
            at += 1
        beyond = at
        while beyond < len(stretches) and stretches[beyond].start < piece.end:
            beyond += 1
        if beyond > at:
            found.append((piece, list(stretches[at:beyond])))
    yield from reversed(found)


def _last_pieces(pieces: Sequence[Piece], placed: Iterable[Placed]) -> Mapping[Piece, Sequence[Placed]]:
    """Return the pieces in which quotations end, each with those that do."""
    waiting = sorted((each for each in placed if each.spans), key=lambda each: each.spans[-1].end)
    ends: dict[Piece, list[Placed]] = defaultdict(list)
    filled = iter(pieces)
    piece = next(filled, None)
    for each in waiting:
        while piece and piece.end < each.spans[-1].end:
            piece = next(filled, None)
        if piece:
            ends[piece].append(each)
    return ends


def _mark_piece(
    piece: Piece, text: str, stretches: Sequence[Stretch], ending: Sequence[Placed], label: str
) -> None:
    """Replace the piece by its words, the quoted ones in marks."""
    words = text[piece.start : piece.end]
    if not words.strip():
        return
    nodes: list[HtmlElement] = []
    first = ""
    at = piece.start
    outside = _outside(piece)
    for each in stretches:
        start, end = max(each.start, piece.start), min(each.end, piece.end)
        first = _append(nodes, first, text[at:start])
        nodes.append(_mark(text[start:end], each.notes))
        refs = [_ref(one, label) for one in ending if one.spans[-1].end == end]
        if outside is None:
            nodes.extend(refs)
        else:
            _add_behind(outside, refs)
        at = end
    first = _append(nodes, first, text[at : piece.end])
    _put(piece, first, nodes)


def _append(nodes: list[HtmlElement], first: str, words: str) -> str:
    """Add plain words behind the last node; return what stands in front of the first."""
    if not nodes:
        return first + words
    nodes[-1].tail = (nodes[-1].tail or "") + words
    return first


def _put(piece: Piece, first: str, nodes: Sequence[HtmlElement]) -> None:
    owner = piece.owner
    if piece.is_tail:
        parent = owner.getparent()
        owner.tail = first
        at = parent.index(owner) + 1
    else:
        parent, at = owner, 0
        owner.text = first
    parent[at:at] = nodes


def _outside(piece: Piece) -> HtmlElement | None:
    """Return the link that the piece stands in: no other link may stand in it."""
    start = piece.owner.getparent() if piece.is_tail else piece.owner
    if start is None:
        return None
    links = [each for each in (start, *start.iterancestors()) if each.tag == "a"]
    return links[-1] if links else None


def _add_behind(link: HtmlElement, refs: Iterable[HtmlElement]) -> None:
    for ref in reversed(list(refs)):
        ref.tail, link.tail = link.tail, None
        link.addnext(ref)


def _mark(words: str, notes: Sequence[Placed]) -> HtmlElement:
    kinds = dict.fromkeys(f"quoted--{each.note.kind}" for each in notes)
    names = {"class": " ".join(["quoted", *kinds]), "data-notes": " ".join(each.note.id for each in notes)}
    return E.mark(words, names)


def _ref(placed: Placed, label: str) -> HtmlElement:
    id_ = placed.note.id
    return E.a(
        {
            "class": "note-ref",
            "id": f"ref-{id_}",
            "href": f"#note-{id_}",
            "data-number": str(placed.number),
            "aria-label": label.format(n=placed.number),
            "data-pagefind-ignore": "",
        }
    )


def _free_ids(root: HtmlElement) -> None:
    """Give up ids of the article's own that notes need, and let its links follow."""
    given_up = set()
    for element in root.iter("*"):
        if _OURS.fullmatch(element.get("id") or ""):
            given_up.add(element.get("id"))
            element.set("id", f"text-{element.get('id')}")
    for link in root.iter("a") if given_up else ():
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] in given_up:
            link.set("href", f"#text-{target[1:]}")
