"""Which articles hold one text: candidates by shared prints, then the exact share of their shingles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from annotated_reader.progress import over
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.outlets import printed_by
from annotated_reader.site.relations.units import SHINGLE, shingles

REPRINT = 0.5
"""Share of the longer text's shingles from which two texts are one."""
EXCERPT = 0.4
"""Share of the shorter text's shingles from which it is taken out of the longer one, or fills it out."""
QUOTATION = 0.1
"""Share from which one quotes the other. ``bench/reprints.py`` shows that all three stand far from both
sides: different articles on one event share less than .03, edited copies more than .6."""
SAME = 0.9
"""Share from which two texts of one outlet and of different days are one.  Below it they are a column that
says the same every day: weather, exchange rates, a review of the press."""
SHORTEST = 30
"""Units of a text that can be compared at all: a shorter one is a headline."""

FEW = 8
"""A print of more texts than this is compared with its next neighbours alone: copies still form a chain."""
LIKELY = 12
"""Candidates of one text that are compared exactly: those with most prints in common."""
LEAST_PRINTS = 2
"""Prints that two texts must share at least to be compared."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two texts, by their places in the collection, have in common."""

    one: int
    other: int
    of_longer: float
    """Share of the longer text's shingles that the shorter one has."""
    of_shorter: float
    serial: bool = False
    """Whether one outlet published them on different days."""
    by_formula: bool = False
    """Whether one outlet says what they share in many texts: below its articles, about its authors."""

    @property
    def kind(self) -> str | None:
        """``reprint``, ``excerpt``, ``quotation``, or None."""
        if self.of_longer >= (SAME if self.serial else REPRINT):
            return "reprint"
        if self.by_formula:
            return None
        if self.of_shorter >= EXCERPT:
            return "excerpt"
        return "quotation" if self.of_shorter >= QUOTATION else None


def find_kin(features: Sequence[Features]) -> Iterator[Kinship]:
    """Yield every pair that is one text, an excerpt or a quotation; linear in the texts' length."""
    share_of = Comparison(features).share_of
    for one, other, rare in over("Comparing texts", list(_paired(features))):
        first, second = features[one].entry, features[other].entry
        alike = printed_by(first) == printed_by(second)
        serial = alike and first.published != second.published and bool(first.published and second.published)
        kinship = Kinship(one, other, *share_of(one, other), serial, alike and not rare)
        if kinship.kind:
            yield kinship


def candidates(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield pairs worth comparing, the smaller place first, in order."""
    yield from ((one, other) for one, other, _ in _paired(features))


def _paired(features: Sequence[Features]) -> Iterator[tuple[int, int, bool]]:
    """Yield candidates, and whether they share prints that few texts have."""
    shared: dict[int, Counter[int]] = {}
    rare: set[tuple[int, int]] = set()
    for places in _shared_prints(features):
        is_rare = len(places) <= FEW
        for pair in combinations(places, 2) if is_rare else pairwise(places):
            shared.setdefault(pair[0], Counter())[pair[1]] += 1
            if is_rare:
                rare.add(pair)
    for one in sorted(shared):
        likely = sorted(shared[one].items(), key=lambda item: (-item[1], item[0]))
        for other, count in sorted(likely[:LIKELY]):
            fewest = min(len(features[one].prints), len(features[other].prints))
            if count >= min(LEAST_PRINTS, fewest):
                yield one, other, (one, other) in rare


def _shared_prints(features: Sequence[Features]) -> Iterator[list[int]]:
    """The places of the texts that have one print, for every print of more than one text."""
    long_enough = (place for place, one in enumerate(features) if len(one.units) >= SHORTEST)
    marked = sorted(mark << 32 | place for place in long_enough for mark in features[place].prints)
    for _, found in groupby(marked, key=lambda each: each >> 32):
        places = [each & 0xFFFFFFFF for each in found]
        if len(places) > 1:
            yield places


class Comparison:
    """Exact shares; the shingles of the texts asked for last are kept."""

    def __init__(self, features: Sequence[Features]) -> None:
        """Make ready to compare ``features`` by their places."""
        self._shingles = lru_cache(maxsize=64)(lambda place: shingles(features[place].units))

    def share_of(self, one: int, other: int) -> tuple[float, float]:
        """Return what two texts share, of the longer and of the shorter one."""
        first, second = self._shingles(one), self._shingles(other)
        common, sizes = len(first & second), sorted((len(first), len(second)))
        return common / max(1, sizes[1]), common / max(1, sizes[0])


def shared_runs(one: str, other: str) -> list[tuple[int, int]]:
    """Return the stretches of ``one``'s units, start and end, that stand in ``other`` too, longest first."""
    there = shingles(other)
    runs: list[tuple[int, int]] = []
    for start in range(len(one) - SHINGLE + 1):
        if one[start : start + SHINGLE] in there:
            if runs and start < runs[-1][1]:
                runs[-1] = (runs[-1][0], start + SHINGLE)
            else:
                runs.append((start, start + SHINGLE))
    return sorted(runs, key=lambda run: (run[0] - run[1], run[0]))
