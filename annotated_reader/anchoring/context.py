"""How well the words around a place agree with the words that stood around the quotation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import LCSseq, Levenshtein

REACH = 32
"""Characters of context looked at on each side: what the select-text button writes."""
SLACK = 8
"""Characters by which the far half of a context may be out of place; shorter halves are not compared."""
PIECE = 6
"""Characters of a context that, found near a place, are taken for its own."""


@dataclass(frozen=True, slots=True)
class Context:
    """The likeness of both sides, 0 to 1; None where the selector says nothing of that side."""

    before: float | None
    after: float | None
    touching: int
    """How many characters directly before, or directly after, are the same; the greater of the two."""

    @property
    def known(self) -> bool:
        """Whether there was anything to compare."""
        return self.before is not None or self.after is not None

    @property
    def better(self) -> float:
        """The likeness of the better side; 0 without context."""
        return max(self.before or 0.0, self.after or 0.0)

    @property
    def mean(self) -> float:
        """The likeness of the sides given, taken together; 0 without context."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return sum(sides) / len(sides) if sides else 0.0


def compare(prefix: str, suffix: str, folded: str, start: int, end: int) -> Context:
    """Return how alike the folded prefix and suffix are to what stands around ``folded[start:end]``."""
    before = folded[max(0, start - len(prefix)) : start]
    after = folded[end : end + len(suffix)]
    return Context(
        Levenshtein.normalized_similarity(prefix, before) if prefix else None,
        Levenshtein.normalized_similarity(suffix, after) if suffix else None,
        max(_common(prefix[::-1], before[::-1]), _common(suffix, after)),
    )


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def far_ends(prefix: str, suffix: str, folded: str, start: int, end: int) -> float:
    """Return how alike the worse of the context's two far halves is, 0 to 1; 1 where both are short.

    A sibling sentence has the near context in common with the one quoted, but stands in other company.
    """
    left, right = len(prefix) // 2, len(suffix) // 2
    before = folded[max(0, start - len(prefix) - SLACK) : max(0, start - left + SLACK)]
    after = folded[end + right - SLACK : end + len(suffix) + SLACK]
    return min(_share(prefix[: len(prefix) - left], before), _share(suffix[right:], after))


def _share(words: str, stretch: str) -> float:
    return LCSseq.similarity(words, stretch) / len(words) if len(words) >= SLACK else 1.0


def is_near(words: str, stretch: str) -> bool:
    """Tell whether a good part of the words stands in the stretch, somewhere: pushed away by an insertion."""
    pieces = [words[at : at + PIECE] for at in range(0, len(words) - PIECE + 1, PIECE)]
    return sum(piece in stretch for piece in pieces) * 2 > len(pieces)
