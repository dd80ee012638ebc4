"""When articles were published, as bars of a picture: never more than fit on a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotated_reader.site.entries import Entry

MOST_BARS = 40
"""Bars of one picture; more articles or years make them longer units of time."""
STEPS = (1, 3, 12, 60, 120, 600, 1200, 12000, 120000)
"""Months that one bar may stand for: a month, a quarter, a year, and so on."""
TICKS = 6
"""Years written below the bars, at most."""
ROOM = 15
"""Percent of the width that a year takes up on a phone."""
LEAST = 2
"""Months with articles that are needed for a picture."""


@dataclass(frozen=True)
class Bar:
    """One unit of time that has articles."""

    start: str
    """Its first month, ``YYYY-MM``."""
    end: str
    """Its last month."""
    count: int
    left: float
    """Where it stands, in percent of the picture's width."""
    height: float
    """In percent of the highest bar."""
    newest: Entry
    url: str
    """Where its articles are listed."""


@dataclass(frozen=True)
class Timeline:
    """The picture of some articles in time."""

    bars: tuple[Bar, ...]
    width: float
    """Of one unit, in percent of the picture's width."""
    ticks: tuple[tuple[float, int], ...]
    """Where a year begins, in percent, and which."""
    most: int
    """Articles in the highest bar."""
    dated: int
    undated: int
    first: str
    """Month of the oldest article, ``YYYY-MM``."""
    last: str


def draw(entries: Sequence[Entry], address: Callable[[Sequence[Entry]], str]) -> Timeline | None:
    """Return the picture of these articles; None where they have too few dates.

    ``address`` says where the articles of one bar, newest first, are listed.
    """
    dated = [(month, entry) for entry in entries if (month := _number(entry.month)) is not None]
    numbers = {month for month, _ in dated}
    if len(numbers) < LEAST:
        return None
    low, high = min(numbers), max(numbers)
    step = next(step for step in STEPS if high // step - low // step < MOST_BARS)
    first, units = low // step, high // step - low // step + 1
    bins: dict[int, list[Entry]] = {}
    for month, entry in dated:
        bins.setdefault(month // step - first, []).append(entry)
    most = max(map(len, bins.values()))
    bars = tuple(
        Bar(
            start=_month((first + place) * step),
            end=_month((first + place) * step + step - 1),
            count=len(found),
            left=round(100 * place / units, 3),
            height=round(100 * len(found) / most, 1),
            newest=found[0],
            url=address(found),
        )
        for place, found in sorted(bins.items())
    )
    ticks = tuple(_ticks(first * step, units * step))
    undated = len(entries) - len(dated)
    return Timeline(bars, round(100 / units, 3), ticks, most, len(dated), undated, _month(low), _month(high))


def _number(month: str | None) -> int | None:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1 if month else None


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _ticks(start: int, months: int) -> list[tuple[float, int]]:
    """The years that begin within the picture, or the one it begins in; every so many if they are many."""
    years = range(-(-start // 12), -(-(start + months) // 12))
    apart = next(apart for apart in _round_numbers() if len(years) / apart <= TICKS)
    shown = [year for year in years if year % apart == 0]
    ticks = [(round(100 * (year * 12 - start) / months, 3), year) for year in shown]
    begins = [] if ticks and ticks[0][0] < ROOM else [(0.0, start // 12)]
    return begins + ticks


def _round_numbers() -> Sequence[int]:
    """1, 2, 5, 10, 20, 50 and so on."""
    return [*accumulate([1, *[2, 2.5, 2] * 5], lambda a, b: int(a * b))]
