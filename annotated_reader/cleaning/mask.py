"""Which characters of a document have left the article, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotated_reader.document import IMAGE, Document, Line
from annotated_reader.letters import letters
from annotated_reader.values import Removal

_SEEN = re.compile(r"[^\W_]|" + IMAGE)
LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Cut:
    """One stretch of the text that one rule, or one reading, took out."""

    start: int
    end: int
    rule: str
    kind: str
    """A kind of removal, or ``LIFTED`` for what went into the metadata."""
    why: str


@dataclass
class Mask:
    """A document and what has been cut from it so far; the first cut of a character owns it."""

    document: Document
    covered: bytearray = field(init=False)
    cuts: list[Cut] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.covered = bytearray(len(self.document.text))

    def cut(self, start: int, end: int, rule: str, kind: str, why: str) -> None:
        """Take out what is left of a stretch; an empty slot is noted too, as one cut without length."""
        pieces = list(self.left_spans(start, end))
        seen = [piece for piece in pieces if self._shows(*piece)]
        for first, last in pieces:
            self.covered[first:last] = b"\1" * (last - first)
        if not seen and (pieces or start == end):
            seen = [(start, start)]
        self.cuts.extend(Cut(first, last, rule, kind, why) for first, last in seen)

    def _shows(self, start: int, end: int) -> bool:
        """True where a stretch holds a letter or an image; marks like ¨ count, for the laws count them."""
        return bool(_SEEN.search(self.document.text, start, end) or letters(self.document.text[start:end]))

    def is_left(self, line: Line) -> bool:
        """True where a reader would still see something of the line."""
        if self.covered.find(0, line.start, line.end) == -1:
            return False
        if self.covered.find(1, line.start, line.end) == -1:
            return True
        return bool(self.left_text(line.start, line.end).strip())

    def is_whole(self, line: Line) -> bool:
        """True where nothing of the line has been cut."""
        return self.covered.find(1, line.start, line.end) == -1

    def left_text(self, start: int, end: int) -> str:
        """Return what is left of a stretch of the text."""
        text = self.document.text
        return "".join(text[first:last] for first, last in self.left_spans(start, end))

    def left_spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text between two places that nothing has cut."""
        first = self.covered.find(0, start, end)
        while first != -1:
            last = self.covered.find(1, first, end)
            last = end if last == -1 else last
            yield first, last
            first = self.covered.find(0, last, end)


def removals(mask: Mask) -> tuple[Removal, ...]:
    """Return the ledger: what each rule took out, in the order of the text, neighbours joined."""
    return _ledger(mask, [cut for cut in mask.cuts if cut.kind != LIFTED])


def lifted(mask: Mask) -> tuple[Removal, ...]:
    """Return what left the text for the metadata, in the order of the text."""
    return _ledger(mask, [cut for cut in mask.cuts if cut.kind == LIFTED])


def _ledger(mask: Mask, cuts: list[Cut]) -> tuple[Removal, ...]:
    ledger: list[Removal] = []
    text = mask.document.text
    images = mask.document.images
    end = -1
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        entry = _entry(text, cut, images)
        last = ledger[-1] if ledger else None
        if last and last.rule == cut.rule and entry.text and not _SEEN.search(text, end, cut.start):
            ledger[-1] = replace(last, text=f"{last.text}\n{entry.text}", images=last.images + entry.images)
        else:
            ledger.append(entry)
        end = cut.end
    return tuple(ledger)


def _entry(text: str, cut: Cut, images: Mapping[int, str]) -> Removal:
    piece = text[cut.start : cut.end]
    places = [place for place, char in enumerate(piece, cut.start) if char == IMAGE] if IMAGE in piece else []
    words = " ".join(piece.replace(IMAGE, " ").split())
    return Removal(
        cut.rule, cut.kind, cut.why, words, cut.start, tuple(images.get(place, "") for place in places)
    )
