"""Articles that are no copies and have words in common: excerpts and quotations, with the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.kin import Kinship
from annotated_reader.site.relations.passages import leading_to, shared_passage

SHOWN = 6
"""Excerpts and quotations named on one page."""


@dataclass(frozen=True)
class Passage:
    """Words that another article has too."""

    entry: Entry
    """The other article."""
    kind: str
    """``excerpt``: most of the shorter text; ``quotation``: less of it."""
    is_longer: bool
    """Whether the other article is the longer one."""
    share: int
    """Per cent of the shorter text."""
    words: str
    url: str
    """Where they stand in the other article."""


def passages(
    features: Sequence[Features], kin: Iterable[Kinship], lead_of: Mapping[str, str]
) -> dict[str, tuple[Passage, ...]]:
    """What the leading articles have of each other, most of it first; words only of what is shown.

    One text's words are looked for after the other's, for to know where they stand costs the most.
    """
    shown = _shown(features, kin, lead_of)
    wanted = sorted((there, here) for here, all_ in shown.items() for _, there, _ in all_)
    words = {(here, there): shared_passage(features[there], features[here]) for there, here in wanted}
    return {
        features[here].entry.slug: tuple(
            _passage(features[here], features[there], kind, -share, words[here, there])
            for share, there, kind in all_
        )
        for here, all_ in shown.items()
    }


def _shown(
    features: Sequence[Features], kin: Iterable[Kinship], lead_of: Mapping[str, str]
) -> dict[int, list[tuple[float, int, str]]]:
    """For each place, how much of the shorter text (below zero), of which other, and as what."""
    found: dict[int, list[tuple[float, int, str]]] = {}
    for kinship in kin:
        one, other = features[kinship.one].entry.slug, features[kinship.other].entry.slug
        if kinship.kind and not {one, other} & lead_of.keys():
            kind = "quotation" if kinship.kind == "quotation" else "excerpt"
            for here, there in ((kinship.one, kinship.other), (kinship.other, kinship.one)):
                found.setdefault(here, []).append((-kinship.of_shorter, there, kind))
    return {here: sorted(all_)[:SHOWN] for here, all_ in found.items()}


def _passage(here: Features, there: Features, kind: str, of_shorter: float, words: str) -> Passage:
    is_longer = len(there.units) > len(here.units)
    url = there.entry.url + leading_to(words)
    return Passage(there.entry, kind, is_longer, round(100 * of_shorter), words, url)
