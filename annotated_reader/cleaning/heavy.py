"""Looks at what is left: whether a rule took too much of it, and whether it is an article at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.cleaning.region import RULE

MOST = 0.5
"""Share of the text; one element that holds more is not cut at all, many small ones are."""

HEADLINES = 8
"""So many links as long as a headline, and more of them than paragraphs, make a list and no article."""
HEADLINE = 12
"""Least letters of a headline's link."""


def is_list(mask: Mask) -> bool:
    """True where what is left are mostly links to other articles, as on a front page."""
    left = [line for line in mask.document.lines if line.letters and mask.is_left(line)]
    headlines = sum(line.linked >= HEADLINE and line.link_share > 0.6 for line in left)
    return headlines >= HEADLINES and headlines > sum(map(is_prose, left))


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
