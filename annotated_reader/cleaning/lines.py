"""Line rules: what goes by its words, judged by place, shape and company."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from annotated_reader.cleaning.mask import Cut, Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line
from annotated_reader.sources.model import Rule, Source

ENOUGH = 0.4
"""Share of the prose that must stand above a heading which ends the article."""


def cut_lines(mask: Mask, sources: Sequence[Source], matched: Mapping[int, Rule]) -> None:
    """Cut the sections, lines and phrases that the rules of ``sources`` name.

    ``matched`` is what ``match_lines`` found.
    """
    rules = [rule for source in sources for rule in source.rules]
    _cut_sections(mask, [rule for rule in rules if rule.verb == "strip_section"], matched)
    head, tail = _prose_bounds(mask, matched)
    for index, rule in matched.items():
        if _fires(rule, index, head, tail):
            _cut_line(mask, mask.document.lines[index], rule)
    _cut_tail_lists(
        mask, [rule for rule in rules if rule.verb == "strip_links" and rule.place == "tail"], tail
    )
    _cut_orphaned_pictures(mask, tail)
    _cut_phrases(mask, [rule for rule in rules if rule.verb == "strip_text"])


def match_lines(mask: Mask, sources: Sequence[Source]) -> Mapping[int, Rule]:
    """Return the rule whose words each line still there has, whatever its place, under the line's index."""
    rules = [rule for source in sources for rule in source.rules if rule.verb == "strip_line"]
    rules.sort(key=lambda rule: rule.max_letters)
    bounds = [rule.max_letters for rule in rules]
    found: dict[int, Rule] = {}
    for line in mask.document.lines:
        if not line.text or line.letters > bounds[-1] or not mask.is_left(line):
            continue
        fitting = rules[bisect_left(bounds, line.letters) :]
        rule = next((rule for rule in fitting if _matches_line(rule, line)), None)
        if rule:
            found[line.index] = rule
    return found


def _matches_line(rule: Rule, line: Line) -> bool:
    if line.letters > rule.max_letters or line.link_share < rule.min_links or rule.pattern is None:
        return False
    if len(line.text) > 4 * rule.max_letters + 200:  # few letters among thousands of dots: no line of words
        return False
    match = rule.pattern.match(line.text)
    return bool(match) and (not rule.whole or bool(rule.pattern.fullmatch(line.text)))


def _prose_bounds(mask: Mask, matched: Mapping[int, Rule]) -> tuple[int, int]:
    """Return the indices of the first and the last line of prose that no rule matches."""
    prose = [
        line.index
        for line in mask.document.lines
        if line.index not in matched and is_prose(line) and not _is_linked_item(line) and mask.is_left(line)
    ]
    return (prose[0], prose[-1]) if prose else (len(mask.document.lines), -1)


def _is_linked_item(line: Line) -> bool:
    return line.linked > 0 and line.element.tag == "li"


def _fires(rule: Rule, index: int, head: int, tail: int) -> bool:
    if head > tail:
        return True
    before, behind = index < head, index > tail
    return {"anywhere": True, "head": before, "tail": behind, "edge": before or behind}[rule.place]


def _cut_line(mask: Mask, line: Line, rule: Rule) -> None:
    mask.cut(line.start, line.end, rule.name, rule.kind, rule.why)


def _cut_sections(mask: Mask, rules: Sequence[Rule], matched: Mapping[int, Rule]) -> None:
    lines = mask.document.lines
    for line in lines:
        rule = next((rule for rule in rules if _matches_line(rule, line)), None)
        if rule is None or not mask.is_left(line):
            continue
        if rule.place == "tail":
            if _share_above(mask, line, matched) >= ENOUGH:
                mask.cut(line.start, len(mask.document.text), rule.name, rule.kind, rule.why)
                return
        elif members := _members(mask, line):
            mask.cut(line.start, members[-1].end, rule.name, rule.kind, rule.why)


def _cut_tail_lists(mask: Mask, rules: Sequence[Rule], tail: int) -> None:
    """Behind the prose, a list of three entries or more that are mostly links leads away from the article."""
    lines = mask.document.lines
    if not 0 <= tail < len(lines) - 1:
        return
    for rule in rules:
        assert rule.select
        for element in rule.select(mask.document.root):
            start, end = mask.document.spans.get(element, (0, 0))
            members = [
                line for line in lines[tail + 1 :] if start <= line.start and line.end <= end and line.letters
            ]
            if start < lines[tail].end or len(members) < 3 or not all(line.linked for line in members):
                continue
            above = lines[members[0].index - 1].text
            if not (rule.unless and rule.unless.search(above)):
                mask.cut(start, end, rule.name, rule.kind, rule.why)


def _cut_orphaned_pictures(mask: Mask, tail: int) -> None:
    """Behind the prose, a picture below a line that went as promotion or advert goes with it."""
    above: Cut | None = None
    owners = {cut.start: cut for cut in mask.cuts if cut.kind in ("promo", "ad")}
    for line in mask.document.lines[tail + 1 :]:
        if line.letters:
            above = next((owners[place] for place in range(line.start, line.end) if place in owners), None)
        elif line.images and above and mask.is_left(line):
            mask.cut(line.start, line.end, above.rule, above.kind, "a picture below " + above.why)


def doubted_lines(mask: Mask) -> tuple[str, ...]:
    """Return the short lines that were kept above the first or below the last prose: perhaps litter."""
    head, tail = _prose_bounds(mask, {})
    return tuple(
        line.text
        for line in mask.document.lines
        if (line.index < head or line.index > tail)
        and line.letters
        and not is_prose(line)
        and mask.is_left(line)
    )


def _share_above(mask: Mask, heading: Line, matched: Mapping[int, Rule]) -> float:
    prose = [
        line
        for line in mask.document.lines
        if is_prose(line) and line.index not in matched and mask.is_left(line)
    ]
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


def _cut_phrases(mask: Mask, rules: Sequence[Rule]) -> None:
    for rule in rules:
        assert rule.pattern
        for match in rule.pattern.finditer(mask.document.text):
            mask.cut(match.start(), match.end(), rule.name, rule.kind, rule.why)
