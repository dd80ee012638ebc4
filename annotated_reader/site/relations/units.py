"""A text as a string of units, and the shingles and prints by which copies of it are known.

A unit is what carries meaning alone: a Chinese character, a Latin word, a number.  Five letters
of English say nothing (unrelated articles share a twelfth of theirs), five words do.
"""

from __future__ import annotations

import re
from array import array
from zlib import crc32

from annotated_reader.anchoring import folded_text

SHINGLE = 5
"""Units of a shingle, by which two texts are compared."""
PRINT = 10
"""Units of a print, by which texts to compare are found: so long that others hardly share one by chance."""
WINDOW = 16
"""Of so many prints in a row the smallest is kept: any passage of ``PRINT + WINDOW - 1`` units that two
texts share leaves the same print in both (Schleimer, Wilkerson, Aiken: Winnowing, 2003)."""

WORD = re.compile(r"[a-z0-9\u00c0-\u024f\u0370-\u058f]+")
SIGNS = re.compile(r"[^\w\U000f0000-\U0010ffff]+|_+")
_FIRST = 0xF0000


def units_of(text: str) -> str:
    """Return the text's units, one code point each, without marks and spaces, in one script and width."""
    spaced = WORD.sub(_as_unit, text.lower())
    return SIGNS.sub("", folded_text(spaced))


def shingles(units: str) -> frozenset[str]:
    """Return the text's shingles."""
    return frozenset(map("".join, zip(*(units[i:] for i in range(SHINGLE)), strict=False)))


def prints(units: str) -> array[int]:
    """Return the text's prints, 32-bit numbers in growing order."""
    size = 4 * PRINT
    stored = units.encode("utf-32-le")
    row = [crc32(stored[at : at + size]) for at in range(0, len(stored) - size + 1, 4)]
    step = 1
    while step < WINDOW:
        row = [one if one < other else other for one, other in zip(row, row[step:], strict=False)] or row
        step *= 2
    return array("L", sorted(set(row)))


def _as_unit(word: re.Match[str]) -> str:
    return chr(_FIRST + crc32(word[0].encode()) % 0x1FFFD)
