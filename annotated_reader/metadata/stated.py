"""Reads what the source files say stands in the text: bylines, datelines, credits, addresses, tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from annotated_reader.cleaning.mask import Mask
from annotated_reader.document import Document, Line
from annotated_reader.metadata.dates import find_date, stated_date
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.facts import facts_in
from annotated_reader.sources.literals import needed
from annotated_reader.sources.model import FieldRule, Source


@dataclass(frozen=True)
class Sought:
    """The strings that the readings of some sources cannot match without, to be sought all at once."""

    strings: Sequence[str]
    seeker: AhoCorasick


@dataclass(frozen=True)
class Places:
    """Where readings are looked for."""

    named: Mapping[str, Sequence[Line]]
    """The lines of each place that a rule may name."""
    holding: Mapping[str, AbstractSet[int]]
    """Indices of the lines that hold a sought string: most rules find none of theirs anywhere."""


ADDRESSES = ("original_url", "archive_url")
"""The fields that sources are claimed by."""
LOOKED_AT = 2000
"""Characters of a line in which readings are looked for."""
FACTS_HEAD = 40
"""Such lines stand at the head; so many of its lines are looked at."""
FACTS_LETTERS = 60
"""Longest line of date, source and author; sentences that hold a date are longer."""


def find_stated(
    evidence: Evidence, sources: Sequence[Source], title_at: int, fields: Collection[str] | None = None
) -> Iterator[Candidate]:
    """Yield a candidate for every reading rule of ``sources`` that finds something.

    ``title_at`` is the index in the document of the line below the title; ``fields``
    limits the search to rules for those.
    """
    wanted = frozenset(fields) if fields is not None else None
    places = _places(evidence, title_at, _sought(tuple(sources), wanted))
    for source in sources:
        for rule in source.fields:
            if wanted is None or rule.field in wanted:
                kind = "rule" if source.role != "general" else "marked" if rule.select else "stated"
                yield from _found(evidence, rule, kind, places)


def facts_lines(mask: Mask, sources: Sequence[Source]) -> frozenset[int]:
    """Return the indices of a text's short lines that a reading of date, source or author matches."""
    if mask.document.format != "text":
        return frozenset()
    patterns = [
        rule.pattern
        for source in sources
        for rule in source.fields
        if rule.pattern and not rule.select and rule.field in ("published", "publisher", "author")
    ]
    return frozenset(
        line.index
        for line in mask.document.lines[:FACTS_HEAD]
        if line.letters <= FACTS_LETTERS
        and (facts_in(line.text) or any(pattern.search(line.text[:LOOKED_AT]) for pattern in patterns))
    )


def _found(evidence: Evidence, rule: FieldRule, kind: str, places: Places) -> Iterator[Candidate]:
    if rule.front_matter:
        value = evidence.document.front_matter.get(rule.front_matter)
        values = value if isinstance(value, list) else [value]
        yield from _candidates(rule, (str(item) for item in values if item), kind, rule.front_matter, None)
    elif rule.select:
        yield from _from_elements(evidence, rule, kind, places)
    elif rule.pattern:
        yield from _from_lines(evidence.document, rule, kind, places)
    elif rule.value:
        yield Candidate(rule.field, rule.value, "constant", rule.name, rule.why)


def _from_elements(evidence: Evidence, rule: FieldRule, kind: str, places: Places) -> Iterator[Candidate]:
    assert rule.select
    for element in rule.select(evidence.document.root):
        span = evidence.document.spans.get(element)
        if span and rule.place != "anywhere" and not _stands_in(span[0], places.named[rule.place]):
            continue
        visible = evidence.document.text[slice(*span)] if span else ""
        if element.tag == "script":
            visible = element.text or ""
        text = unquote(element.get(rule.attribute) or "") if rule.attribute else visible
        match = rule.pattern.search(text) if rule.pattern else None
        if rule.pattern and not match:
            continue
        value = rule.value or (_group(match) if match else text)
        yield from _candidates(rule, [value], kind, " ".join(text.split()), span if rule.lift else None)


def _from_lines(document: Document, rule: FieldRule, kind: str, places: Places) -> Iterator[Candidate]:
    assert rule.pattern
    strings, lines = needed(rule.pattern), places.named[rule.place]
    if strings is not None:
        telling = {index for string in strings for index in places.holding.get(string, ())}
        lines = [line for line in lines if line.index in telling] if telling else []
    for line in lines:
        for match in rule.pattern.finditer(line.text[:LOOKED_AT]):
            whole = match.span() == (0, len(line.text))
            lift = (line.start, line.end) if rule.lift and whole else None
            yield from _candidates(rule, [rule.value or _group(match)], kind, line.text[:120], lift)


@lru_cache(maxsize=256)
def _sought(sources: tuple[Source, ...], fields: frozenset[str] | None) -> Sought:
    rules = [rule for source in sources for rule in source.fields if fields is None or rule.field in fields]
    patterns = [rule.pattern for rule in rules if rule.pattern and not rule.select]
    strings = sorted({string for pattern in patterns for string in needed(pattern) or ()})
    return Sought(strings, AhoCorasick(strings))


def _places(evidence: Evidence, title_at: int, sought: Sought) -> Places:
    head, tail = evidence.head(title_at), evidence.tail(title_at)
    edge = (*head, *(line for line in tail if line not in head))
    named = {"head": head, "tail": tail, "edge": edge, "anywhere": evidence.lines}
    return Places(named, _holding(evidence.document, sought))


def _holding(document: Document, sought: Sought) -> Mapping[str, AbstractSet[int]]:
    starts = list(accumulate((len(text) + 1 for text in document.folded), initial=0))
    found: dict[str, set[int]] = {}
    for string, start, _ in sought.seeker.find_matches_as_indexes(
        "\n".join(document.folded), overlapping=True
    ):
        found.setdefault(sought.strings[string], set()).add(bisect_right(starts, start) - 1)
    return found


def _stands_in(place: int, lines: Sequence[Line]) -> bool:
    return any(line.start <= place <= line.end for line in lines)


def _group(match: re.Match[str]) -> str:
    groups = match.groupdict()
    named = groups.get("value")
    if named is not None:
        return str(named)
    return next((str(group) for group in match.groups() if group), match.group(0))


def _candidates(
    rule: FieldRule, values: Iterable[str], kind: str, evidence: str, lift: tuple[int, int] | None
) -> Iterator[Candidate]:
    for value in values:
        text: str | None = " ".join(str(value).split())
        if rule.field == "published" and text:
            text = stated_date(text) or find_date(text)
        if text:
            yield Candidate(rule.field, text, kind, rule.name, evidence, lift)
