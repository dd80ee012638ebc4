"""Tells a name that is turned round in bibliographies from one that stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*\.?")
_PARTICLES = frozenset("van von der den de du da di dos del della la le bin ibn al ten ter zu af av".split())
"""Small words that belong to the family name behind them."""
_BODIES = re.compile(
    r"\b(?:agency|agencies|associated|association|board|bureau|channel|committee|correspondents?|council|daily"
    r"|desk|editors?|editorial|foundation|group|institute|magazine|media|network|news|newsroom|office|post|press"
    r"|project|radio|reporters?|reuters|service|society|staff|team|television|times|tribune|tv|university|wire)\b",
    re.I,
)
"""Words of which newsrooms and institutions are made, and people are not."""
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Person:
    """An author: by family and given name or, where these are not told apart, by the whole name."""

    literal: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """``Smith, Jane``; the name as it is where it is not turned round."""
        return f"{self.family}, {self.given}" if self.family else self.literal


def person(name: str) -> Person:
    """Return the author called ``name``.

    Names in Latin letters of two to five words have the family name last; Chinese names, single
    words, accounts and institutions stay whole.
    """
    words = name.split()
    if not 2 <= len(words) <= MOST_WORDS or _BODIES.search(name):
        return Person(name)
    if not all(_WORD.fullmatch(word) and ord(max(word)) < 0x2E80 for word in words):
        return Person(name)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return Person(name, family=" ".join(words[first:]), given=" ".join(words[:first]))
