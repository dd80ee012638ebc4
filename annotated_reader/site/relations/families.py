"""Articles that are one text, gathered, with the one that leads."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.kin import Comparison, Kinship

STILL = 0.4
"""Share of the longer text from which a copy of a copy is still the text of the one that leads."""


@dataclass(frozen=True)
class Family:
    """One text as several captures have it, the leading one first."""

    members: tuple[Entry, ...]

    @property
    def lead(self) -> Entry:
        """The article that stands for all in listings."""
        return self.members[0]


def families(features: Sequence[Features], kin: Iterable[Kinship]) -> tuple[Family, ...]:
    """Return the groups of more than one, by their lead's slug.

    Where each outlet changed what it took from the one before, the last may have nothing of the first:
    then another group begins.
    """
    copies = _Copies(features, kin)
    waiting = dict.fromkeys(sorted(copies.of, key=lambda place: _precedence(features[place])))
    found = []
    while waiting:
        group = copies.led_by(next(iter(waiting)), waiting)
        for place in group:
            del waiting[place]
        if len(group) > 1:
            members = sorted((features[place] for place in group), key=_precedence)
            found.append(Family(tuple(one.entry for one in members)))
    return tuple(sorted(found, key=lambda family: family.lead.slug))


class _Copies:
    """Which text is a copy of which."""

    def __init__(self, features: Sequence[Features], kin: Iterable[Kinship]) -> None:
        self.of: dict[int, list[int]] = {}
        self._direct: set[tuple[int, int]] = set()
        self._share_of = Comparison(features).share_of
        for kinship in kin:
            if kinship.kind == "reprint":
                for pair in ((kinship.one, kinship.other), (kinship.other, kinship.one)):
                    self.of.setdefault(pair[0], []).append(pair[1])
                    self._direct.add(pair)

    def led_by(self, lead: int, waiting: Container[int]) -> list[int]:
        """Return ``lead`` and those of ``waiting`` that are its text, found from copy to copy."""
        group = {lead: None}
        queue = [lead]
        for place in queue:
            for other in self.of[place]:
                if other in waiting and other not in group and self._is_still(lead, other):
                    group[other] = None
                    queue.append(other)
        return list(group)

    def _is_still(self, lead: int, place: int) -> bool:
        return (lead, place) in self._direct or self._share_of(lead, place)[0] >= STILL


def _precedence(one: Features) -> tuple[bool, str, int, str]:
    """What leads: a copy from its first publisher, then the earliest, then the longest."""
    republished = any(hop.role == "republisher" for hop in one.entry.provenance)
    return republished, one.entry.published or "9999", -len(one.units), one.entry.slug
