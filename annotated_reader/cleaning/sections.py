"""Section rules: a heading, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from annotated_reader.cleaning.hints import hints, worth_trying
from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line
from annotated_reader.sources.model import Rule

ENOUGH = 0.4
"""Share of the prose that must stand above a heading which ends the article."""
TEASERS = 0.35
"""Share of the prose that may stand below it: blurbs of other articles, not the rest of this one."""
REMARKS = 4
"""Of so many lines below a heading of comments one at least bears a comment's mark, where they
are the greater part: an article that quotes its readers under such a heading has none."""
_REMARK = re.compile(
    r"回[复覆]|[举檢][报舉]|[赞讚顶踩]\b|[赞讚顶踩]\s*[(（\[]?\d|\d\s*[楼樓#Ff]\b|\d\s*(?:分钟|分鐘|小时|小時|天|周|年|个月)前"
    r"|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日|\d{4}[-/.]\d|网友|網友|\breply\b|\bsays\b|\bago\b",
    re.I,
)


def cut_sections(mask: Mask, rules: Sequence[Rule], matched: Mapping[int, Rule]) -> None:
    """Cut the headings that ``rules`` know with their lists or, at an article's end, with all below."""
    prose = [
        line
        for line in mask.document.lines
        if is_prose(line) and line.index not in matched and mask.is_left(line)
    ]
    sought = hints(tuple(rules))
    short = [line for line in mask.document.lines if line.letters <= sought.longest]
    likely = worth_trying(sought, mask.document, short)
    waiting: list[tuple[Line, Rule]] = []
    for line in short:
        trying = likely.get(line.index, set()) | sought.always
        if not trying or not mask.is_left(line):
            continue
        for rule in (rules[each] for each in sorted(trying)):
            if not _heads(rule, line):
                continue
            if end := _end(mask, rule, line, prose):
                mask.cut(line.start, end, rule.name, rule.kind, rule.why)
                break
            waiting.append((line, rule))
    _cut_orphans(mask, waiting)


def _cut_orphans(mask: Mask, waiting: Sequence[tuple[Line, Rule]]) -> None:
    """Cut the headings right above others that went with all below them."""
    for line, rule in reversed(waiting):
        if rule.place != "tail" and mask.is_left(line) and _is_orphan(mask, line):
            mask.cut(line.start, line.end, rule.name, rule.kind, rule.why)


def find_headings(lines: Sequence[Line], rules: Sequence[Rule]) -> set[int]:
    """Return the indices of the lines that a section rule of ``rules`` knows by their words."""
    sections = [rule for rule in rules if rule.verb == "strip_section"]
    return {line.index for line in lines if any(_heads(rule, line) for rule in sections)}


def _end(mask: Mask, rule: Rule, heading: Line, prose: Sequence[Line]) -> int | None:
    """Where the section below a heading ends; None where the heading heads nothing that may go."""
    if rule.place != "tail":
        members = _members(mask, heading)
        if members:
            return members[-1].end
        return heading.end if _is_orphan(mask, heading) else None
    above = _share_above(heading, prose)
    if above < ENOUGH:
        return None
    if rule.kind == "comments" and above < 1 - TEASERS and not _are_remarks(mask, heading):
        return None
    if rule.kind != "comments" and (above < 1 - TEASERS or _goes_on(mask, heading)):
        return None
    return len(mask.document.text)


def _is_orphan(mask: Mask, heading: Line) -> bool:
    """True where what stood right below a heading has been cut already."""
    below = next((line for line in mask.document.lines[heading.index + 1 :] if line.letters), None)
    return below is not None and not mask.is_left(below)


def _goes_on(mask: Mask, heading: Line) -> bool:
    """True where two paragraphs of prose follow one another below a heading: the article goes on."""
    below = [line for line in mask.document.lines[heading.index + 1 :] if line.letters and mask.is_left(line)]
    told = [is_prose(line) and not line.linked for line in below]
    return any(one and next_one for one, next_one in pairwise(told))


def _are_remarks(mask: Mask, heading: Line) -> bool:
    """True where the lines below a heading bear the marks of comments: a time, a floor, a reply."""
    below = [line for line in mask.document.lines[heading.index + 1 :] if line.letters and mask.is_left(line)]
    return REMARKS * sum(bool(_REMARK.search(line.text)) for line in below) >= len(below)


def _share_above(heading: Line, prose: Sequence[Line]) -> float:
    total = sum(line.letters for line in prose)
    return sum(line.letters for line in prose if line.index < heading.index) / total if total else 1.0


def _members(mask: Mask, heading: Line) -> list[Line]:
    """The run of links and pictures below a heading; at the text's end, of headline-like lines too."""
    members: list[Line] = []
    for line in mask.document.lines[heading.index + 1 :]:
        if not mask.is_left(line):
            continue
        if line.link_share < 0.6 and line.letters:
            break
        members.append(line)
    while members and not members[-1].letters:
        members.pop()
    return members


def _heads(rule: Rule, line: Line) -> bool:
    return line.letters <= rule.max_letters and bool(rule.pattern and rule.pattern.fullmatch(line.text[:200]))
