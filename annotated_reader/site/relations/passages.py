"""A passage that two texts share, in the words of either, and an address that leads to it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from annotated_reader.anchoring import folded_text
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.kin import shared_runs
from annotated_reader.site.relations.units import SIGNS, WORD

LONGEST = 160
"""Characters of a passage that are shown."""
ENDS = 8
"""Characters at least at either end by which a browser finds a longer passage."""

_PIECE = re.compile(rf"{WORD.pattern}|\w")
_MARK = re.compile(r"[，。、；：！？,;:!?…—]+|\s+")
_BREAK = re.compile(r"[。！？!?；;\n]")


def shared_passage(there: Features, here: Features) -> str:
    """Return the longest passage of one article that stands in another too, as the first writes it."""
    text = there.text
    places = _places(text)
    runs = shared_runs(there.units, here.units)
    if not runs or len(places) != len(there.units):
        return ""
    start, end = places[runs[0][0]][0], places[runs[0][1] - 1][1]
    return _whole(text, start, end)


def leading_to(words: str) -> str:
    """Return the fragment of an address that has a browser go to these words and mark them.

    Browsers take whole words only, and cut Chinese into words their own way: so both ends are at marks.
    """
    line = max(words.split("\n"), key=len).strip()
    if not line:
        return ""
    return "#:~:text=" + ",".join(quote(end, safe="").replace("-", "%2D") for end in _ends(line))


def _ends(line: str) -> list[str]:
    borders = [match.end() for match in _MARK.finditer(line)]
    first = next((border for border in borders if border >= ENDS), len(line))
    last = next((border for border in reversed(borders) if len(line) - border >= ENDS), 0)
    return [line[:first], line[last:]] if first <= last else [line]


@lru_cache(maxsize=1)
def _places(text: str) -> list[tuple[int, int]]:
    """Where each unit stands; those of a character that folds to several stand in one place."""
    places: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text.lower()):
        places.extend([match.span()] * _count(match[0]))
    return places


@lru_cache(maxsize=16384)
def _count(piece: str) -> int:
    """How many units a word or a character is."""
    return 1 if WORD.fullmatch(piece) else len(SIGNS.sub("", folded_text(piece)))


def _whole(text: str, start: int, end: int) -> str:
    """The passage from its first whole sentence, where it has one; its longest paragraph, cut to LONGEST."""
    if start and not _BREAK.match(text[start - 1]):
        begins = _BREAK.search(text, start, max(start, end - 2 * ENDS))
        start = begins.end() if begins else start
    passage = max(text[start:end].split("\n"), key=len).strip()
    if len(passage) <= LONGEST:
        return passage
    ends = [match.end() for match in _BREAK.finditer(passage, 0, LONGEST)]
    return passage[: ends[-1] if ends and ends[-1] > LONGEST // 3 else LONGEST]
