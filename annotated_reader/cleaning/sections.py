"""Section rules: a heading, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line
from annotated_reader.sources.model import Rule

ENOUGH = 0.4
"""Share of the prose that must stand above a heading which ends the article."""


def cut_sections(mask: Mask, rules: Sequence[Rule], matched: Mapping[int, Rule]) -> None:
    """Cut the headings that ``rules`` know with their lists or, at an article's end, with all below."""
    prose = [
        line
        for line in mask.document.lines
        if is_prose(line) and line.index not in matched and mask.is_left(line)
    ]
    for line in mask.document.lines:
        rule = next((rule for rule in rules if _heads(rule, line)), None)
        if rule is None or not mask.is_left(line):
            continue
        if rule.place == "tail":
            if _share_above(line, prose) >= ENOUGH:
                mask.cut(line.start, len(mask.document.text), rule.name, rule.kind, rule.why)
                return
        elif members := _members(mask, line):
            mask.cut(line.start, members[-1].end, rule.name, rule.kind, rule.why)


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
