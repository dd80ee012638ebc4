"""Where two sequences are the same: their longest common subsequence, as stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import eq

from rapidfuzz.distance import Indel

LARGEST = 400_000_000
"""Pairs of places up to which the sequences are laid side by side; that takes a bit each, 50 MB in all."""


def align(one: Sequence[int] | str, two: Sequence[int] | str) -> Iterator[tuple[int, int, int, int]]:
    """Yield start and end in ``one``, start and end in ``two``, of each stretch in which they are the same.

    Where they are too long for that, only what they begin and end with is yielded.
    """
    before = _common(one, two)
    after = _common(one[before:][::-1], two[before:][::-1])
    ends = len(one) - after, len(two) - after
    if before:
        yield 0, before, 0, before
    if (ends[0] - before) * (ends[1] - before) <= LARGEST:
        for code in Indel.opcodes(one[before : ends[0]], two[before : ends[1]]):
            if code.tag == "equal":
                yield (
                    before + code.src_start,
                    before + code.src_end,
                    before + code.dest_start,
                    before + code.dest_end,
                )
    if after:
        yield ends[0], len(one), ends[1], len(two)


def _common(one: Sequence[int] | str, two: Sequence[int] | str) -> int:
    """Return how many places at the beginning are the same."""
    return sum(takewhile(bool, map(eq, one, two)))
