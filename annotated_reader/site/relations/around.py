"""How much of a text is shown around a difference: the sentence, or as much of it as fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from annotated_reader.anchoring import FoldedText

REACH = 60
"""Characters that are shown on either side of a difference at most."""
AROUND = 24
"""Characters shown where neither sentence nor clause begins or ends within reach."""
LEAST = 8
"""Characters wanted before a difference: one that begins a sentence is shown with the sentence before."""

_END = re.compile(r"(?:[。！？!?]+|…{2}|(?<![A-Z])\.(?=\s))[”’」』）)\"']*|\n")
"""As in ``sentences.py``, but within a text of several paragraphs."""
_MARK = re.compile(r"[，,、；;：:—]+")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where in the folded text what is shown begins or ends."""

    place: int
    is_cut: bool = False
    """Whether that is inside a sentence, and words of it are left out."""
    is_stop: bool = False
    """Whether a sentence is known to end there."""


def beginning(text: FoldedText, lowest: int, start: int) -> Edge:
    """Return where to begin before ``start``, not before ``lowest``; nothing short is passed over."""
    if start - lowest <= REACH:
        return Edge(lowest)
    reach = start - REACH
    if ends := [place for place in _found(_END, text, reach, start) if place <= start - LEAST]:
        return Edge(ends[-1])
    marks = _found(_MARK, text, reach, start - LEAST)
    return Edge(marks[0] if marks else start - AROUND, is_cut=True)


def ending(text: FoldedText, end: int, until: int) -> Edge:
    """Return where to end behind ``end``, not behind ``until``, where the next difference or nothing is."""
    reach = min(until, end + REACH)
    if ends := _found(_END, text, end, reach):
        return Edge(ends[0], is_stop=True)
    if reach == until:
        return Edge(until)
    marks = _found(_MARK, text, end, reach)
    return Edge(marks[-1] if marks else end + AROUND, is_cut=True)


def _found(mark: re.Pattern[str], text: FoldedText, start: int, end: int) -> list[int]:
    """The folded places behind each mark that ends between two others."""
    if start >= end:
        return []
    matches = mark.finditer(text.original, text.starts[start], text.ends[end - 1] + 1)
    places = (bisect_left(text.starts, match.end()) for match in matches)
    return [place for place in places if start < place <= end]
