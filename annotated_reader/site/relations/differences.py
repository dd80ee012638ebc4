"""What two versions of one text have apart, in stretches that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring import FoldedText, fold
from annotated_reader.site.relations.around import beginning, ending

LONGEST = 60_000
"""Characters of each version that are compared; the comparison says so where there are more."""
MOST = 150
"""Places shown of one comparison."""
LONGEST_PIECE = 600
"""Characters shown of one piece that was added or removed."""
TOO_SHORT = 3
"""Fewer equal characters than this between two differences do not tell them apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """One difference, between what stands before and behind it in both."""

    before: str
    removed: str
    """As the leading version has it; empty where the other only adds."""
    added: str
    after: str
    skipped: int
    """Characters that are the same, between the place above and this one, and not shown."""
    left_out: int = 0
    """Characters of the difference that are too many to show."""
    is_cut_before: bool = False
    """Whether what stands before is cut inside a sentence."""
    is_cut_after: bool = False
    goes_on: bool = False
    """Whether it stands in one sentence with the place above."""


@dataclass(frozen=True)
class Differences:
    """All that sets one version apart from the leading one."""

    places: tuple[Place, ...]
    more: int
    """Places that are not shown."""
    removed: int
    """Characters that only the leading version has."""
    added: int
    same: int
    cut: bool
    """Whether only the beginnings were compared."""


def differences(leading: str, other: str) -> Differences:
    """Return where ``other`` departs from ``leading``; script, width and space aside."""
    one, two = fold(leading[:LONGEST]), fold(other[:LONGEST])
    changes = _merged(_changes(one.folded, two.folded))
    removed = sum(change.end - change.start for change in changes)
    added = sum(change.to - change.at for change in changes)
    return Differences(
        places=tuple(_places(one, two, changes[:MOST])),
        more=max(0, len(changes) - MOST),
        removed=removed,
        added=added,
        same=len(one.folded) - removed,
        cut=max(len(leading), len(other)) > LONGEST,
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """Folded characters ``start`` to ``end`` of one text, for which the other has ``at`` to ``to``."""

    start: int
    end: int
    at: int
    to: int


def _changes(one: str, two: str) -> Iterator[_Change]:
    for step in Levenshtein.opcodes(one, two):
        if step.tag != "equal":
            yield _Change(step.src_start, step.src_end, step.dest_start, step.dest_end)


def _merged(changes: Iterable[_Change]) -> list[_Change]:
    merged: list[_Change] = []
    for change in changes:
        if merged and change.start - merged[-1].end < TOO_SHORT:
            merged[-1] = _Change(merged[-1].start, change.end, merged[-1].at, change.to)
        else:
            merged.append(change)
    return merged


def _places(one: FoldedText, two: FoldedText, changes: list[_Change]) -> Iterator[Place]:
    end, goes_on = 0, False
    for number, change in enumerate(changes):
        until = changes[number + 1].start if number + 1 < len(changes) else len(one.folded)
        first, after = beginning(one, end, change.start), ending(one, change.end, until)
        removed, added = _cut(one, change.start, change.end), _cut(two, change.at, change.to)
        yield Place(
            before=_before(one, first.place, change.start).lstrip("\n"),
            removed=removed,
            added=added,
            after=_after(one, change, after.place).rstrip("\n"),
            skipped=first.place - end,
            left_out=max(0, change.end - change.start - LONGEST_PIECE)
            + max(0, change.to - change.at - LONGEST_PIECE),
            is_cut_before=first.is_cut,
            is_cut_after=after.is_cut,
            goes_on=goes_on,
        )
        end, goes_on = after.place, after.place == until and not after.is_stop


def _before(text: FoldedText, first: int, start: int) -> str:
    """What stands before a difference, with the space between."""
    until = text.starts[start] if start < len(text.folded) else len(text.original)
    return text.original[text.starts[first] : until] if first < start else ""


def _after(text: FoldedText, change: _Change, last: int) -> str:
    """What stands behind a difference, with the space between, unless that stands before what was added."""
    if change.end >= last:
        return ""
    first = text.ends[change.end - 1] if change.start < change.end else text.starts[change.end]
    return text.original[first : text.ends[last - 1]]


def _cut(text: FoldedText, start: int, end: int) -> str:
    return _original(text, start, min(end, start + LONGEST_PIECE))


def _original(text: FoldedText, start: int, end: int) -> str:
    if start >= end:
        return ""
    span = text.span(start, end)
    return text.original[span.start : span.end]
