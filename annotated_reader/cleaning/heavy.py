"""Finds the rules that took more than half of a text, piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.cleaning.region import RULE

MOST = 0.5
"""Share of the text; one element that holds more is not cut at all, many small ones are."""


def heavy_rules(mask: Mask) -> Iterator[str]:
    """Yield a sentence for each rule that took more prose than all that is left.

    What stands outside a page's region is judged where the region is chosen.
    """
    lines = mask.document.lines
    left = sum(line.letters - line.linked for line in lines if mask.is_left(line))
    taken: Counter[str] = Counter()
    for cut in mask.cuts:
        if cut.kind != LIFTED and cut.rule != RULE:
            gone = (line for line in mask.document.lines_in(cut.start, cut.end) if is_prose(line))
            taken[cut.rule] += sum(line.letters - line.linked for line in gone)
    for rule, letters in sorted(taken.items()):
        if letters > MOST * (left + letters):
            yield f"rule {rule} took out {letters / (left + letters):.0%} of the text, in pieces"
