"""Texts made comparable across scripts, widths and white space, with a way back to the original offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotated_reader.anchoring.selectors import Span
from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS

PUNCTUATION = {
    "“”„‟〝〞〟«»「」『』﹁﹂﹃﹄": '"',
    "‘’‚‛`´′": "'",
    "‐‑‒–—―−─━": "-",
    "。": ".",
    "、": ",",
    "《〈‹": "<",
    "》〉›": ">",
    "【〔〖": "[",
    "】〕〗": "]",
    "～〜∼": "~",
    "•・‧∙●": "·",
}
"""Marks of one meaning that NFKC leaves apart, and the ASCII one (or the middle dot) they fold to."""


@dataclass(frozen=True, eq=False)
class FoldedText:
    """A text folded once, with the original offsets of every folded character."""

    original: str
    folded: str

    @property
    def starts(self) -> Sequence[int]:
        """For each folded character, where the characters it came from begin in the original."""
        return self._places[0]

    @property
    def ends(self) -> Sequence[int]:
        """For each folded character, where the characters it came from end."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[Sequence[int], Sequence[int]]:
        """The starts and ends, worked out once a place is asked for: in a text quoted from, none is."""
        return _places(self.original, self.folded)

    def span(self, start: int, end: int) -> Span:
        """Return the original's place of the folded characters ``start`` to ``end``, which are not empty."""
        return Span(self.starts[start], self.ends[end - 1])

    def splits(self, start: int, end: int) -> bool:
        """Tell whether the folded range begins or ends inside one original character, such as ``㎏``."""
        return (start > 0 and self.starts[start - 1] == self.starts[start]) or (
            end < len(self.folded) and self.starts[end] == self.starts[end - 1]
        )

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """Where each pair of neighbouring folded characters begins; built once, on the first fuzzy search."""
        places: dict[str, list[int]] = {}
        folded = self.folded
        for place in range(len(folded) - 1):
            places.setdefault(folded[place : place + 2], []).append(place)
        return places


def folded_text(text: str) -> str:
    """Return the text without white space and invisible characters, in NFKC, one width and one script."""
    apart = _APART.fullmatch(text)
    return (text if apart else unicodedata.normalize("NFKC", text)).translate(_FOLDS)


def fold(text: str) -> FoldedText:
    """Return the text folded; the way back is worked out when it is asked for."""
    return FoldedText(text, folded_text(text))


def _places(text: str, folded: str) -> tuple[Sequence[int], Sequence[int]]:
    if _APART.fullmatch(text) or text.translate(_FOLDS) == folded:
        return _each_alone(text)
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _segments(text):
        width = len(folded_text(text[start:end]))
        starts.extend([start] * width)
        ends.extend([end] * width)
    return starts, ends


def _each_alone(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the places of a text none of whose characters joins with its neighbours, as most texts are."""
    odd = {character: _FOLDS.odd[character] for character in _FOLDS.odd.keys() & set(text)}
    if not odd:
        return range(len(text)), range(1, len(text) + 1)
    if any(odd.values()):
        starts = [at for at, character in enumerate(text) for _ in range(odd.get(character, 1))]
    else:
        starts = [at for at, character in enumerate(text) if character not in odd]
    return starts, [start + 1 for start in starts]


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the shortest pieces that can be normalised one by one, such as a letter with its accents."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _joins(text[start:end], text[end]):
            yield start, end
            start = end


def _joins(piece: str, character: str) -> bool:
    if unicodedata.combining(unicodedata.normalize("NFKC", character)[0]):
        return True
    apart = unicodedata.normalize("NFKC", piece) + unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFKC", piece + character) != apart


class _Folds(dict[int, str]):
    """Translation table that works out each code point on first sight."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: dict[str, int] = {}
        """The length of each fold seen so far that is not one character."""

    def __missing__(self, code: int) -> str:
        normal = unicodedata.normalize("NFKC", chr(code))
        self[code] = "".join(
            _SAME.get(character, character) for character in normal if not _is_unseen(character)
        )
        if len(self[code]) != 1:
            self.odd[chr(code)] = len(self[code])
        return self[code]


def _is_unseen(character: str) -> bool:
    """Tell whether a character leaves no ink: space, controls, joiners, variation selectors, fillers."""
    return (
        character.isspace()
        or unicodedata.category(character) in ("Cc", "Cf")
        or character in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


_APART = re.compile(
    "[\\x00-\\x7f\\xa0-\\xff\\u2010-\\u2027\\u2030-\\u205e\\u2500-\\u25ff\\u2e80-\\u2fd5\\u3000-\\u3029\\u3030-\\u303f"
    "\\u3041-\\u3096\\u30a0-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uff01-\\uff9d]*"
)
"""A text of characters that never join with what stands before them: scripts of the Far East, and Latin-1."""
_SAME = dict(zip(VARIANTS, SIMPLIFIED, strict=True)) | {
    mark: plain for marks, plain in PUNCTUATION.items() for mark in marks
}
_FOLDS = _Folds()
