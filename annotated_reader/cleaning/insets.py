"""Cuts the boxes that lead to other articles with a blurb and "read more", within an article and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line

RULE = "_chrome/inset"
WHY = "a headline, a blurb and “read more”: a box that leads to another article"
DIGEST = "_chrome/digest"
DIGEST_WHY = "below the article, blurbs of others, each with “read more”"
MORE_LETTERS = 24
"""Letters of the longest such words."""
BLURB = 240
"""Letters of the longest blurb."""
TEASERS = 3
"""So many lines that only say "read more" are a list of other articles."""
_WORDS = "|".join(
    r"""
    (?:read|see|view|show|learn)\s(?:more|on|the\s(?:rest|full\s(?:story|article)|article|story)|article)
    continue\sreading full\sstory 阅读(?:全文|更多) 閱讀(?:全文|更多) 查看(?:全文|详情)
    weiterlesen mehr\slesen lire\sla\ssuite more
""".split()
)
_MORE = re.compile(rf"(?:{_WORDS})(?:\s+(?:{_WORDS}))?", re.I)
_AROUND = " \t[]()（）【】<>«»›→…. "
_CUT_SHORT = re.compile(r"(?:…|\.{3})\W*\Z")


def cut_insets(mask: Mask) -> None:
    """Cut every blurb that breaks off before a linked "read more", with the linked headline above it.

    Where three lines below the article say "read more" and nothing else, all goes from the linked
    headline above the first of them to the last.
    """
    lines = [line for line in mask.document.lines if mask.is_left(line)]
    for place, line in enumerate(lines):
        if 0 < line.linked <= MORE_LETTERS < line.letters <= BLURB and _breaks_off(line):
            _cut(mask, lines, place, RULE, WHY)
    _cut_digest(mask, [line for line in lines if line.letters])


def _breaks_off(line: Line) -> bool:
    """True for a blurb that ends in "…" and the link's words."""
    words = [" ".join(link.text_content().split()) for link in line.element.iter("a")]
    said = words[-1] if words else ""
    if not said or not _MORE.fullmatch(said.strip(_AROUND)) or not line.text.endswith(said):
        return False
    return bool(_CUT_SHORT.search(line.text[: -len(said)]))


def _cut(mask: Mask, lines: Sequence[Line], place: int, rule: str, why: str) -> None:
    """Cut a blurb, and the linked headline and picture right above it."""
    first = place
    while (
        first and place - first < 3 and (lines[first - 1].link_share > 0.9 or _is_picture(lines[first - 1]))
    ):
        first -= 1
    if not any(line.letters for line in lines[first:place]):
        first = place
    for line in lines[first : place + 1]:
        mask.cut(line.start, line.end, rule, "promo", why)


def _is_picture(line: Line) -> bool:
    return bool(line.images) and not line.letters


def _cut_digest(mask: Mask, lines: Sequence[Line]) -> None:
    more = [place for place, line in enumerate(lines) if _only_more(line)]
    if len(more) < TEASERS:
        return
    start = more[0]
    while start and (is_prose(lines[start - 1]) or not _is_headline(lines[start])):
        start -= 1
        if _is_headline(lines[start]):
            break
    between = more[-1] - start + 1
    if not start or not any(map(is_prose, lines[:start])) or between > 6 * len(more):
        return
    mask.cut(lines[start].start, lines[more[-1]].end, DIGEST, "promo", DIGEST_WHY)


def _only_more(line: Line) -> bool:
    return line.linked == line.letters <= MORE_LETTERS and bool(_MORE.fullmatch(line.text.strip(_AROUND)))


def _is_headline(line: Line) -> bool:
    return line.link_share > 0.9 and line.letters > MORE_LETTERS
