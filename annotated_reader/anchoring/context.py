"""How well the words around a place agree with the words that stood around the quotation."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

REACH = 32
"""Characters of context looked at on each side: what the select-text button writes."""


@dataclass(frozen=True, slots=True)
class Context:
    """The likeness of both sides, 0 to 1; None where the selector says nothing of that side."""

    before: float | None
    after: float | None

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
    return Context(
        Levenshtein.normalized_similarity(prefix, folded[max(0, start - len(prefix)) : start])
        if prefix
        else None,
        Levenshtein.normalized_similarity(suffix, folded[end : end + len(suffix)]) if suffix else None,
    )
