"""The figures and days that a text names, made comparable: 三十八天 and 38天, 5百万枚 and 500万枚."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotated_reader.vocabulary import simplify

LEAST = 10
"""Smaller numbers stand in every text: two sides, three steps."""

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_UNITS = (
    "年|天|周|月|个月|个星期|星期|小时|个小时|分钟|秒|平方公里|平方米|立方米|公里|千米|海里|英里|里|米|公尺|厘米|公分|毫米|"
    "英尺|公顷|亩|吨|公斤|千克|斤|克|升|桶|千瓦|兆瓦|度|%|人次|人|名|位|户|家|所|间|枚|发|颗|艘|架|辆|座|台|件|份|卷|册|页|"
    "字|块|片|次|届|场|集|种|条|起|例|段|倍|国|岁|票|元|美元|欧元|英镑|日元|韩元|卢布|澳元|纽元|港元|港币|人民币|克朗|法郎"
)
_SAME = {
    "个月": "月",
    "个星期": "周",
    "星期": "周",
    "个小时": "小时",
    "公尺": "米",
    "公分": "厘米",
    "千米": "公里",
}
_SAME |= {"千克": "公斤", "港币": "港元", "名": "人", "位": "人"}
_FIGURE = re.compile(
    r"(?=[\d去今前〇零一二三四五六七八九两十])(?:"
    r"(?:(?P<year>(?:19|20)\d\d) ?年 ?|(?P<then>去年|今年|前年))?"
    r"(?P<month>1[0-2]|0?[1-9]) ?月 ?(?P<day>3[01]|[12]\d|0?[1-9]) ?日"
    r"|(?<!\d)(?<!\d[.,])(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<by>[百千万亿]*) ?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS.split('|'), key=len, reverse=True))})"
    r"|(?<![几数多第])(?P<han>[〇零一二三四五六七八九两][〇零一二三四五六七八九十百千万亿两]+|十[一二三四五六七八九万亿]+)"
    rf"(?P<hanunit>{'|'.join(sorted(_UNITS.split('|'), key=len, reverse=True))}))"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, or a day, and where in the text it stands."""

    key: str
    """The same for every way of writing it: ``38天``, ``1-15``."""
    start: int
    end: int
    year: int | None = None
    """Of a day, where the text says it."""
    is_day: bool = False


def figures(text: str, published: str | None = None) -> Iterator[Figure]:
    """Yield the figures of a text; 去年 is counted from ``published``, an ISO date."""
    for match in _FIGURE.finditer(simplify(text)):
        if match["month"]:
            key = f"{int(match['month'])}-{int(match['day'])}"
            yield Figure(key, match.start(), match.end(), _year(match, published), True)
            continue
        number, unit = _number(match), match["unit"] or match["hanunit"]
        if number >= LEAST:
            yield Figure(f"{number:.12g}{_SAME.get(unit, unit)}", match.start(), match.end())


def _year(match: re.Match[str], published: str | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if not published:
        return None
    back = {"去年": 1, "前年": 2}.get(match["then"] or "", 0)
    return int(published[:4]) - back


def _number(match: re.Match[str]) -> float:
    if match["han"]:
        return float(_han_number(match["han"]))
    number = float(match["number"].replace(",", ""))
    for power in match["by"]:
        number *= _TENS.get(power) or _GROUPS[power]
    return number


def _han_number(text: str) -> int:
    if not set(text) & (_TENS.keys() | _GROUPS.keys()):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section, digit = section + (digit or 1) * _TENS[character], 0
        else:
            total, section, digit = (total + section + digit) * _GROUPS[character], 0, 0
    return total + section + digit
