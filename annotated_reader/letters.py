"""The measure by which text counts as kept: its letters, digits and marks, in order."""

from __future__ import annotations

import unicodedata


def letters(text: str) -> str:
    """Return the characters of categories L, N and M of ``text``, normalised to NFKC.

    Decompose, filter, compose: composing comes last, so that what stands between
    two characters (a space, a zero-width joiner, a tag) never decides whether
    they compose.  ``letters(a + b)`` may still differ from ``letters(a) +
    letters(b)`` where b begins with a mark: compare whole texts, not sums of parts.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text))
    kept = [char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] in "LNM"]
    return unicodedata.normalize("NFC", "".join(kept))
