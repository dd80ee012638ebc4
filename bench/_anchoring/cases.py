"""Cases, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from _anchoring import edits
from annotated_reader.anchoring import FoldedText, Outcome, Selector, Span, fold

SIZES = (2, 4, 8, 16, 40)
REACH = 32
KINDS: dict[str, edits.Edit] = {
    "unedited": edits.nothing,
    "5 % edited": edits.edits(0.05),
    "15 % edited": edits.edits(0.15),
    "sentence deleted": edits.deleted,
    "quotation reworded": edits.reworded,
    "paragraph moved": edits.moved,
    "litter added": edits.littered,
    "other script": edits.other_script,
    "other width": edits.other_width,
    "other outlet": edits.other_outlet,
    "twin elsewhere": edits.edits(0.05),
    "corrected, twin": edits.corrected,
    "deleted, sibling": edits.deleted,
}
PREPARED: dict[str, edits.Preparation] = {
    "twin elsewhere": edits.with_twin,
    "corrected, twin": edits.with_twin,
    "deleted, sibling": edits.with_sibling,
}
"""What is done to the text before it is quoted from."""


@dataclass(frozen=True)
class Case:
    """A quotation, the text it was taken from, the text to find it in, and the truth."""

    kind: str
    size: int
    selector: Selector
    """With 32 characters of context on each side."""
    at: int
    base: FoldedText
    text: FoldedText
    truth: Span | None
    survival: float

    @property
    def once(self) -> bool:
        """Whether the words stand once in the text quoted from, as a selector without context demands."""
        return self.base.folded.count(fold(self.selector.exact).folded) == 1


def cases(texts: list[str], count: int, seed: int) -> Iterator[Case]:
    """Yield so many cases of every kind and size, the same for the same texts and seed."""
    folded = {text: fold(text) for text in texts}
    for kind, edit in KINDS.items():
        for size in SIZES:
            random = Random(f"{seed} {kind} {size}")
            for number in range(count):
                base = texts[number % len(texts)]
                others = [text for text in texts if text is not base]
                quote = _quote(base, size, random)
                source = folded[base]
                if kind in PREPARED:
                    base, quote = PREPARED[kind](base, quote, others, random)
                    source = fold(base)
                edited = edits.apply(edit, base, quote, others, random)
                selector = Selector(
                    base[slice(*quote)],
                    base[max(0, quote[0] - REACH) : quote[0]],
                    base[quote[1] : quote[1] + REACH],
                )
                truth = Span(*edited.truth) if edited.truth else None
                yield Case(kind, size, selector, quote[0], source, fold(edited.text), truth, edited.survival)


def _quote(base: str, size: int, random: Random) -> edits.Place:
    while True:
        start = random.randrange(len(base) - 2 * size)
        words = base[start : start + size]
        if sum(c.isalnum() for c in words) > size * 0.7 and words == words.strip():
            return start, start + size


def verdict(case: Case, outcome: Outcome, span: Span | None, context: bool, base: bool) -> str:
    """Return found, moved, refused, gone (rightly refused), wrong found, wrong moved or twin.

    Right is a place that overlaps the truth by half of both together. Nothing need be placed where less than
    half of the quotation survives. ``twin`` is a place that nothing in the question tells from the right one:
    the very words, with the very context wherever context or the text quoted from is given.
    """
    if span is None:
        return "refused" if case.truth and case.survival >= 0.5 else "gone"
    if case.truth and _overlap(span, case.truth) >= 0.5:
        return "found" if outcome is Outcome.FOUND else "moved"
    if _is_twin(case, span, context or base):
        return "twin"
    return "wrong found" if outcome is Outcome.FOUND else "wrong moved"


def _overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def _is_twin(case: Case, span: Span, context: bool) -> bool:
    text = case.text.original
    before, after = (case.selector.prefix, case.selector.suffix) if context else ("", "")
    around = text[max(0, span.start - len(before)) : span.end + len(after)]
    return fold(around).folded == fold(before + case.selector.exact + after).folded
