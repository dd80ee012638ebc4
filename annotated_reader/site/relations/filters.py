"""What templates ask: who printed a copy, where it is compared, how a figure is written, a text set."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from annotated_reader.disguise import on_one_line
from annotated_reader.language import runs_right_to_left
from annotated_reader.site.entries import Entry
from annotated_reader.site.held import first_shown
from annotated_reader.site.phrases import phrases
from annotated_reader.site.relations import outlets
from annotated_reader.site.relations.made import comparison_url
from annotated_reader.site.spacing import has_half_width_marks

_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_LONG = re.compile(r"\d{5,}")


def printed_by(entry: Entry, words: Mapping[str, str]) -> str:
    """Return who put the article out."""
    return outlets.printed_by(entry) or words["unknown_publisher"]


def told_by(entry: Entry, words: Mapping[str, str]) -> str:
    """Return whose words the article has."""
    return outlets.told_by(entry) or words["unknown_publisher"]


def figure(key: str, words: Mapping[str, str]) -> str:
    """Return a figure as readers write it: a day as a day, a long number in groups."""
    day = _DAY.fullmatch(key)
    if day:
        return words["coverage_day"].format(m=day[1], d=day[2])
    return _LONG.sub(_in_groups_of_four if words["lang"] == "zh" else _in_groups_of_three, key)


def _in_groups_of_three(number: re.Match[str]) -> str:
    return f"{int(number[0]):,}"


def _in_groups_of_four(number: re.Match[str]) -> str:
    value = int(number[0])
    for group, name in ((10**8, "亿"), (10**4, "万")):
        if value >= group and value % (group // 100) == 0:
            return f"{value / group:g}{name}"
    return f"{value:,}"


FILTERS: dict[str, Callable[..., object]] = {
    "printed_by": printed_by,
    "told_by": told_by,
    "comparison_url": comparison_url,
    "figure": figure,
    "on_one_line": on_one_line,
    "first_shown": first_shown,
    "has_half_width_marks": has_half_width_marks,
    "phrases": phrases,
    "runs_right_to_left": runs_right_to_left,
}
"""By their names in templates."""
