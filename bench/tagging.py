"""How many right and wrong tags an article's text gives it, by the number of mentions that are asked for.

Run ``python bench/tagging.py [--articles DIR ...]``: folders of converted articles, the demo's by default.
Only tags from title and text are counted, not those that a capture brings along.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import _root  # noqa: F401  # the project's folder on the path
import yaml

from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.tagging import OFTEN, PER_MENTION, PER_MENTION_OF_PLACE, Naming, Reader, Reading
from annotated_reader.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parent.parent
HERE = ROOT / "bench" / "_tagging"
Rule = Callable[[Naming, Reading, str], bool]


def asking(per_mention: int, per_mention_of_place: int) -> Rule:
    """Return the rule that asks for the title, or for three mentions and one in so many characters."""

    def rule(naming: Naming, reading: Reading, kind: str) -> bool:
        each = per_mention_of_place if kind == "place" else per_mention
        return naming.in_title or naming.count >= max(OFTEN, -(-reading.length // each))

    return rule


IN_FORCE = asking(PER_MENTION, PER_MENTION_OF_PLACE)
RULES: Mapping[str, Rule] = {
    "in the title": lambda naming, reading, kind: naming.in_title,
    "any mention": lambda naming, reading, kind: True,
    "3 mentions": asking(10**9, 10**9),
    **{f"3 and 1 in {each}": asking(each, each) for each in (150, 200, 250, 300, 400, 600)},
    **{
        f"3 and 1 in {each}, of places {places}": asking(each, places)
        for each, places in ((300, 150), (300, 200), (400, 150), (400, 200), (400, 250), (600, 200))
    },
}


def main() -> None:
    """Print a table of the rules, and what the one in force gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, nargs="*", default=[ROOT / "docs" / "articles"])
    folders = parser.parse_args().articles
    labels = yaml.safe_load((HERE / "labels.yaml").read_text("utf-8"))
    entries = [entry for folder in folders for entry in read_entries(folder)[0]]
    judged = [entry for entry in entries if name_of(entry) in labels]
    reader = Reader(vocabulary())
    kinds = {entity.name: entity.kind for entity in reader.vocabulary.entities}
    start = time.process_time()
    readings = {entry.slug: reader.read(entry) for entry in judged}
    took = time.process_time() - start
    print(f"{len(judged)} articles, {sum(len(each.body) for each in judged):,} characters, {took:.3f} s\n")
    print("| rule | right | missed | wrong | precision | recall |\n|---|--:|--:|--:|--:|--:|")
    for name, rule in RULES.items():
        found = {entry.slug: subjects(rule, readings[entry.slug], kinds) for entry in judged}
        print_row(name, judged, found, labels)
    print(f"\nIn force: {OFTEN} and 1 in {PER_MENTION}, of places {PER_MENTION_OF_PLACE}. It errs in:")
    for entry in judged:
        found = subjects(IN_FORCE, readings[entry.slug], kinds)
        label = labels[name_of(entry)]
        wrong, missed = found - {*label["about"], *label["may"]}, {*label["about"]} - found
        if wrong or missed:
            print(f"  {name_of(entry)}: wrong {sorted(wrong)}, missed {sorted(missed)}")


def vocabulary() -> Vocabulary:
    """Return the project's vocabulary with the names of the real captures."""
    with TemporaryDirectory() as folder:
        tables = [(ROOT / "docs" / "vocabulary.yaml"), HERE / "names.yaml"]
        lines = "\n".join(table.read_text("utf-8") for table in tables).splitlines()
        text = "\n".join(line for line in lines if not line.startswith("  note:"))
        (Path(folder) / "vocabulary.yaml").write_text(text, "utf-8")
        found, faults = load_vocabulary(Path(folder))
    assert not faults, faults
    return found


def name_of(entry: Entry) -> str:
    """Return the file name of the capture."""
    return Path(entry.capture_path).name


def subjects(rule: Rule, reading: Reading, kinds: Mapping[str, str]) -> set[str]:
    """Return what a rule takes a text to be about."""
    return {name for name, naming in reading.namings.items() if rule(naming, reading, kinds[name])}


def print_row(
    name: str,
    judged: Iterable[Entry],
    found: Mapping[str, set[str]],
    labels: Mapping[str, Mapping[str, list[str]]],
) -> None:
    """Print what one rule gets right, misses and gets wrong."""
    right = missed = wrong = 0
    for entry in judged:
        label = labels[name_of(entry)]
        about = {*label["about"]}
        right += len(found[entry.slug] & about)
        missed += len(about - found[entry.slug])
        wrong += len(found[entry.slug] - about - {*label["may"]})
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"| {name} | {right} | {missed} | {wrong} | {precision:.2f} | {recall:.2f} |")


if __name__ == "__main__":
    main()
