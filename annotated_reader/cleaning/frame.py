"""Cuts by place: in the copied text of a whole page, what stands among lines of its frame is frame too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.cleaning.prose import is_told
from annotated_reader.cleaning.sections import find_headings
from annotated_reader.document import Line
from annotated_reader.sources.model import Source

RULE = "_chrome/page-frame"
WHY = "a short line between others of the page's frame"
FRAMED, MENUS = 3, 2
"""So many lines below the text, or above the title, make sure that a page was copied with its frame."""
HEADED, FOOTED = 14, 30
"""Letters of the longest line that goes for standing in the frame above the text, and below it."""
MOST = 0.6
"""Share of the prose that stands above the frame's foot."""
SUBJECTS = 3
"""So many names of subjects in a row are no end of a text."""
_SUBJECT = re.compile(r"[#＃]?[^\s，。！？!?；;：:…—\d]{2,14}(?: [A-Za-z&]{2,12}){0,2}\Z")
_CHAPTER = re.compile(
    r"[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?[\s\-–—|]+[^\W\d]|\W*(?:時間軸|时间轴|章节|章節|timestamps?|chapters?)\W*\Z",
    re.I,
)
"""Where a part of a video begins, and what it is about."""
_ADDRESS = re.compile(r"https?://\S{4,100}\Z")
_TOLD = re.compile(r"[。！？!?；;…]")
_ENDED = re.compile(r"[。！？!?…][”」』）)】\"’\s]*\Z|\.[”\"’)\s]*\Z")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]{1,3}[、.．]?\s*\Z|[(（]\s*\S{1,3}\s*[)）]\Z")
"""A bare number heads a part of the text."""


@dataclass(frozen=True)
class _State:
    """A line with letters, and what has become of it."""

    line: Line
    left: bool
    framed: bool
    """It went as litter, or some rule knows it by its words."""
    told: bool
    """It is left, and prose."""

    @property
    def lifted(self) -> bool:
        return not self.left and not self.framed


def cut_frame(
    mask: Mask, title_start: int | None, sources: Sequence[Source], matched: Collection[int]
) -> None:
    """Cut the short lines that stand between lines of a copied page's frame, above and below its text.

    ``matched`` are the indices of the lines that some line rule of ``sources`` knows by their words.
    """
    states = _states(mask, matched)
    told = [place for place, state in enumerate(states) if state.told]
    if not told:
        return
    first = _title(states, title_start)
    pasted = first is not None and sum(state.framed for state in states[:first]) >= MENUS
    going = [*(_above(states, told, first, pasted) if first is not None else ())]
    going += _below(_foot(states, told, pasted, sources))
    for line in going:
        mask.cut(line.start, line.end, RULE, "chrome", WHY)


def _states(mask: Mask, matched: Collection[int]) -> list[_State]:
    litter = bytearray(len(mask.document.text))
    for cut in mask.cuts:
        if cut.kind != LIFTED:
            litter[cut.start : cut.end] = b"\1" * (cut.end - cut.start)
    states = []
    for line in mask.document.lines:
        if line.letters:
            left = mask.is_left(line)
            framed = line.index in matched if left else litter.find(1, line.start, line.end) != -1
            states.append(_State(line, left, framed, left and not framed and is_told(line)))
    return states


def _title(states: Sequence[_State], title_start: int | None) -> int | None:
    places = (place for place, state in enumerate(states) if state.line.start == title_start)
    return next(places, None)


def _above(states: Sequence[_State], told: Sequence[int], first: int, pasted: bool) -> Iterator[Line]:
    """The labels between the title and the last line of the frame above the text, or its first paragraph."""
    start = _text(states, told)
    second = told[1] if len(told) > 1 and told[1] - told[0] > 1 else start
    framed = [place for place in range(first + 1, second) if states[place].framed]
    framed = [place for place in framed if place < start or not states[place].left]
    stated = [place for place in range(first + 1, start) if states[place].lifted]
    if not pasted and (not framed or (len(framed) < 2 and not stated)):
        return
    last = max((*framed, *(stated if pasted else ())), default=first)
    for state in states[first + 1 : last + 1]:
        if state.left and not state.told and (state.framed or _is_label(state.line)):
            yield state.line


def _text(states: Sequence[_State], told: Sequence[int]) -> int:
    """Where the text begins: at the first paragraph, or behind a summary with the facts below it."""
    if len(told) > 1 and any(state.lifted for state in states[told[0] : told[1]]):
        return told[1]
    return told[0]


def _foot(
    states: Sequence[_State], told: Sequence[int], pasted: bool, sources: Sequence[Source]
) -> Sequence[_State]:
    """The lines from the first of the frame below the text; none where there is too little of a frame."""
    last = _last_told(states, told)
    below = states[last + 1 :]
    rules = [rule for source in sources for rule in source.rules]
    heads = find_headings([state.line for state in below], rules)
    framed = [place for place, state in enumerate(below) if state.framed or state.line.index in heads]
    if not framed or (len(framed) < FRAMED and not pasted):
        return ()
    lifted = [place for place, state in enumerate(below) if pasted and state.lifted]
    start = min(framed[0], *lifted, len(below))
    return below[start - (_subjects(below[:start]) if pasted else 0) :]


def _subjects(above: Sequence[_State]) -> int:
    """How many lines right above the foot are names of subjects: several, and none of them a sentence."""
    count = 0
    for state in reversed(above):
        if not state.left or state.line.letters > HEADED or not _SUBJECT.match(state.line.text):
            break
        count += 1
    return count if count >= SUBJECTS else 0


def _below(foot: Sequence[_State]) -> Iterator[Line]:
    for state in foot:
        short = state.line.letters <= FOOTED and not _ENDED.search(state.line.text)
        short = short and not _CHAPTER.match(state.line.text)
        if state.left and not state.told and (state.framed or short):
            yield state.line


def _last_told(states: Sequence[_State], told: Sequence[int]) -> int:
    """The place of the last paragraph above the frame's foot."""
    whole = sum(states[place].line.letters for place in told)
    above = 0
    for place, follows in pairwise(told):
        above += states[place].line.letters
        between = sum(state.framed for state in states[place:follows])
        if between >= FRAMED and above >= MOST * whole:
            return place
    return told[-1]


def _is_label(line: Line) -> bool:
    if _ADDRESS.match(line.text):
        return True
    return line.letters <= HEADED and not _TOLD.search(line.text) and not _NUMBERED.match(line.text)
