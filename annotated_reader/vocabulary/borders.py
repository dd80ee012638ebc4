"""Whether a name found in a text is a word there, or a piece of its neighbours.

Chinese sets no spaces: 湖北韩家 holds 北韩, and 发展中国家 holds 中国.  Of a thousand places
where real articles hold the names of countries, cities and people, these two patterns were all that was
wrong; general dictionaries, tried in their stead, refused more right places than wrong ones.
What is rarer is an editor's ``not_in``.
"""

from __future__ import annotations

REGIONS = frozenset(
    "东北 西北 华北 湖北 河北 淮北 苏北 皖北 陕北 台北 "
    "东南 西南 华南 湖南 河南 海南 云南 江南 岭南 济南 越南 赣南 闽南 "
    "山东 广东 华东 江东 辽东 关东 中东 近东 远东 "
    "江西 广西 陕西 山西 华西 湘西 鄂西 巴西 粤西 辽西".split()
)
"""Names that end in a point of the compass, and so lend it to a name that begins with one."""
COMPASS = "东南西北"
FAMILY = "庭电长具乡居族暴政园禽用里书属畜业法"
"""What makes a word of its own with 家, as in 中国家庭; before anything else 国家 is the word."""


def is_letter_of_word(character: str) -> bool:
    """Tell whether a character is a letter or a digit."""
    return character.isalnum()


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the name at this place of a folded text is a word of its own."""
    if _continues(text, start - 1) or _continues(text, end - 1):
        return False
    if text[start] in COMPASS and start and text[start - 1 : start + 1] in REGIONS:
        return False
    state = text[end - 1 : end + 1] == "国家"
    return not state or text[end + 1 : end + 2] in set(FAMILY)


def _continues(text: str, place: int) -> bool:
    """Tell whether a word of a script with spaces, or a number, runs over the border behind ``place``."""
    pair = text[place : place + 2] if place >= 0 else ""
    return len(pair) == 2 and all(map(_is_spaced, pair))


def _is_spaced(character: str) -> bool:
    """Tell whether a character belongs to a word that spaces set off: a letter or digit, no Han, no kana."""
    return character.isalnum() and not ("\u3040" <= character <= "\u9fff" or character >= "\U00020000")
