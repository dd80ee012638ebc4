"""Line rules: what goes by its words, judged by place, shape and company."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from annotated_reader.cleaning.company import (
    cut_banners,
    cut_doubled,
    cut_orphaned_pictures,
    cut_tail_lists,
)
from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.cleaning.sections import cut_sections
from annotated_reader.cleaning.threads import cut_replies
from annotated_reader.document import Line
from annotated_reader.sources.model import Rule, Source

_TOLD = re.compile(
    r"(?:[他她]|他们|她们|记者|記者).{0,12}[说說写寫道]|[，,][他她].{0,4}[说說写寫]"
    r"|(?:告诉|告訴|对)记者|表示[，：:]"
)
"""Somebody is quoted: the line tells a story, whatever words of advertising are in it."""
STEPS = (-1, 40, 90)
"""Longer lines are tried on fewer patterns: those of the rules that look at more letters than this."""
LONGEST = 2000
"""Characters of a line that are tried on all patterns at once."""


def cut_lines(mask: Mask, sources: Sequence[Source], matched: Mapping[int, Rule]) -> None:
    """Cut the sections, lines and phrases that the rules of ``sources`` name.

    ``matched`` is what ``match_lines`` found.
    """
    rules = [rule for source in sources for rule in source.rules]
    if not mask.document.page:
        cut_replies(mask)
    cut_sections(mask, [rule for rule in rules if rule.verb == "strip_section"], matched)
    head, tail = _prose_bounds(mask, matched)
    firing = {index: rule for index, rule in matched.items() if _fires(rule, index, head, tail)}
    for index, rule in _in_company(mask, firing).items():
        _cut_line(mask, mask.document.lines[index], rule)
    if mask.document.format == "text":
        cut_doubled(mask)
    cut_tail_lists(
        mask, [rule for rule in rules if rule.verb == "strip_links" and rule.place == "tail"], tail
    )
    cut_banners(mask, head)
    cut_orphaned_pictures(mask, tail)
    _cut_phrases(mask, [rule for rule in rules if rule.verb == "strip_text"])


def match_lines(mask: Mask, sources: Sequence[Source]) -> Mapping[int, Rule]:
    """Return the rule whose words each line still there has, whatever its place, under the line's index."""
    general = tuple(source for source in sources if source.role == "general")
    named = [(source,) for source in sources if source.role != "general"]
    by_source = [_line_rules(some) for some in (*named, general)]
    rules = sorted((rule for some in by_source for rule in some), key=lambda rule: rule.max_letters)
    bounds = [rule.max_letters for rule in rules]
    any_rule = [[_any_of(some, over) for some in by_source] for over in STEPS]
    found: dict[int, Rule] = {}
    for line in mask.document.lines if rules else ():
        if not line.text or line.letters > bounds[-1] or not mask.is_left(line):
            continue
        patterns = any_rule[bisect_left(STEPS, line.letters) - 1]
        if len(line.text) <= LONGEST and not any(each.match(line.text) for each in patterns if each):
            continue
        fitting = rules[bisect_left(bounds, line.letters) :]
        matching = (rule for rule in fitting if matches_line(rule, line))
        rule = next(matching, None)
        if rule and rule.company:
            rule = next((other for other in matching if not other.company), rule)
        if rule:
            found[line.index] = rule
    return found


@lru_cache(maxsize=512)
def _line_rules(sources: tuple[Source, ...]) -> tuple[Rule, ...]:
    return tuple(
        rule for source in sources for rule in source.rules if rule.verb == "strip_line" and rule.pattern
    )


@lru_cache(maxsize=2048)
def _any_of(rules: tuple[Rule, ...], over: int) -> re.Pattern[str] | None:
    """One pattern for all rules that look at lines of more letters than ``over``: most lines match none."""
    patterns = [
        rf"(?:{rule.pattern.pattern})\Z" if rule.whole else f"(?:{rule.pattern.pattern})"
        for rule in rules
        if rule.pattern and rule.max_letters > over
    ]
    return re.compile("|".join(patterns), re.I) if patterns else None


def matches_line(rule: Rule, line: Line) -> bool:
    """True where the line is short enough, linked enough, and says what the rule looks for."""
    if line.letters > rule.max_letters or line.link_share < rule.min_links or rule.pattern is None:
        return False
    if len(line.text) > 4 * rule.max_letters + 200:  # few letters among thousands of dots: no line of words
        return False
    if rule.place != "anywhere" and not line.linked and _TOLD.search(line.text):
        return False
    return bool(rule.pattern.fullmatch(line.text) if rule.whole else rule.pattern.match(line.text))


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


def _in_company(mask: Mask, firing: Mapping[int, Rule]) -> dict[int, Rule]:
    """Leave out the lines that go only in company and have none above or below, pictures aside."""
    lettered = [line.index for line in mask.document.lines if line.letters and mask.is_left(line)]
    going = {index: rule for index, rule in firing.items() if not rule.company}
    for order in (lettered, lettered[::-1]):
        for before, index in pairwise(order):
            if before in going and index in firing:
                going[index] = firing[index]
    return {index: rule for index, rule in firing.items() if index in going}


def _cut_line(mask: Mask, line: Line, rule: Rule) -> None:
    mask.cut(line.start, line.end, rule.name, rule.kind, rule.why)


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


def _cut_phrases(mask: Mask, rules: Sequence[Rule]) -> None:
    for rule in rules:
        assert rule.pattern
        for match in rule.pattern.finditer(mask.document.text):
            mask.cut(match.start(), match.end(), rule.name, rule.kind, rule.why)
