"""Finds the place of every note in the text of its article, and puts the notes in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotated_reader.anchoring import (
    Anchoring,
    FoldedText,
    Outcome,
    Selector,
    Span,
    anchor,
    fold,
    folded_text,
)
from annotated_reader.annotations.alike import most_alike
from annotated_reader.annotations.values import Note, Placed
from annotated_reader.annotations.wordings import bare_wordings, wordings

AROUND = 12
"""Characters shown on each side of a candidate."""
UNSURE = (Outcome.AMBIGUOUS, Outcome.ORPHAN)

BaseText = Callable[[str], str | None]
"""Gives the article text of a sha256; None where nobody has it any more."""


def no_base(sha256: str) -> None:
    """Know of no older text."""


def place_notes(text: str, notes: Iterable[Note], base_text: BaseText = no_base) -> tuple[Placed, ...]:
    """Return the notes in the order of their places in ``text``, numbered.

    Behind them come those on the whole article, and last those that have no place.
    """
    folded = fold(text)
    bases: dict[str, FoldedText | None] = {}
    placed = []
    for note in notes:
        if note.base and note.base not in bases:
            older = base_text(note.base)
            bases[note.base] = folded if older == text else None if older is None else fold(older)
        placed.append(place_note(note, folded, bases.get(note.base or "")))
    placed.sort(key=_order)
    return tuple(each.numbered(number) for number, each in enumerate(placed, 1))


def place_note(note: Note, text: FoldedText, base: FoldedText | None = None) -> Placed:
    """Return one note with its place, without a number.

    A quotation is taken as it stands; if that is nowhere, as the words that its Markdown shows; and if those
    are nowhere, without what clings to them, but then only where such words stand.
    """
    if note.quote is None:
        return Placed(note, None)
    words, answer = _understood(note, note.quote, text, base)
    spans = (answer.span,) if answer.span else ()
    candidates = tuple(_around(text.original, span) for span in answer.candidates)
    if answer.outcome is not Outcome.AMBIGUOUS:
        candidates = ()
    near = most_alike(words, text.original) if answer.outcome is Outcome.ORPHAN else None
    return Placed(note, answer.outcome, spans, words, answer.quoted_now, candidates, near, answer.reason)


def _understood(note: Note, quote: str, text: FoldedText, base: FoldedText | None) -> tuple[str, Anchoring]:
    """Return the words that the quotation means, and what became of them.

    Those that stand in the text quoted from are those meant, whatever became of them.
    """
    tried = []
    for words in wordings(quote):
        answer = anchor(Selector(words, note.prefix, note.suffix), text, base)
        if answer.outcome is Outcome.FOUND or _stands(words, base):
            return words, answer
        tried.append((words, answer))
    for words in bare_wordings(quote):
        quoted = _stands(words, base)
        if quoted or _stands(words, text):
            answer = anchor(Selector(words, note.prefix, note.suffix), text, base)
            if quoted or answer.outcome is Outcome.FOUND:
                return words, answer
    return min(tried, key=lambda pair: list(Outcome).index(pair[1].outcome))


def _stands(words: str, text: FoldedText | None) -> bool:
    return text is not None and folded_text(words) in text.folded


def _around(text: str, span: Span) -> str:
    """Return the words at the span with some around them, on one line."""
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    return " ".join(f"{before}【{text[span.start : span.end]}】{after}".split())


def _order(placed: Placed) -> tuple[int, int, int, str, int]:
    note = placed.note
    if placed.spans:
        return 0, placed.spans[0].start, placed.spans[-1].end, note.path, note.line
    return (1 if placed.outcome is None else 2), 0, 0, note.path, note.line
