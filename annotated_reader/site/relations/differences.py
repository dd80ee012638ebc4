"""What two versions of one text have apart, in stretches that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring import FoldedText, fold

LONGEST = 60_000
"""Characters of each version that are compared; the comparison says so where there are more."""
MOST = 150
"""Places shown of one comparison."""
LONGEST_PIECE = 600
"""Characters shown of one piece that was added or removed."""
AROUND = 24
"""Characters shown of what is the same on both sides of a difference."""
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
    end = 0
    for number, change in enumerate(changes):
        until = changes[number + 1].start if number + 1 < len(changes) else len(one.folded)
        after = _shown_after(one, change.end, until, last=number + 1 == len(changes))
        first = max(end, change.start - AROUND)
        removed, added = _cut(one, change.start, change.end), _cut(two, change.at, change.to)
        yield Place(
            before=_original(one, first, change.start).lstrip("\n"),
            removed=removed,
            added=added,
            after=_original(one, change.end, after).rstrip("\n"),
            skipped=first - end,
            left_out=max(0, change.end - change.start - LONGEST_PIECE)
            + max(0, change.to - change.at - LONGEST_PIECE),
        )
        end = after


def _shown_after(one: FoldedText, end: int, until: int, *, last: bool) -> int:
    """Where what is shown behind a difference ends: what lies before the next one belongs to that."""
    room = until - end if last else (until - end) // 2 if until - end < 2 * AROUND else AROUND
    return end + min(AROUND, max(0, room), len(one.folded) - end)


def _cut(text: FoldedText, start: int, end: int) -> str:
    return _original(text, start, min(end, start + LONGEST_PIECE))


def _original(text: FoldedText, start: int, end: int) -> str:
    if start >= end:
        return ""
    span = text.span(start, end)
    return text.original[span.start : span.end]
