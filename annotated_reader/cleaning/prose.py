"""Tells running text from menus, captions and slogans, with lengths that fit Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

from annotated_reader.document import Line

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]+")
_OTHER = re.compile(r"[\u0370-\u03ff\u0530-\u1fff\u3040-\u30ff\uac00-\ud7af]")
"""Kana, Hangul, Arabic, Thai, Burmese … letters."""
_UNMARKED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer: sentences without a mark."""
_SENTENCE = re.compile(r"[。！？；，、：…”」』!?;،؛؟۔।၊။]|[.,:](?=\s|[\"”’)]|\Z)|,")

PROSE_WEIGHT = 18
"""Least weight of a line of prose: 18 Chinese characters or, at 1.7 a word, about 11 English words.

Chinese paragraphs run from 20 characters up; Latin thresholds (80 letters and
more in the common extractors) lose the short ones."""
_PLENTY = re.compile(f"(?:[^{_HAN.pattern[1:-1]}]*{_HAN.pattern}){{{PROSE_WEIGHT}}}")
"""Chinese characters enough for prose, whatever else there is: most lines need no counting."""
_WORD_WEIGHT = 1.7
"""Chinese characters that say as much as one English word."""
_OTHER_WEIGHT = 0.4
"""The same for one letter of the other scripts, whose words have four to five."""


def weight(text: str) -> float:
    """Return the length of ``text`` in Chinese characters, Latin words counted as 1.7 each."""
    words = _WORD_WEIGHT * len(_WORD.findall(text)) + _OTHER_WEIGHT * len(_OTHER.findall(text))
    return len(_HAN.findall(text)) + words


_CLOSED = re.compile(r"[。！？!?.…؟۔།။]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
TOLD_LETTERS = 40
"""Letters of a line without any full stop that is no menu, but a paragraph."""


def is_told(line: Line) -> bool:
    """True for prose that ends a sentence, or is too long for a menu or a label with a comma in it."""
    return is_prose(line) and (line.letters >= TOLD_LETTERS or bool(_CLOSED.search(line.text)))


@lru_cache(maxsize=4096)
def is_prose(line: Line) -> bool:
    """True for a line long enough, punctuated and not made of links."""
    if line.letters < PROSE_WEIGHT or line.link_share > 0.5:
        return False
    if not (_SENTENCE.search(line.text) or _UNMARKED.search(line.text)):
        return False
    return bool(_PLENTY.match(line.text)) or weight(line.text) >= PROSE_WEIGHT
