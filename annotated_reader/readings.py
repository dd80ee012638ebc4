"""How Chinese is read aloud, in letters without tones."""

from __future__ import annotations

from collections.abc import Iterator

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import seg

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS

SPELLINGS = {"陕": "shaan", "陝": "shaan"}
"""Readings with a spelling of their own: Shaanxi, by its government's usage, beside Shanxi (山西)."""

_FOLD = str.maketrans(VARIANTS, SIMPLIFIED)


def readings(run: str) -> Iterator[str]:
    """Yield one reading for each character of ``run``, which has none but Chinese ones.

    The dictionary of phrases is simplified: 重慶 is not in it, and would be read zhong-qing. A phrase is
    therefore looked up as its simplified twin, except where it stands in the dictionary itself.
    """
    start = 0
    for phrase in seg.cut(run.translate(_FOLD)):
        written = run[start : start + len(phrase)]
        start += len(phrase)
        known = phrase in PHRASES_DICT and written not in PHRASES_DICT
        syllables = zip(phrase, lazy_pinyin(phrase if known else written), strict=False)
        yield from (SPELLINGS.get(character, reading) for character, reading in syllables)
