"""Pairs of articles that are about the same, by the terms they share: one pass, whatever their number."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from annotated_reader.progress import over
from annotated_reader.site.relations.features import REPEATED, Features

TELLING = 24
"""Terms of an article, the weightiest, by which others like it are looked for."""
COMMON = 32
"""A term of more articles than this leads to those nearest in time alone."""
LIKE = 12
"""Articles that each is compared with: those that share the most weight of telling terms."""


class Pair(NamedTuple):
    """Two articles, by their places in the collection, and how alike they are."""

    score: float
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are, and by what."""

    score: float
    """Cosine of the weighed terms: 0 to 1."""
    shared: tuple[str, ...]
    """The terms they share, those that weigh most first."""
    by_one: float
    """How much of the score comes from one name, with the groups of characters that are pieces of it."""


class Collection:
    """All articles with their terms weighed by how few use them."""

    def __init__(self, features: Sequence[Features]) -> None:
        """Weigh the terms of ``features``, which are in the order of time."""
        self.features = features
        used = Counter(term for one in features for term in one.terms)
        rarity = {term: math.log(len(features) / count) for term, count in used.items() if count > 1}
        alone = math.log(max(2, len(features)))
        self._weights = [_normal(one.terms, rarity, alone) for one in features]
        self._spoken = [frozenset(filter(_is_spoken, weights)) for weights in self._weights]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs worth comparing."""
        found = over("Comparing subjects", list(self._candidates()))
        return tuple(Pair(self.score(*places), *places) for places in found)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of places in ``features`` that may be alike, each once, the smaller first."""
        telling = [self._telling(weights) for weights in self._weights]
        users: dict[str, list[int]] = {}
        for place, terms in enumerate(telling):
            for term in terms:
                users.setdefault(term, []).append(place)
        seen: set[tuple[int, int]] = set()
        for place, terms in enumerate(telling):
            shared: dict[int, float] = {}
            for term in terms:
                weight = self._weights[place][term]
                for other in _near(users[term], place):
                    shared[other] = shared.get(other, 0) + weight * self._weights[other][term]
            shared.pop(place, None)
            for other in sorted(shared, key=lambda other: (-shared[other], other))[:LIKE]:
                pair = (min(place, other), max(place, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def likeness(self, one: int, other: int) -> Likeness:
        """Return how alike the articles at two places are."""
        first, second = self._weights[one], self._weights[other]
        products = {term: first[term] * second[term] for term in first.keys() & second.keys()}
        shared = sorted(products, key=lambda term: (-products[term], term))
        return Likeness(math.fsum(products.values()), tuple(shared), _heaviest(products))

    def common_ground(self, one: int, other: int) -> tuple[str, ...]:
        """Return the names and figures, as terms, that both articles have; those that weigh most first."""
        first, second = self._weights[one], self._weights[other]
        shared = self._spoken[one] & self._spoken[other]
        return tuple(sorted(shared, key=lambda term: (-first[term] * second[term], term)))

    def score(self, one: int, other: int) -> float:
        """Return how alike the articles at two places are, 0 to 1."""
        first, second = self._weights[one], self._weights[other]
        return math.fsum(first[term] * second[term] for term in first.keys() & second.keys())

    def weights(self, place: int) -> Mapping[str, float]:
        """Return the terms of the article at a place with their weights."""
        return self._weights[place]

    def _telling(self, weights: Mapping[str, float]) -> list[str]:
        return sorted(weights, key=lambda term: (-weights[term], term))[:TELLING]


def _is_spoken(term: str) -> bool:
    return not term.startswith(REPEATED)


def _heaviest(products: Mapping[str, float]) -> float:
    """Share of the heaviest cluster of terms; terms that have a pair of units in common are one."""
    cluster_of: dict[str, int] = {}
    weights: list[float] = []
    for term in sorted(products, key=lambda term: (-products[term], term)):
        pairs = [first + second for first, second in pairwise(term[1:])]
        known = [cluster_of[pair] for pair in pairs if pair in cluster_of]
        cluster = known[0] if known else len(weights)
        if not known:
            weights.append(0.0)
        weights[cluster] += products[term]
        cluster_of.update(dict.fromkeys(pairs, cluster))
    return max(weights, default=0.0) / (math.fsum(weights) or 1.0)


def _normal(terms: Mapping[str, float], rarity: Mapping[str, float], alone: float) -> dict[str, float]:
    """Terms weighed by rarity, to length one; those that no other article has only lengthen."""
    weights = {term: weight * rarity[term] for term, weight in terms.items() if rarity.get(term)}
    unique = math.fsum((weight * alone) ** 2 for term, weight in terms.items() if term not in rarity)
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()) + unique) or 1
    return {term: weight / length for term, weight in weights.items()}


def _near(users: Sequence[int], place: int) -> Sequence[int]:
    """The users of a term; of a common one, those next to ``place`` in time."""
    if len(users) <= COMMON:
        return users
    first = bisect_left(users, place)
    return users[max(0, first - COMMON // 2) : first + COMMON // 2]
