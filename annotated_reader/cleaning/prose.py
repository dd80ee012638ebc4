"""Tells running text from menus, captions and slogans, with lengths that fit Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

from annotated_reader.document import Line

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]+")
_SENTENCE = re.compile(r"[。！？；，、：…”」』!?;]|[.,:](?=\s|[\"”’)]|\Z)|,")

PROSE_WEIGHT = 18
"""Least weight of a line of prose: 18 Chinese characters or, at 1.7 a word, about 11 English words.

Chinese paragraphs run from 20 characters up; Latin thresholds (80 letters and
more in the common extractors) lose the short ones."""
_WORD_WEIGHT = 1.7
"""Chinese characters that say as much as one English word."""


def weight(text: str) -> float:
    """Return the length of ``text`` in Chinese characters, Latin words counted as 1.7 each."""
    return len(_HAN.findall(text)) + _WORD_WEIGHT * len(_WORD.findall(text))


@lru_cache(maxsize=4096)
def is_prose(line: Line) -> bool:
    """True for a line long enough, punctuated and not made of links."""
    if line.letters < PROSE_WEIGHT or line.link_share > 0.5:
        return False
    return bool(_SENTENCE.search(line.text)) and weight(line.text) >= PROSE_WEIGHT
