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
SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "ru": "\u0400-\u04ff",
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "th": "\u0e00-\u0e7f",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "hi": "\u0900-\u097f",
    "bo": "\u0f00-\u0fff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "mn-Mong": "\u1800-\u18af",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "ta": "\u0b80-\u0bff",
    "bn": "\u0980-\u09ff",
}
"""Ranges of the scripts other than Latin and Han, under the language that most texts in them are in."""
SHARED = {
    "ru": ("uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt"),
    "ar": ("fa", "ur", "ug", "ps", "ku", "ckb", "sd"),
    "hi": ("mr", "ne", "sa"),
    "he": ("yi",),
    "bo": ("dz",),
}
"""Other languages in the same script: believed where the capture states one."""
RIGHT_TO_LEFT = frozenset("ar fa ur ug ps ckb sd he yi dv syr".split())
"""Languages that are written from the right."""
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_RUNS = {lang: re.compile(f"[{span}]+") for lang, span in SCRIPTS.items()}
_OTHER = re.compile(f"[{''.join(SCRIPTS.values())}]")
_STATED = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z", re.I)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|that|for|was|with|on|as|it|by|are|from|this|at|be|have|not)\b", re.I
)
ENGLISH_SHARE = 0.12
"""Share of such words in English prose is above .2; in other languages of Europe below .06."""
FEW_WORDS = 12
"""Below so many words that share means nothing."""
LETTERS_OF_A_WORD = 6
"""Letters of a word in an alphabet, to weigh it against Han letters, which are nearly words."""
_ADDRESSES = re.compile(r"\]\([^()\s]*\)|https?://[^\s)>\]]+")
"""Targets of links say nothing of the language."""
SAMPLE = 20_000
"""Characters that are looked at."""


def recognise(text: str, stated: str | None = None) -> str:
    """Return the BCP 47 tag of the language most of ``text`` is in; ``und`` where nothing tells.

    ``stated`` is the language that the capture gives for itself; it counts where the script agrees.
    """
    sample = _ADDRESSES.sub(" ", text[:SAMPLE])
    said = match[1].lower() if stated and (match := _STATED.match(stated.strip())) else None
    han = sum(map(len, _HAN.findall(sample)))
    words = _LATIN.findall(sample)
    lang, letters = _other_script(sample)
    if lang == "ja" and letters > 0.15 * (han + letters) and letters + han > len(words):
        return "ja"
    if lang and lang != "ja" and letters > max(2 * han, LETTERS_OF_A_WORD * len(words)):
        return said if said and said in SHARED.get(lang, ()) else lang
    if han and (han >= len(words) or (said in ("zh", "yue") and 4 * han >= len(words))):
        return said if said in ("ja", "ko") and letters else _script(sample)
    return _latin(sample, len(words), said)


def _other_script(sample: str) -> tuple[str | None, int]:
    """Return the language of the most frequent script that is neither Latin nor Han, and its letters."""
    if not _OTHER.search(sample):
        return None, 0
    counts = {lang: sum(map(len, runs.findall(sample))) for lang, runs in _RUNS.items()}
    lang = max(counts, key=lambda name: counts[name])
    return lang, counts[lang]


def _latin(sample: str, words: int, said: str | None) -> str:
    """English shows by its small words; another language in Latin letters is believed if stated."""
    if not words:
        return "und"
    english = len(_ENGLISH.findall(sample)) >= ENGLISH_SHARE * words
    if english or words < FEW_WORDS:
        return said if words < FEW_WORDS and said and said not in SCRIPTS and said != "zh" else "en"
    return said if said and said not in (*SCRIPTS, "zh", "en") else "und"


def _script(sample: str) -> str:
    """Compare how many characters of each script are used, once each: a name repeated is one witness."""
    used = set(sample)
    return "zh-Hant" if len(used & TRADITIONAL) > len(used & SIMPLIFIED) else "zh-Hans"


def runs_right_to_left(lang: str) -> bool:
    """Tell whether a text in the language, given as a tag such as ``ug-Arab``, is written from the right."""
    main, *others = lang.split("-")
    return "Arab" in others or (main.lower() in RIGHT_TO_LEFT and "Latn" not in others)
