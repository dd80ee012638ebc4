"""The names and figures of one article on an event, with the places where it has them."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from annotated_reader.site.relations.clauses import clause_around
from annotated_reader.site.relations.features import COUNTED, NAMED, Features
from annotated_reader.site.relations.figures import figures
from annotated_reader.site.relations.naming import Known, Namer
from annotated_reader.site.relations.passages import leading_to
from annotated_reader.site.relations.sentences import sentence_around
from annotated_reader.vocabulary import simplify

_AFTER = re.compile(r"[\u4e00-\u9fff]{2}")
_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}\Z")
_NUMBER = re.compile(r"\A[\d.e+]+")
_EMPTY = frozenset(
    "的地得了着过在是有和与及跟等来前后左右上下以多余内外间中里时为被把将约达近超逾共计至到从于也就都又还已不这那各每第个"
)
"""Characters that say nothing of what is counted."""
_OF_TIME = frozenset("年 天 月 周 小时 分钟 秒 岁".split())
"""Units of which every text counts many things."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name or a figure stands in an article's text."""

    start: int
    end: int
    is_marked: bool = False
    """Whether nothing but the text's own marks tells that it is a name."""
    label: str = ""
    """Of a figure: its unit with what is counted in it, ``…枚炮弹``; empty where that is not clear."""


@dataclass(frozen=True)
class Cell:
    """How one telling has a name or a figure."""

    words: str
    """A name as it is most often written there; a figure as it is written first."""
    count: int
    url: str
    """Address of the first place, below the site's root."""
    before: str = ""
    """What stands before a figure."""
    after: str = ""


Mentioned = dict[str, list[Place]]
"""By term: ``@`` and a name, ``#`` and a figure."""


def mentioned(one: Features, namer: Namer, subjects: Container[str]) -> Mentioned:
    """Return the names and figures of an article; of unreviewed tags only those among ``subjects``."""
    places: Mentioned = {}
    for name in namer.names(one.text):
        if name.known is not Known.TAG or name.preferred in subjects:
            place = Place(name.start, name.end, name.known is Known.MARKS)
            places.setdefault(NAMED + name.preferred, []).append(place)
    for figure in figures(one.text, one.entry.published):
        label = "" if figure.is_day else _label(one.text, figure.key, figure.start, figure.end)
        places.setdefault(COUNTED + figure.key, []).append(Place(figure.start, figure.end, label=label))
    return places


def _label(text: str, key: str, start: int, end: int) -> str:
    unit = _NUMBER.sub("", key)
    if unit in _OF_TIME:
        return ""
    unit = unit if text[start:end].endswith(unit) else text[end - 1 : end]
    after, before = _AFTER.match(text, end), _BEFORE.search(text[max(0, start - 2) : start])
    if after and _says_what(after[0]):
        return f"…{unit}{after[0]}"
    return f"{before[0]}…{unit}" if before and _says_what(before[0]) else ""


def _says_what(words: str) -> bool:
    return not _EMPTY & set(simplify(words))


def cell_of(one: Features, term: str, places: list[Place]) -> Cell:
    """Return how an article has what stands at ``places``, in their order."""
    text, first = one.text, places[0]
    left, right = text.rfind("\n", 0, first.start) + 1, text.find("\n", first.end)
    line = text[left : right if right >= 0 else len(text)]
    start, end = first.start - left, first.end - left
    url = one.entry.url + leading_to(sentence_around(line, start, end).whole)
    if term.startswith(COUNTED):
        return Cell(text[first.start : first.end], len(places), url, *clause_around(line, start, end))
    written = [text[place.start : place.end] for place in places]
    return Cell(max(dict.fromkeys(written), key=written.count), len(places), url)
