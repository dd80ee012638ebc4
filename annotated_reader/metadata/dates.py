"""Reads dates as archives write them; what is not certain is None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_NUMERIC = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年|-|/|\.)\s*(1[0-2]|0?[1-9])\s*(?:月|-|/|\.)\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_COMPACT = re.compile(r"\A\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{6})?\s*\Z")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+)?(?:(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:t|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?)\b\.?,?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?)?)?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年"
    r"(十[一二]?|[一二三四五六七八九])月([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_MINGUO = re.compile(
    r"(?:中华民国|中華民國|民国|民國)\s*(\d{1,3}|[一二三四五六七八九十百零〇○]{1,5})\s*年\s*"
    r"(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月\s*(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*日"
)
"""Years of the Republic, counted from 1912, in either kind of figures."""
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.]\d)")
"""``04.02.2019``: with points the day always comes first."""
_YEARLESS = re.compile(
    r"(?:发布|發布|发表)(?:时间|時間|日期|于)?\s*[:：]?\s*(?:(\d\d)-)?(\d\d)-(\d\d)(?=\s*\d\d[:：]\d\d|\s*\Z)"
)
_URL = (
    re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d*(?:[/_.-]|\Z))"),
    re.compile(r"-((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/.]|\Z)"),
    re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\Z)"),
    re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_.-]|\Z)"),
    re.compile(r"/((?:19|20)\d\d)/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])(?=/)"),
    re.compile(r"/((?:19|20)\d\d)/[A-Za-z]{2,20}/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?=/)"),
    re.compile(r"/(\d\d)/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])/[a-z]?\d"),
)
_URL_MONTH_FIRST = re.compile(r"-(0[1-9]|1[0-2])(1[3-9]|2\d|3[01])(20\d\d)(?=\d{0,6}\.html?\Z)")
"""``-07222021.html``: certain only where the second number can be no month."""
_RELATIVE = re.compile(
    r"(\d{1,3})\s*(分钟|分鐘|小时|小時|天|日|周|週|minutes?|hours?|days?|weeks?)\s*(?:前|ago)"
)
_UNITS = {"分": "minutes", "小": "hours", "天": "days", "日": "days", "周": "weeks", "週": "weeks"}

_CHINA = timezone(timedelta(hours=8))
"""Fields that hold seconds since 1970 are from Chinese platforms, whose scripts show them in this zone."""
_ZERO = date(1970, 1, 1)
FIELD = 100
"""Characters of a field that are looked at; a date takes at most 40."""

EPOCH_COMMENT = re.compile(r"\A\s*(1\d{12})\s*\Z")
"""Milliseconds since 1970, alone in a comment."""


def find_date(text: str) -> str | None:
    """Return the first full date in ``text`` as ISO 8601, or None."""
    for pattern in (_NUMERIC, _COMPACT):
        if match := pattern.search(text):
            return _iso(*match.groups())
    if match := _HAN.search(text):
        year, month, day = match.groups()
        return _iso(year.translate(_HAN_DIGITS), _han_number(month), _han_number(day))
    if match := _MINGUO.search(text):
        return _iso(str(1911 + _han_year(match[1])), _digits(match[2]), _digits(match[3]))
    if match := _SLASHED.search(text):
        return _slashed(*match.groups())
    if match := _DOTTED.search(text):
        return _iso(*match.groups()[::-1])
    return _english(text)


def _english(text: str) -> str | None:
    if not (match := _ENGLISH.search(text)):
        return None
    month = str(_MONTHS.index(match["month"].lower()) + 1)
    day = match["d2"] or match["d1"]
    return _iso(match["year"], month, day) if day else None


def month_and_day(text: str) -> str | None:
    """Return the end of an ISO date for "发布时间：10-08 12:00", which leaves out the year or century."""
    match = _YEARLESS.search(text)
    return f"{match[1] or ''}-{match[2]}-{match[3]}" if match else None


_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")


def stated_date(text: str) -> str | None:
    """Return the date of a field that holds nothing else: ISO 8601, RFC 822, or any form of ``find_date``."""
    text = text[:FIELD].strip()
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), _CHINA).date().isoformat()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return _iso(text[:4], text[5:7], text[8:10])
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_date(text)


def epoch_date(comment: str) -> str | None:
    """Return the UTC date of a comment that is an epoch in milliseconds."""
    match = EPOCH_COMMENT.match(comment)
    if not match:
        return None
    return datetime.fromtimestamp(int(match.group(1)) / 1000, UTC).date().isoformat()


def url_date(url: str) -> str | None:
    """Return the date that an address is filed under, or None."""
    path = url.split("?", maxsplit=1)[0]
    for pattern in _URL:
        if match := pattern.search(path):
            year, month, day = match.groups()
            century = "" if len(year) == 4 else "19" if year > "90" else "20"
            return _iso(century + year, month, day)
    if match := _URL_MONTH_FIRST.search(path):
        month, day, year = match.groups()
        return _iso(year, month, day)
    return None


def relative_date(text: str, reference: str) -> str | None:
    """Resolve "7 days ago" against the ISO date ``reference``, which must stand in the capture."""
    match = _RELATIVE.search(text)
    if not match:
        return None
    unit = match.group(2)
    name = _UNITS.get(unit[0], unit if unit.endswith("s") else f"{unit}s")
    return (date.fromisoformat(reference) - timedelta(**{name: int(match.group(1))})).isoformat()


def _slashed(first: str, second: str, year: str) -> str | None:
    """Read 27/1/2014 and 1/27/2014; where both could be the month, nobody can tell."""
    if int(first) > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if int(second) > 12 else None


def _digits(text: str) -> str:
    return text if text.isdigit() and text.isascii() else _han_number(text)


def _han_year(text: str) -> int:
    """Read 109, 一百零九 and 一〇九."""
    if text.isascii() and text.isdigit():
        return int(text)
    hundreds, hundred, rest = text.rpartition("百")
    if not hundred and "十" not in text:
        return int(text.translate(_HAN_DIGITS))
    return (int(hundreds.translate(_HAN_DIGITS) or 1) * 100 if hundred else 0) + int(
        _han_number(rest.lstrip("零〇") or "零")
    )


def _han_number(text: str) -> str:
    """Read 十二, 二十, 三十一 and 九."""
    tens, ten, ones = text.rpartition("十")
    value = (int(tens.translate(_HAN_DIGITS) or 1) if ten else 0) * 10
    return str(value + int(ones.translate(_HAN_DIGITS) or 0))


def _iso(year: str, month: str, day: str) -> str | None:
    """Return the day, or None where there is no such day or a program's zero stands for one."""
    try:
        day_of = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return day_of.isoformat() if 1900 <= day_of.year < 2100 and day_of != _ZERO else None
