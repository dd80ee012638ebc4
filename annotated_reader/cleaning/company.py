"""Cuts by company: what goes because of the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annotated_reader.cleaning.mask import Cut, Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.sources.model import Rule

DOUBLED = (4, 80)
"""Least and most letters of a line that may go for saying the one above again: names and captions,
not a refrain and not a paragraph."""


_TOLD = re.compile(r"[。！？!?.…”」][”」』）)】\"’\s]*\Z|[，,].*[，,]")
"""How a sentence ends, or goes on; menus have commas too."""


def cut_doubled(mask: Mask) -> None:
    """In copied text a caption stands twice, as the picture's name and below it: cut the second."""
    left = [line for line in mask.document.lines if mask.is_left(line)]
    for before, line in pairwise(left):
        if line.text == before.text and DOUBLED[0] <= line.letters <= DOUBLED[1]:
            mask.cut(line.start, line.end, "_chrome/doubled-line", "chrome", "says the line above over again")


def cut_above_title(mask: Mask, title_start: int | None) -> None:
    """In copied text, menus and crumbs stand above the title: cut what is there, unless it is prose."""
    above = [line for line in mask.document.lines if title_start is not None and line.start < title_start]
    if any(is_prose(line) and _TOLD.search(line.text) and "Powered by" not in line.text for line in above):
        return
    for line in above:
        mask.cut(
            line.start,
            line.end,
            "_chrome/above-the-title",
            "chrome",
            "stands above the title of a copied page",
        )


def cut_tail_lists(mask: Mask, rules: Sequence[Rule], tail: int) -> None:
    """Behind the prose, a list of three entries or more that are mostly links leads away from the article."""
    lines = mask.document.lines
    if not 0 <= tail < len(lines) - 1:
        return
    for rule in rules:
        assert rule.select
        for element in rule.select(mask.document.root):
            start, end = mask.document.spans.get(element, (0, 0))
            if start < lines[tail].end:
                continue
            members = [line for line in mask.document.lines_in(start, end) if line.letters]
            if len(members) < 3 or not all(line.linked for line in members):
                continue
            above = lines[members[0].index - 1].text
            if not (rule.unless and rule.unless.search(above)):
                mask.cut(start, end, rule.name, rule.kind, rule.why)


FOLLOW = "_promo/follow-tail"


def cut_banners(mask: Mask, head: int) -> None:
    """Above the prose, a picture beside the line that asks for a follow is the account's banner."""
    lines = mask.document.lines[: max(head, 0)]
    asks = {cut.start for cut in mask.cuts if cut.rule == FOLLOW}
    asking = [any(line.start <= place < line.end for place in asks) for line in lines]
    for number, line in enumerate(lines):
        beside = asking[max(number - 1, 0) : number + 2]
        if not line.letters and line.images and mask.is_left(line) and any(beside):
            why = "a picture beside a line that asks for a follow"
            mask.cut(line.start, line.end, FOLLOW, "promo", why)


def cut_orphaned_pictures(mask: Mask, tail: int) -> None:
    """Behind the prose, a picture below a line that went as promotion or advert goes with it."""
    above: Cut | None = None
    owners = {cut.start: cut for cut in mask.cuts if cut.kind in ("promo", "ad")}
    for line in mask.document.lines[tail + 1 :]:
        if line.letters:
            above = next((owners[place] for place in range(line.start, line.end) if place in owners), None)
        elif line.images and above and mask.is_left(line):
            mask.cut(line.start, line.end, above.rule, above.kind, "a picture below " + above.why)
