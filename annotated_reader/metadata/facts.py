"""Reads a line that holds facts about an article and little else: "2019-09-26 12:11来源：某网作者：某人"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from annotated_reader.metadata.dates import find_date
from annotated_reader.metadata.labels import BUTTONS, COUNTERS, LABELS, PLAIN


class Fact(NamedTuple):
    """One thing that such a line says."""

    field: str
    """A label's field; ``day`` for a date without a label, ``bare`` for words without one."""
    value: str


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_HAN_NUMBER = r"[\d一二三四五六七八九十百零〇]{1,5}"
_DAYS = (
    r"(?<!\d)(?:19|20)\d\d\s?[年/.\-]\s?\d{1,2}\s?[月/.\-]\s?(?:3[01]|[12]\d|0?[1-9])\s?(?:日|(?!\d\d?年))",
    r"[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日",
    rf"(?:中华|中華)?(?:民国|民國)\s?{_HAN_NUMBER}\s?年\s?{_HAN_NUMBER}\s?月\s?{_HAN_NUMBER}\s?日",
    r"(?<!\d)\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)",
    r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]\d)",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?:19|20)\d\d\b",
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?(?:19|20)\d\d\b",
)
_WEEKDAY = r"(?:[\s,，(（]*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?)?"
_ZONE = (
    r"\s*(?:Z\b|[+-]\d\d:?\d\d\b"
    r"|[,，]?\s*[(（]?(?:GMT|UTC|CST|[ECMP][SD]?T\b|BST|HKT|JST|北京时间|格林尼治[^\s\d]*)[^)）\s]*[)）]?)"
)
_CLOCK = (
    r"(?:[,，]?[\s　]*(?:[-|]\s+)?(?:at\s+)?T?"
    r"(?:上午|下午|晚上|凌晨|中午|早上|清晨|AM|PM)?\s*\d{1,2}\s?[:：时時]\s?\d{2}"
    rf"(?:\s?[:：分]\s?\d{{2}}秒?)?分?(?:\.\d+)?(?:\s*[AaPp]\.?[Mm]\b\.?)?(?:{_ZONE})?)?"
)
_NO_CLOCK = (
    r"(?:[,，]\s*(?:GMT|UTC|格林尼治[^\s\d]*)\s?\d{1,2}[:：]\d{2}"
    r"|\s+\d{1,2}\.\d{2}\s*(?:GMT|BST|CES?T|[ECMP][SD]T|AE[SD]T)\b)?"
)
_CLOCK_FIRST = (
    r"(?:\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\b\.?)?\s*(?:GMT|UTC|BST|HKT|A?E[SD]?T|[CMP][SD]?T)?,?\s+(?:on\s+)?"
    r"|\b\d{4}\s+GMT\s+\(\d{4}\s+HKT\)\s+)?"
)
"""``9:39AM BST 05 Oct 2011``."""
_DATE = re.compile(
    rf"{_CLOCK_FIRST}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:{'|'.join(_DAYS)}){_WEEKDAY}{_CLOCK}{_NO_CLOCK}",
    re.I,
)


def _named(labels: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{field}>{words})" for field, words in labels.items())


_EDGE = r"(?:(?<=[\s　|｜丨·•,，、（(【\[〔])|(?<=\d)|\A)"
_FORMS = (
    re.compile(rf"(?:{_named(LABELS)})\s*[:：﹕]\s*", re.I),
    re.compile(rf"{_EDGE}(?:{_named(LABELS)})\s*[/／|｜丨]\s*(?=\S)", re.I),
    re.compile(rf"{_EDGE}(?:{_named(PLAIN)})\s*", re.I),
)
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_NOISE = re.compile(
    rf"[\s　|｜丨·•,，/]*(?:[\d,.]+\s*[万萬w+]?\s*(?:人|次|条|條|個|个)*\s*(?:{COUNTERS})"
    rf"|(?:{BUTTONS})(?:\([^)]*\))?|\d{{1,7}})\s*\Z",
    re.I,
)
_SENTENCE = re.compile(r"[。！？；!?;]|[，,].*[，,]|：|:(?!//)|[a-z]+ [a-z]+ [a-z]+")
_CHANGED = re.compile(r"\s*[（(](?:\d{1,2}[/.月-]\d{1,2}日?\s*)?\d{1,2}[:：]\d\d\s*(?:更新|修改)[）)]")
_OWN = re.compile(r"\A原[创創]\s*[:：]\s*")
_NEVER = re.compile(r"[。！？]|(?:最后|最後)由")
"""A sentence; and the words by which forums say who changed a post, and when."""
_ONE_WORD = re.compile(r"[A-Za-z]+\Z")
_HINT = re.compile(
    r"(?:19|20)\d\d|\d/\d|[年:：﹕/／|｜丨]|[来來]源|[来來]自|作者|[记記]者|[转轉]自|撰文|[发發]|\b(?:by|posted|published|updated)\b",
    re.I,
)
"""A line without any of these states no fact; looking for them is cheap."""
_STANDING = re.compile(
    r"(?:敬请注意\s*[:：]\s*)?新闻取自各大新闻媒体.*\Z|大字阅读|[（(]被阅读\s*\d+\s*次[)）]|(?<=[\d日])\s*首播\Z|\s-\s*\Z|(?:\s+#[^\s#]{1,20}){1,9}\Z|\s*(?:收录于|收錄於).{0,20}\Z"
)
"""Standing words that portals put behind the facts."""
LONGEST = 160
"""Characters of the longest line that is looked at; five labelled facts fit in."""
BARE_LETTERS = 24
"""Longest piece without a label that may stand in such a line."""
PIECES = 5
"""Most pieces without a label in such a line."""
_AROUND = " \t　|｜丨·•,，/／-—–_>»"
_BARRED = re.compile(r"\s*[|｜丨]\s*|\s{2,}|　")
_SEPARATED = re.compile(r"\s*[|｜丨·•]\s*|\s{2,}|　")
_DOTTED = re.compile(
    r"(?!.*(?:[网網报報社号號台刊道]|新闻|新聞|观察|觀察)(?:·|\Z))(?:\S{2,8} )?"
    r"[\u3400-\u9fff]{1,5}·[\u3400-\u9fff]{1,6}\Z"
)
"""A foreign name: its dot separates nothing."""


@lru_cache(maxsize=4096)
def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts that a line states, in order; none where it is not such a line."""
    text = _STANDING.sub("", text).strip(" -—") if _STANDING.search(text) else text
    if not 4 <= len(text) <= LONGEST or not _HINT.search(text) or _NEVER.search(text):
        return ()
    text = _OWN.sub("原创 ", _CHANGED.sub("", text))
    inner = text[1:-1].strip() if text[0] in _OPEN and text[-1] in _CLOSE else text
    facts = tuple(_changed(list(_read(inner))))
    says = {fact.field for fact in facts if fact.value} & {
        "publisher",
        "author",
        "poster",
        "published",
        "updated",
        "day",
    }
    return facts if says and _is_plain(facts) and not _is_in_sentence(facts) else ()


def _is_in_sentence(facts: tuple[Fact, ...]) -> bool:
    """True where "by" is no label: "Feed enhanced by Some Plugin", "By Design", "By March 3, 2020"."""
    fields = [fact.field for fact in facts]
    if any(fact.field == "author" and _ONE_WORD.match(fact.value) for fact in facts) and len(facts) == 1:
        return True
    if facts[0] == Fact("author", "") and fields[1:2] == ["day"]:
        return True
    return fields[:2] == ["bare", "author"] and not {"day", "published", "publisher"} & set(fields)


def _is_plain(facts: tuple[Fact, ...]) -> bool:
    """True where nothing in the line reads like a sentence."""
    bare = [fact.value for fact in facts if fact.field == "bare"]
    return (
        len(bare) <= PIECES
        and all(len(piece) <= _longest(piece) and not _SENTENCE.search(piece) for piece in bare)
        and not any(re.search(r"[。！？]", fact.value) or len(fact.value) > 60 for fact in facts)
    )


def _longest(piece: str) -> int:
    """Letters that a piece may have; words in Latin letters take twice as many as Chinese ones."""
    return 2 * BARE_LETTERS if piece.isascii() else BARE_LETTERS


def _read(text: str) -> Iterator[Fact]:
    """Cut a line at its labels and dates; what follows a label is its value."""
    label = "bare"
    at = 0
    for start, end, field in _marks(text):
        value = _trimmed(text[at:start])
        if field == "day":
            dated = label in ("published", "updated") and not value
            yield from _pieces("bare" if dated else label, value)
            yield Fact(label if dated else "day", text[start:end])
            label = "bare"
        else:
            yield from _pieces(label, value)
            label = field
        at = end
    yield from _pieces(label, _trimmed(text[at:]))


def _changed(facts: list[Fact]) -> Iterator[Fact]:
    """In "November 28, 2013 -- Updated 0203 GMT" the day is that of the change."""
    for fact, follows in zip_longest(facts, facts[1:]):
        undated = follows and follows.field == "updated" and follows.value and not find_date(follows.value)
        yield Fact("updated", fact.value) if undated and fact.field == "day" else fact


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and field of every label and date, from left to right."""
    forms = {form: form.search(text) for form in (_DATE, *_FORMS)}
    at = 0
    while True:
        for form, match in forms.items():
            if match and match.start() < at:
                forms[form] = form.search(text, at)
        found = [match for match in forms.values() if match]
        if not found:
            return
        match = min(found, key=lambda match: (match.start(), -match.end()))
        at = max(match.end(), at + 1)
        yield match.start(), match.end(), "day" if match.re is _DATE else str(match.lastgroup)


def _trimmed(value: str) -> str:
    """Drop counters, buttons and separators around a value."""
    value = value.strip(_AROUND)
    while (shorter := _NOISE.sub("", value)) != value:
        value = shorter.rstrip(_AROUND)
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        if opening not in value or closing not in value:
            value = value.strip(opening + closing + " ")
    return value


def _pieces(label: str, value: str) -> Iterator[Fact]:
    """Yield a value, and the bare words that stand behind a separator."""
    if label != "bare":
        barred = label == "author" or value.startswith("《")
        first, *rest = (_BARRED if barred else _SEPARATED).split(value, maxsplit=1)
        yield Fact(label, first)
        value = _trimmed(rest[0]) if rest else ""
    yield from (
        Fact("bare", piece)
        for part in ([value] if _DOTTED.match(value) else _SEPARATED.split(value))
        if (piece := _trimmed(part)) and find_date(piece) is None
    )
