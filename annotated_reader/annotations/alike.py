"""The passage that is most like a quotation whose words are gone: a hint for a person, never a place."""

from __future__ import annotations

from rapidfuzz import fuzz

SHOWN = 60
"""Characters of a quotation, or of a passage, that a sentence shows."""
RESEMBLES = 50
"""Likeness in per cent from which a passage is worth pointing to."""


def most_alike(quoted: str, text: str) -> str | None:
    """Return the passage of the text that resembles the quotation most, if any does."""
    if not quoted.strip() or not text:
        return None
    found = fuzz.partial_ratio_alignment(quoted, text, score_cutoff=RESEMBLES)
    return short(text[found.dest_start : found.dest_end]) or None if found else None


def short(words: str) -> str:
    """Return the words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
