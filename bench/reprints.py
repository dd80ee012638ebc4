"""How surely reprints, excerpts, quotations and tellings of one event are found, and what finding them costs.

Run ``python bench/reprints.py [--articles DIR] [--count N] [--seed N] [--sizes 1000,2000,4000]``.  The first
tables are of a made-up collection whose relations are known; with DIR, a folder of pages, also of those.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import _root  # noqa: F401  # the project's folder on the path
from _relations.collection import Collection as MadeUp
from _relations.collection import make

from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.relations.features import Features, features_of
from annotated_reader.site.relations.kin import EXCERPT, QUOTATION, REPRINT, candidates, find_kin
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.relate import Relater
from annotated_reader.site.relations.similar import Collection
from annotated_reader.site.relations.stories import ALIKE, find_stories
from annotated_reader.site.relations.units import shingles
from annotated_reader.vocabulary import load_vocabulary

DOCS = Path(__file__).parent.parent / "docs"
KINDS = ("reprint", "excerpt", "quotation")


def main() -> None:
    """Print the tables."""
    options = _options()
    made = make(options.count, options.seed)
    features = _features(made.entries)
    print(f"{len(features)} made-up articles, {sum(len(one.units) for one in features):,} characters\n")
    _print_kin(features, made)
    _print_shares(features, made, options.seed)
    _print_events(features, made)
    if options.articles:
        _print_articles(options.articles)
    _print_costs([int(size) for size in options.sizes.split(",")], options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, action="append", default=[], help="folder of pages")
    parser.add_argument("--count", type=int, default=800, help="articles of the collection (800)")
    parser.add_argument("--sizes", default="1000,2000,4000", help="collections that are timed")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _features(entries: Iterable[Entry]) -> list[Features]:
    given = list(entries)[::-1]
    namer = Namer(load_vocabulary(DOCS)[0], (tag for entry in given for tag in entry.tags))
    return [features_of(entry, namer) for entry in given]


def _print_kin(features: Sequence[Features], made: MadeUp) -> None:
    found = {_pair(features, kin.one, kin.other): kin.kind for kin in find_kin(features)}
    looked_at = {_pair(features, *pair) for pair in candidates(features)}
    kind_of = {pair: kind for kind in KINDS for pair in made.truth[kind]}
    print(f"{'':12} pairs  candidates  as it is  as another  missed")
    for kind in KINDS:
        pairs = made.truth[kind]
        as_is = sum(found.get(pair) == kind for pair in pairs)
        other = sum(pair in found for pair in pairs) - as_is
        seen = sum(pair in looked_at for pair in pairs)
        print(f"{kind:12} {len(pairs):5} {seen:11} {as_is:9} {other:11} {len(pairs) - as_is - other:7}")
    false = [pair for pair in found if pair not in kind_of]
    print(f"found where there is nothing: {len(false)} of {math.comb(len(features), 2):,} pairs\n")


def _pair(features: Sequence[Features], one: int, other: int) -> frozenset[str]:
    return frozenset((features[one].entry.slug, features[other].entry.slug))


def _print_shares(features: Sequence[Features], made: MadeUp, seed: int) -> None:
    """The shares by which the kinds are told apart, with what lies nearest to each border."""
    by_slug = {one.entry.slug: one for one in features}
    chance = Random(seed).sample(sorted(by_slug), min(120, len(by_slug)))
    pairs = {kind: [sorted(pair) for pair in made.truth[kind]] for kind in (*KINDS, "event")}
    known = {frozenset(pair) for found in pairs.values() for pair in found}
    pairs["any two"] = [list(pair) for pair in combinations(chance, 2) if frozenset(pair) not in known]
    print(f"{'share of':12} {'the longer text':>24} {'the shorter text':>24}")
    print(f"{'':12} {'least  median    most':>24} {'least  median    most':>24}")
    for kind, found in pairs.items():
        shares = [_shares(by_slug[one], by_slug[other]) for one, other in found]
        columns = [sorted(column) for column in zip(*shares, strict=True)]
        shown = (f"{c[0]:8.3f}{c[len(c) // 2]:8.3f}{c[-1]:8.3f}" for c in columns)
        print(f"{kind:12} {' '.join(shown)}")
    print(
        f"borders: reprint {REPRINT} of the longer; excerpt {EXCERPT}, quotation {QUOTATION} of the shorter\n"
    )


def _shares(one: Features, other: Features) -> tuple[float, float]:
    first, second = shingles(one.units), shingles(other.units)
    common = len(first & second)
    return common / max(1, len(first), len(second)), common / max(1, min(len(first), len(second)))


def _print_events(features: Sequence[Features], made: MadeUp) -> None:
    collection = Collection(features)
    groups = find_stories(collection, [True] * len(features))
    told = {_pair(features, *pair) for group in groups for pair in combinations(group, 2)}
    copies = set().union(*(made.truth[kind] for kind in KINDS))
    scores = {_pair(features, pair.one, pair.other): pair.score for pair in collection.pairs}
    same = sorted(scores.get(pair, 0.0) for pair in made.truth["event"])
    rest = sorted(score for pair, score in scores.items() if pair not in made.truth["event"] | copies)
    false = told - made.truth["event"] - copies
    print(
        f"events: {len(made.truth['event'] & told)} of {len(made.truth['event'])} pairs, {len(false)} false"
    )
    print(f"likeness on one event {same[0]:.2f} to {same[-1]:.2f}, median {same[len(same) // 2]:.2f};")
    print(
        f"of other articles compared at most {rest[-1]:.2f}, the hundredth {rest[-100]:.2f}; border {ALIKE}\n"
    )


def _print_articles(folders: Iterable[Path]) -> None:
    for folder in folders:
        features = _features(read_entries(folder)[0])
        print(f"{folder}: {len(features)} articles")
        shares = Counter(
            {(a, b): _shares(features[a], features[b])[1] for a, b in combinations(range(len(features)), 2)}
        )
        kinds = {(kin.one, kin.other): kin.kind for kin in find_kin(features)}
        for (one, other), share in shares.most_common(8):
            kind = kinds.get((one, other)) or "-"
            print(f"  {share:.3f} {kind:9} {_titles(features, one, other)}")
        collection = Collection(features)
        copied = {max(pair) for pair, kind in kinds.items() if kind == "reprint"}
        leads = [place not in copied for place in range(len(features))]
        for group in find_stories(collection, leads):
            print("  one event: " + " | ".join(features[place].entry.title[:18] for place in group))
        for score, one, other in sorted(collection.pairs, reverse=True)[:14]:
            print(f"  {score:.3f} {_titles(features, one, other)}")
        print()


def _titles(features: Sequence[Features], one: int, other: int) -> str:
    return f"{features[one].entry.title[:24]} | {features[other].entry.title[:24]}"


def _print_costs(sizes: Sequence[int], seed: int) -> None:
    costs = []
    for size in sizes:
        entries = make(size, seed).entries
        start = time.process_time()
        relater = Relater()
        relater.relate(entries)
        cold = time.process_time() - start
        start = time.process_time()
        relater.relate(entries)
        costs.append((len(entries), cold))
        warm = time.process_time() - start
        each = f"{1e3 * cold / size:.2f} ms of CPU each, {1e3 * warm / size:.2f} again"
        print(f"{len(entries):6} articles: {each}")
    (few, little), (many, much) = costs[0], costs[-1]
    if many > few:
        print(f"exponent {math.log(much / little) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
