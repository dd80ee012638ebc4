"""How texts are compared: by letters, digits and marks to tell what was kept, and without case."""

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


def folded(text: str) -> str:
    """Return ``text`` as two texts read that a pattern without regard to case takes for the same.

    The dotless i is the one letter that ``re`` takes for another and ``casefold`` does not.
    """
    return text.casefold().replace("ı", "i")
