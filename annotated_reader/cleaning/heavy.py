"""Looks at what is left: whether a rule took too much of it, and whether it is an article at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.cleaning.region import RULE
from annotated_reader.document import Line

MOST = 0.5
"""Share of the text; one element that holds more is not cut at all, many small ones are."""

HEADLINES = 8
"""So many links as long as a headline, and more of them than paragraphs, make a list and no article."""
_PICTURE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg)\b|/(?:photo|image|attachment)s?/|\A(?:#|javascript:)", re.I
)
HEADLINE = 12
"""Least letters of a headline's link."""


def is_list(mask: Mask) -> bool:
    """True where what is left are mostly links to other articles, as on a front page."""
    left = [line for line in mask.document.lines if (line.letters or line.images) and mask.is_left(line)]
    links = sum(line.linked >= HEADLINE and line.link_share > 0.6 for line in left)
    links += sum(not line.letters and _is_teaser(line) for line in left)
    return links >= HEADLINES and links > sum(map(is_prose, left))


def _is_teaser(line: Line) -> bool:
    """True for a picture that leads to a page, not to a larger picture."""
    link = next(chain(line.element.iter("a"), line.element.iterancestors("a")), None)
    address = link.get("href") or "" if link is not None else ""
    return bool(address) and not _PICTURE.search(address)


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
