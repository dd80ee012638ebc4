"""Names made comparable across scripts, widths and cases, one character for one, so that places stay."""

from __future__ import annotations

import unicodedata

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS

_DOTS = "•‧・∙●･"
"""Dots between the parts of a foreign name; all of them are the middle dot."""


def fold(text: str) -> str:
    """Return the text in one script, width and case; as long as it was."""
    return text.translate(_FOLDS)


def simplify(text: str) -> str:
    """Return the text in one script and width, with its capitals; as long as it was."""
    return text.translate(_WIDTHS)


class _Widths(dict[int, str]):
    """Translation table that works out each code point on first sight."""

    def __missing__(self, code: int) -> str:
        normal = unicodedata.normalize("NFKC", chr(code))
        character = normal if len(normal) == 1 else chr(code)
        if character.isspace() or character in _DOTS:
            character = " " if character.isspace() else "·"
        self[code] = _SAME.get(character, character)
        return self[code]


class _Folds(dict[int, str]):
    """The same, with small letters for capitals."""

    def __missing__(self, code: int) -> str:
        character = _WIDTHS[code]
        small = character.lower()
        self[code] = small if len(small) == 1 else character
        return self[code]


_SAME = dict(zip(VARIANTS, SIMPLIFIED, strict=True))
_WIDTHS = _Widths()
_FOLDS = _Folds()
