"""What else to read: articles like this one, each with what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import COUNTED, NAMED
from annotated_reader.site.relations.similar import Collection

SHOWN = 6
"""Related articles on one page."""
ENOUGH = 0.05
"""Likeness from which an article is worth naming; unrelated ones stay below .04."""
REASONS = 4
"""Names and figures given as the reason."""


@dataclass(frozen=True)
class Related:
    """An article to read next, and why."""

    entry: Entry
    names: tuple[str, ...]
    """Names and subjects that both articles use, the most telling first."""
    figures: tuple[str, ...]
    """Figures and days that both name; only where there are too few names."""


def related(collection: Collection, lead_of: Mapping[str, str]) -> dict[str, tuple[Related, ...]]:
    """Return the articles most like each one, by slug; of one text printed several times only the lead."""
    near: dict[int, list[tuple[float, int]]] = {}
    entries = [one.entry for one in collection.features]
    for score, one, other in collection.pairs:
        if _lead(entries[one], lead_of) == _lead(entries[other], lead_of):
            continue
        for place, there in ((one, other), (other, one)):
            if score >= ENOUGH and entries[there].slug not in lead_of:
                near.setdefault(place, []).append((score, there))
    return {
        entries[place].slug: tuple(_related(collection, place, found, entries))
        for place, found in near.items()
    }


def _related(
    collection: Collection, place: int, found: Sequence[tuple[float, int]], entries: Sequence[Entry]
) -> list[Related]:
    best = sorted(found, key=lambda each: (-each[0], entries[each[1]].slug))[:SHOWN]
    return [_explain(collection.common_ground(place, other), entries[other]) for _, other in best]


def _explain(shared: Sequence[str], entry: Entry) -> Related:
    names = tuple(term[1:] for term in shared if term.startswith(NAMED))[:REASONS]
    figures = tuple(term[1:] for term in shared if term.startswith(COUNTED))
    return Related(entry, names, figures[: max(0, REASONS - len(names))])


def _lead(entry: Entry, lead_of: Mapping[str, str]) -> str:
    return lead_of.get(entry.slug, entry.slug)
