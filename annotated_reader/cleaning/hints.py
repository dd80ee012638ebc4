"""Tells which line rules are worth trying on which lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from annotated_reader.document import Document, Line
from annotated_reader.sources.literals import needed
from annotated_reader.sources.model import Rule


@dataclass(frozen=True)
class Hints:
    """The strings that line rules cannot match without, ready to be sought all at once."""

    rules: tuple[Rule, ...]
    """In the order in which they are to be tried."""
    always: frozenset[int]
    """Places in ``rules`` of those that need no string."""
    owners: tuple[frozenset[int], ...]
    """Under each string, the rules that it may make match."""
    seeker: AhoCorasick

    @cached_property
    def longest(self) -> int:
        """Letters of the longest line that any of the rules looks at; -1 where there is no rule."""
        return max((rule.max_letters for rule in self.rules), default=-1)


@lru_cache(maxsize=256)
def hints(rules: tuple[Rule, ...]) -> Hints:
    """Return the hints for ``rules``, each of which has a pattern."""
    owners: dict[str, set[int]] = {}
    always = set()
    for place, rule in enumerate(rules):
        strings = needed(rule.pattern) if rule.pattern else None
        if strings is None:
            always.add(place)
        for string in strings or ():
            owners.setdefault(string, set()).add(place)
    return Hints(rules, frozenset(always), tuple(map(frozenset, owners.values())), AhoCorasick(list(owners)))


def worth_trying(hints: Hints, document: Document, lines: Sequence[Line]) -> Mapping[int, set[int]]:
    """Return the rules, as places in ``hints.rules``, that may match each of ``lines``, by its index.

    A line that is not in the answer can be matched by the rules of ``hints.always`` only.
    """
    texts = [document.folded[line.index] for line in lines]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: dict[int, set[int]] = {}
    for string, start, _ in hints.seeker.find_matches_as_indexes("\n".join(texts), overlapping=True):
        line = lines[bisect_right(starts, start) - 1]
        found.setdefault(line.index, set()).update(hints.owners[string])
    return found
