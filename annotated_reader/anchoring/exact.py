"""Places where words stand exactly as quoted."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(words: str, folded: str) -> Iterator[int]:
    """Yield every offset at which the words stand, overlapping ones too; the words are not empty."""
    place = folded.find(words)
    while place >= 0:
        yield place
        place = folded.find(words, place + 1)
