"""Tells a name that is turned round in bibliographies from one that stays as it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*\.?")
_PARTICLES = frozenset("van von der den de du da di dos del della la le bin ibn al ten ter zu af av".split())
"""Small words that belong to the family name behind them."""
_ELIDED = re.compile(r"[dlt]['’]")
"""Such a word run together with its name: d’Artagnan."""
_SUFFIX = re.compile(r"(?:jr|sr)\.?|[ivx]{2,}", re.I)
"""What stands behind a family name and is none."""
_BODIES = re.compile(
    r"\b(?:agency|agencies|america|asia|associated|association|authority|authors|board|bureau|center|centre"
    r"|channel|committee|contributors?|correspondents?|council|daily|department|desk|editors?|editorial"
    r"|foundation|gazette|global|government|group|guardian|herald|inc|institute|international|journal|ltd"
    r"|magazine|media|ministry|monitor|network|news|newspaper|newsroom|observer|office|online|party|post|press"
    r"|project|radio|report|reporters?|reuters|review|service|society|staff|team|television|times|tribune"
    r"|tv|union|university|voice|watch|weekly|wire|writers?)\b",
    re.I,
)
"""Words of which newsrooms and institutions are made, and people are not."""
_ABBREVIATION = re.compile(r"[^\W\d_]{3,}")
_CHINESE_FIRST = frozenset(
    (
        "bai cai cao chang chen cheng cui dai deng ding dong du duan fan fang feng fu gao gong gu guo hao he "
        "hong hou hu huang jia jiang jin kong lai lei li liang liao lin liu long lu luo ma mao meng mo pan "
        "peng qian qiao qin qiu ren shao shen shi song su sun tan tang tao tian wan wang wei wen wu xia "
        "xiang xiao xie xiong xu xue yan yang yao ye yi yin yu yuan zeng zhang zhao zheng zhong zhou zhu zou"
    ).split()
)
"""Family names in pinyin: who begins with one may have it in front, as in Chinese, or be called so."""
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

    Names in Latin letters of two to five words have the family name last. Chinese names stay whole,
    and so do single words, accounts, institutions, and names of which nobody can tell: those that
    begin with a family name in pinyin, and those that end in Jr. or III.
    """
    words = name.split()
    if not 2 <= len(words) <= MOST_WORDS or is_body(name) or not _is_told_apart(words):
        return Person(name)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return Person(name, family=" ".join(words[first:]), given=" ".join(words[:first]))


def is_body(name: str) -> bool:
    """Tell whether a name in Latin letters is made of what newsrooms and institutions are called."""
    words = name.split()
    abbreviated = any(word.isupper() and _ABBREVIATION.fullmatch(word) for word in words)
    return bool(_BODIES.search(name)) or (abbreviated and not name.isupper())


def _is_told_apart(words: list[str]) -> bool:
    """Tell whether each word is a name or a particle, and the last one can be a family name."""
    if words[0].lower() in _CHINESE_FIRST | _PARTICLES or _SUFFIX.fullmatch(words[-1]):
        return False
    return (
        words[-1].lower() not in _PARTICLES
        and all(_WORD.fullmatch(word) for word in words)
        and all(
            _is_latin(word) and (word[0].isupper() or word in _PARTICLES or _ELIDED.match(word))
            for word in words
        )
    )


def _is_latin(word: str) -> bool:
    return all(not char.isalpha() or "LATIN" in unicodedata.name(char, "") for char in word)
