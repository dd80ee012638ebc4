"""Where two versions of a paragraph differ, in the few words that a person looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.edits.align import align

_WITHIN = re.compile(r"[0-9A-Za-z]{2}")
"""Two letters between which a word is not cut."""

SHOWN = 3
"""Differences that are worth listing: of more, a person reads the whole."""
LONGEST = 40
"""Characters of one of them."""
AROUND = 2
"""Equal characters shown on either side, and between two differences that are told as one."""


def differences(one: str, two: str) -> tuple[tuple[str, str], ...]:
    """Return the words of both texts where they differ; nothing if that is in many places, or at length."""
    found = [
        (_shown(one, start, end), _shown(two, first, last)) for start, end, first, last in _gather(one, two)
    ]
    fits = len(found) <= SHOWN and all(len(words) <= LONGEST for pair in found for words in pair)
    return tuple(found) if fits else ()


def _gather(one: str, two: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where they differ in either text, near differences as one."""
    at = 0, 0
    for start, end, first, last in (*align(one, two), (len(one), len(one), len(two), len(two))):
        if end - start > 2 * AROUND or start == len(one) or not start:
            if at != (start, first):
                yield at[0], start, at[1], first
            at = end, last


def _shown(text: str, start: int, end: int) -> str:
    start, end = max(start - AROUND, 0), min(end + AROUND, len(text))
    while start and _WITHIN.fullmatch(text, start - 1, start + 1):
        start -= 1
    while end and _WITHIN.fullmatch(text, end - 1, end + 1):
        end += 1
    return " ".join(text[start:end].split())
