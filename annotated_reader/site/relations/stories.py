"""Articles that tell one event: alike in names, figures and terms, and near each other in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.similar import Collection, Pair

ALIKE = 0.22
"""Likeness from which two articles tell one event. On real captures tellings of one event reach .25 to .42,
articles on other events among the same countries and persons at most .18; ``bench/reprints.py`` shows it."""
TOGETHER = 0.14
"""Mean likeness that two groups need to become one, so that no chain leads from one event to the next."""
OF_ONE = 0.45
"""Most of a likeness that may come from one name: a person whom two articles mention is no event;
real tellings have at most .34 of theirs from one."""
DAYS = 21
"""Days within which articles on one event are published, unless both name the same day."""
LONG_ENOUGH = 150
"""Units of a text that tells something; a shorter one is a notice."""
MOST = 12
"""Tellings of one event; a story that goes on and on has subjects for that."""


def find_stories(collection: Collection, leads: Sequence[bool]) -> tuple[tuple[int, ...], ...]:
    """Return groups of places in the collection, in the order of time; ``leads`` says which can take part."""
    group_of: dict[int, list[int]] = {}
    alike = _alike(collection, leads)
    for _, one, other in sorted(alike, key=lambda pair: (-pair.score, pair.one, pair.other)):
        first, second = group_of.get(one, [one]), group_of.get(other, [other])
        if first is not second and _belong(first, second, collection):
            first = sorted(first + second)
            group_of.update(dict.fromkeys(first, first))
    groups = {id(group): group for group in group_of.values()}
    return tuple(sorted(tuple(group) for group in groups.values()))


def _alike(collection: Collection, leads: Sequence[bool]) -> list[Pair]:
    able = [
        lead and len(one.units) >= LONG_ENOUGH for lead, one in zip(leads, collection.features, strict=True)
    ]
    near = (pair for pair in collection.pairs if pair.score >= ALIKE and able[pair.one] and able[pair.other])
    return [pair for pair in near if collection.likeness(pair.one, pair.other).by_one <= OF_ONE]


def _belong(first: Sequence[int], second: Sequence[int], collection: Collection) -> bool:
    if len(first) + len(second) > MOST:
        return False
    across = [collection.score(one, other) for one in first for other in second]
    if sum(across) / len(across) < TOGETHER:
        return False
    features = collection.features
    ones, others = ([features[place] for place in group] for group in (first, second))
    return _near(ones, others) or any(_same_day(one, other) for one in ones for other in others)


def _near(ones: Sequence[Features], others: Sequence[Features]) -> bool:
    """Tell whether all dated articles lie within DAYS; undated ones do not object."""
    days = [day for one in (*ones, *others) if (day := _day(one)) is not None]
    return not days or max(days) - min(days) <= DAYS


def _day(one: Features) -> int | None:
    try:
        return date.fromisoformat(one.entry.published or "").toordinal()
    except ValueError:
        return None


def _same_day(one: Features, other: Features) -> bool:
    """Tell whether both name one day, in years that do not contradict each other."""
    return any(
        not years or not other.days[day] or years & other.days[day]
        for day, years in one.days.items()
        if day in other.days
    )
