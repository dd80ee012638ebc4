"""The sentence that words stand in, Chinese or Latin, with where in it they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 120
"""Characters of a sentence that are shown; of a longer one, what is around the words."""

_CLOSING = "”’」』）)》〉】\"'"
_END = re.compile(
    rf"(?:[。！？!?]+|…{{2}}|(?<![A-Z])\.(?=[\s{re.escape(_CLOSING)}]|\Z))[{re.escape(_CLOSING)}]*\s*"
)
"""A full stop, with the marks that close what it closes; after a capital it is an initial's."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in three parts: before the words, the words, behind them."""

    before: str
    words: str
    after: str
    whole: str
    """All of it, however long."""


def sentence_around(paragraph: str, start: int, end: int) -> Sentence:
    """Return the sentence, or sentences, in which ``paragraph[start:end]`` stands; cut to LONGEST."""
    ends = [match.end() for match in _END.finditer(paragraph)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(paragraph))
    room = max(0, LONGEST - (end - start)) // 2
    before, after = paragraph[first:start], paragraph[end:last]
    short = len(before) + len(after) <= 2 * room
    before = before if short or len(before) <= room else "…" + before[-room:].lstrip()
    after = after if short or len(after) <= room else after[:room].rstrip() + "…"
    whole = paragraph[first:last].strip()
    return Sentence(before.lstrip(), paragraph[start:end], after.rstrip(), whole)


def first_sentences(text: str, longest: int) -> str:
    """Return as many whole sentences from the text's beginning as fit; else its beginning, cut."""
    ends = [match.end() for match in _END.finditer(text) if match.end() <= longest]
    if ends:
        return text[: ends[-1]].strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
