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
from annotated_reader.cleaning.hints import hints, worth_trying
from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose, is_told
from annotated_reader.cleaning.sections import cut_sections
from annotated_reader.cleaning.threads import cut_replies
from annotated_reader.document import Line
from annotated_reader.letters import folded
from annotated_reader.sources.literals import needed
from annotated_reader.sources.model import Rule, Source

_TOLD = re.compile(
    r"(?:[他她]|他们|她们|记者|記者).{0,12}[说說写寫道]|[，,][他她].{0,4}[说說写寫]"
    r"|(?:告诉|告訴|对)记者|表示[，：:]"
)
"""Somebody is quoted: the line tells a story, whatever words of advertising are in it."""


def cut_lines(mask: Mask, sources: Sequence[Source], matched: Mapping[int, Rule]) -> None:
    """Cut the sections, lines and phrases that the rules of ``sources`` name.

    ``matched`` is what ``match_lines`` found.
    """
    rules = [rule for source in sources for rule in source.rules]
    if not mask.document.page:
        cut_replies(mask, matched)
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
    tried = hints(_line_rules(tuple(sources)))
    bounds = [rule.max_letters for rule in tried.rules]
    lines = [
        line
        for line in mask.document.lines
        if line.text and line.letters <= tried.longest and mask.is_left(line)
    ]
    likely = worth_trying(tried, mask.document, lines)
    found: dict[int, Rule] = {}
    for line in lines:
        least = bisect_left(bounds, line.letters)
        trying = sorted(each for each in likely.get(line.index, set()) | tried.always if each >= least)
        fitting = (tried.rules[each] for each in trying)
        matching = (each for each in fitting if matches_line(each, line))
        rule = next(matching, None)
        if rule and rule.company:
            rule = next((other for other in matching if not other.company), rule)
        if rule:
            found[line.index] = rule
    return found


@lru_cache(maxsize=512)
def _line_rules(sources: tuple[Source, ...]) -> tuple[Rule, ...]:
    """The line rules of ``sources``: those for the shortest lines first, then those of named sources."""
    ordered = sorted(sources, key=lambda source: source.role == "general")
    rules = [
        rule for source in ordered for rule in source.rules if rule.verb == "strip_line" and rule.pattern
    ]
    return tuple(sorted(rules, key=lambda rule: rule.max_letters))


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
    is_text = is_told if mask.document.format == "text" else is_prose
    prose = [
        line.index
        for line in mask.document.lines
        if line.index not in matched and is_text(line) and not _is_linked_item(line) and mask.is_left(line)
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
    whole = folded(mask.document.text) if rules else ""
    for rule in rules:
        assert rule.pattern
        strings = needed(rule.pattern)
        if strings is not None and not any(string in whole for string in strings):
            continue
        for match in rule.pattern.finditer(mask.document.text):
            mask.cut(match.start(), match.end(), rule.name, rule.kind, rule.why)
