"""Recognises the language and, for Chinese, the script of a text."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")

SIMPLIFIED = frozenset(
    "这个们来为国说时会对过发后里经现与从无问业动学实点电间体机将关开当还样应报导见长门东车马语话边远进运连选设许论证识该让认议记讲谁请读调谈变头买卖书画应张强热爱声听视觉觉观规华单双号员图团场块坚备复尽层届岁岛币师带帮广庆库应归录"
)
TRADITIONAL = frozenset(
    "這個們來為國說時會對過發後裡經現與從無問業動學實點電間體機將關開當還樣應報導見長門東車馬語話邊遠進運連選設許論證識該讓認議記講誰請讀調談變頭買賣書畫應張強熱愛聲聽視覺觀規華單雙號員圖團場塊堅備復盡層屆歲島幣師帶幫廣慶庫歸錄"
)


def recognise(text: str) -> str:
    """Return the BCP 47 tag of the language most of ``text`` is in; ``und`` where it has no letters."""
    sample = text[:20000]
    han, kana, hangul = (len(pattern.findall(sample)) for pattern in (_HAN, _KANA, _HANGUL))
    latin, cyrillic = (len(pattern.findall(sample)) for pattern in (_LATIN, _CYRILLIC))
    if not han + kana + hangul + latin + cyrillic:
        return "und"
    if hangul > max(han, latin):
        return "ko"
    if kana > 0.15 * (han + kana) and kana > latin:
        return "ja"
    if cyrillic > max(han, latin):
        return "ru"
    return _script(sample) if han >= latin else "en"


def _script(sample: str) -> str:
    only_simplified = SIMPLIFIED - TRADITIONAL
    only_traditional = TRADITIONAL - SIMPLIFIED
    simplified = sum(char in only_simplified for char in sample)
    traditional = sum(char in only_traditional for char in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
