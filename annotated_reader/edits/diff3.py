"""Three texts laid side by side: where one side changed the base, where both did.

Written here because the one library for it that is looked after is under a licence that would bind this
project's own. The alignment is a longest common subsequence, by rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from annotated_reader.edits.align import align
from annotated_reader.edits.pairing import pair

Tokens = Sequence[Hashable]
Likeness = Callable[[int, int], float]
"""Tells of a place on my side and one on the new side how alike they are, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the base, and what stands in its place on each side."""

    base: slice
    mine: slice
    new: slice
    by_me: bool
    """My side changed it."""
    by_new: bool
    """The new side changed it."""


_Change = tuple[int, int, int, int]
"""Start and end in one text, start and end in the other."""


@dataclass(frozen=True, slots=True)
class _Hunk:
    """A change of one side: ``start`` to ``end`` of the base became ``first`` to ``last`` of that side."""

    start: int
    end: int
    first: int
    last: int
    mine: bool


def regions(
    base: Tokens | None, mine: Tokens, new: Tokens, likeness: Likeness | None = None
) -> Iterator[Region]:
    """Yield the stretches that make up all three texts, in order.

    Changes of both sides fall together only where they overlap, or put something in at the same point: one
    side may change a paragraph and the other the next. Without a base nobody can tell who changed what, and
    everything in which the sides differ was changed by both. Where the new side changed many pieces in a row,
    ``likeness`` tells which became which.
    """
    if base is None:
        yield from _differences(mine, new)
        return
    ours = [hunk for change in _changes(base, mine) for hunk in _one_by_one(change, mine=True)]
    mine_at = _counterparts(len(base), ours)
    theirs = [
        hunk
        for change in _changes(base, new)
        for part in _paired(change, mine_at, likeness)
        for hunk in _one_by_one(part, mine=False)
    ]
    hunks = sorted([*ours, *theirs], key=lambda hunk: (hunk.start, hunk.end))
    at, shift = 0, {True: 0, False: 0}
    for cluster in _clusters(hunks):
        start, end = cluster[0].start, max(hunk.end for hunk in cluster)
        yield _region(at, start, [], shift)
        yield _region(start, end, cluster, shift)
        for hunk in cluster:
            shift[hunk.mine] = hunk.last - hunk.end
        at = end
    yield _region(at, len(base), [], shift)


def _region(start: int, end: int, cluster: list[_Hunk], shift: dict[bool, int]) -> Region:
    sides: dict[bool, slice] = {}
    for mine in (True, False):
        last = [hunk.last - hunk.end for hunk in cluster if hunk.mine is mine]
        sides[mine] = slice(start + shift[mine], end + (last[-1] if last else shift[mine]))
    changed = {hunk.mine for hunk in cluster}
    return Region(slice(start, end), sides[True], sides[False], True in changed, False in changed)


def _clusters(hunks: Sequence[_Hunk]) -> Iterator[list[_Hunk]]:
    cluster: list[_Hunk] = []
    end = 0
    for hunk in hunks:
        same_point = any(each.start == each.end == hunk.start == hunk.end for each in cluster)
        if cluster and not (hunk.start < end or same_point):
            yield cluster
            cluster = []
        end = max(end, hunk.end) if cluster else hunk.end
        cluster.append(hunk)
    if cluster:
        yield cluster


def _one_by_one(change: _Change, *, mine: bool) -> Iterator[_Hunk]:
    """Yield the change; as many pieces for as many are taken for changes of one piece each."""
    start, end, first, last = change
    if end - start == last - first:
        for offset in range(end - start):
            at, to = start + offset, first + offset
            yield _Hunk(at, at + 1, to, to + 1, mine)
    else:
        yield _Hunk(start, end, first, last, mine)


def _counterparts(size: int, ours: Sequence[_Hunk]) -> dict[int, int]:
    """Return where on my side each piece of the base stands, as it was or as it became."""
    places: dict[int, int] = {}
    at = shift = 0
    for hunk in [*ours, _Hunk(size, size, 0, 0, True)]:
        places.update((place, place + shift) for place in range(at, hunk.start))
        if hunk.end - hunk.start == hunk.last - hunk.first == 1:
            places[hunk.start] = hunk.first
        at, shift = hunk.end, hunk.last - hunk.end
    return places


def _paired(change: _Change, mine: dict[int, int], likeness: Likeness | None) -> Iterator[_Change]:
    """Yield the change in parts: each piece that has a new version, and what stands between these."""
    start, end, first, last = change

    def alike(row: int, column: int) -> float:
        place = mine.get(start + row)
        return likeness(place, first + column) if likeness and place is not None else 0.0

    at, to = start, first
    for row, column in pair(end - start, last - first, alike) if likeness else ():
        if (at, to) != (start + row, first + column):
            yield at, start + row, to, first + column
        at, to = start + row + 1, first + column + 1
        yield at - 1, at, to - 1, to
    if (at, to) != (end, last):
        yield at, end, to, last


def _changes(one: Tokens, two: Tokens) -> Iterator[_Change]:
    """Yield start and end, in either text, of each longest stretch in which they differ."""
    numbers: dict[Hashable, int] = {}
    as_numbers = [[numbers.setdefault(token, len(numbers)) for token in side] for side in (one, two)]
    at = 0, 0
    for start, end, first, last in align(*as_numbers):
        if at != (start, first):
            yield at[0], start, at[1], first
        at = end, last
    if at != (len(one), len(two)):
        yield at[0], len(one), at[1], len(two)


def _differences(mine: Tokens, new: Tokens) -> Iterator[Region]:
    at = 0, 0
    nothing = slice(0, 0)
    for start, end, first, last in _changes(mine, new):
        yield Region(nothing, slice(at[0], start), slice(at[1], first), by_me=False, by_new=False)
        yield Region(nothing, slice(start, end), slice(first, last), by_me=True, by_new=True)
        at = end, last
    yield Region(nothing, slice(at[0], len(mine)), slice(at[1], len(new)), by_me=False, by_new=False)
