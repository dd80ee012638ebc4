"""What anchoring is asked and what it answers: selector, span, outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The four outcomes of anchoring; only Found is silent."""

    FOUND = "Found"
    """The very words stand at the span, and nothing known speaks against the place."""
    MOVED = "Moved"
    """The place is known, but the words changed or the place could be another: shown with then and now."""
    AMBIGUOUS = "Ambiguous"
    """Several places fit about equally well: a person must choose."""
    ORPHAN = "Orphan"
    """No place fits: the words are gone, or too short to tell."""


@dataclass(frozen=True, slots=True)
class Selector:
    """W3C TextQuoteSelector: the words quoted and, where known, the words around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a rendered text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Where a selector's words stand in a text, and how that is known."""

    outcome: Outcome
    span: Span | None
    """The place; None for Ambiguous and Orphan."""
    candidates: tuple[Span, ...]
    """The places that were weighed, best first; one or more for Ambiguous."""
    score: float
    """0 to 1: how well the best place fits; 1 where words and context stand unchanged."""
    reason: str
    """One sentence for a person."""
    quoted_now: str | None
    """What stands at the span now, as the text has it; None without a span."""
