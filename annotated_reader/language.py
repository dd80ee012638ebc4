"""Recognises the language and, for Chinese, the script of a text."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")

SIMPLIFIED = frozenset(
    "这个们来为国说时会对过发后里经现与从无问业动学实点电间体机将关开当还样应报导见长门东车马语话边远进运连选设许论证识该让认议记讲谁请读调谈变头买卖书画应张强热爱声听视觉觉观规华单双号员图团场块坚备复尽层届岁岛币师带帮广庆库应归录"
)
TRADITIONAL = frozenset(
    "這個們來為國說時會對過發後裡經現與從無問業動學實點電間體機將關開當還樣應報導見長門東車馬語話邊遠進運連選設許論證識該讓認議記講誰請讀調談變頭買賣書畫應張強熱愛聲聽視覺觀規華單雙號員圖團場塊堅備復盡層屆歲島幣師帶幫廣慶庫歸錄"
)
SIMPLIFIED, TRADITIONAL = SIMPLIFIED - TRADITIONAL, TRADITIONAL - SIMPLIFIED
"""Frequent characters that only one of the two scripts writes."""
RANGES = tuple(
    re.compile(f"[{span}]+") for span in ("\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af", "\u0400-\u04ff")
)
"""Runs of Han, kana, hangul and Cyrillic."""
_SCRIPTS = tuple(re.compile(f"[{''.join(sorted(chars))}]") for chars in (SIMPLIFIED, TRADITIONAL))
CYRILLIC_WORD = 6
"""Letters of a Russian word, to weigh them against Latin words."""
SAMPLE = 20_000
"""Characters that are looked at."""


def recognise(text: str) -> str:
    """Return the BCP 47 tag of the language most of ``text`` is in; ``und`` where it has no letters."""
    sample = text[:SAMPLE]
    han, kana, hangul, cyrillic = (sum(map(len, pattern.findall(sample))) for pattern in RANGES)
    latin = len(_LATIN.findall(sample))
    if not han + kana + hangul + latin + cyrillic:
        return "und"
    if hangul > max(han, latin):
        return "ko"
    if kana > 0.15 * (han + kana) and kana > latin:
        return "ja"
    if cyrillic / CYRILLIC_WORD > max(han, latin):
        return "ru"
    return _script(sample) if han >= latin else "en"


def _script(sample: str) -> str:
    simplified, traditional = (len(pattern.findall(sample)) for pattern in _SCRIPTS)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
