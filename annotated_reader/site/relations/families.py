"""Articles that are one text, gathered, with the one that leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.kin import Kinship


@dataclass(frozen=True)
class Family:
    """One text as several captures have it, the leading one first."""

    members: tuple[Entry, ...]

    @property
    def lead(self) -> Entry:
        """The article that stands for all in listings."""
        return self.members[0]


def families(features: Sequence[Features], kin: Iterable[Kinship]) -> tuple[Family, ...]:
    """Return the groups of more than one, by their lead's slug."""
    roots = list(range(len(features)))
    for kinship in kin:
        if kinship.kind == "reprint":
            roots[_root(roots, kinship.one)] = _root(roots, kinship.other)
    groups: dict[int, list[Features]] = {}
    for place, one in enumerate(features):
        groups.setdefault(_root(roots, place), []).append(one)
    found = (sorted(group, key=_precedence) for group in groups.values() if len(group) > 1)
    made = (Family(tuple(one.entry for one in group)) for group in found)
    return tuple(sorted(made, key=lambda family: family.lead.slug))


def printed_by(entry: Entry) -> str | None:
    """Return who put this copy out: the last that republished it, else its publisher, else a mirror."""
    by_role = {hop.role: hop.name for hop in entry.provenance if hop.name}
    return by_role.get("republisher") or entry.publisher or by_role.get("mirror")


def _precedence(one: Features) -> tuple[bool, str, int, str]:
    """What leads: a copy from its first publisher, then the earliest, then the longest."""
    republished = any(hop.role == "republisher" for hop in one.entry.provenance)
    return republished, one.entry.published or "9999", -len(one.units), one.entry.slug


def _root(roots: list[int], place: int) -> int:
    while roots[place] != place:
        roots[place] = roots[roots[place]]
        place = roots[place]
    return place
