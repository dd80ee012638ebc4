"""What notes cost: a thousand on one article, and ten thousand on a site of five hundred.

Run ``python bench/notes.py [--seed N] [--write FILE]``. The texts and notes are made up and the same for
the same seed; a quarter of the notes were written on an older text with one character in fifty changed.
Prints, as the best of three, the processor milliseconds that a note takes in each step of a build, and
those of a whole look after one note has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import _root  # noqa: F401  # the project's folder on the path
from _page import put

from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.kept import KeptTexts
from annotated_reader.markdown import render
from annotated_reader.markdown.notes import read_note
from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.names import page_names
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
KINDS = ("comment", "question", "correction", "link")


def main() -> None:
    """Print the costs of both sites."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="put the table between the marks of this page")
    options = parser.parse_args()
    costs: dict[str, dict[str, float]] = {}
    for articles, notes in ((1, 1000), (500, 20)):
        with TemporaryDirectory() as folder:
            docs = Path(folder)
            make_up(docs, articles, notes, Random(options.seed))
            print(f"{articles * notes:,} notes on {articles} article(s), milliseconds a note")
            best = costs.setdefault(f"{articles * notes:,} 条，{articles} 篇", {})
            for _ in range(3):
                for step, cost in measure(docs, articles * notes).items():
                    best[step] = min(cost, best.get(step, cost))
            print("".join(f"  {step:34} {cost:8.3f}\n" for step, cost in best.items()))
    if options.write:
        put(options.write, _table(costs), "costs")


def _table(costs: dict[str, dict[str, float]]) -> str:
    """Return a row for each step, a column for each site."""
    rows = [f"| CPU 毫秒一条 | {' | '.join(costs)} |", "|---" * (len(costs) + 1) + "|"]
    steps = dict.fromkeys(step for each in costs.values() for step in each)
    rows += [f"| {step} | {' | '.join(f'{each[step]:.3f}' for each in costs.values())} |" for step in steps]
    return "\n".join(rows)


def make_up(docs: Path, articles: int, notes: int, random: Random) -> None:
    """Write articles of about 3,000 characters, and notes on them."""
    for number in range(articles):
        slug = f"article-{number:03}"
        paragraphs = [_sentence(random, 150) for _ in range(20)]
        body, older = "\n\n".join(paragraphs) + "\n", _changed(random, "\n\n".join(paragraphs)) + "\n"
        _write(docs / "articles" / f"{slug}.md", f"---\ntitle: {slug}\nslug: {slug}\n---\n\n{body}")
        KeptTexts(docs, slug).keep(older)
        for at in range(notes):
            text = older if at % 4 == 0 else body
            _write(
                docs / "annotations" / slug / f"2024-01-{at % 28 + 1:02}-{at:04}.md", _note(random, text, at)
            )


def measure(docs: Path, count: int) -> dict[str, float]:
    """Return what each step costs a note; the last is the cost of a whole look."""
    entries = read_entries(docs / "articles")[0]
    desk, reader = Desk(docs, words_for("zh")), Reader()
    Desk(docs / "no notes", words_for("zh")).look(reader, entries)  # what articles cost without notes
    page_names(["一", "二"])
    html = {entry.slug: render(entry.body) for entry in entries}
    read_note.cache_clear()
    costs = {"read, place, render, list": _timed(lambda: desk.look(reader, entries)) / count}
    costs["mark"] = _timed(lambda: [desk.mark(slug, each) for slug, each in html.items()]) / count
    costs["export"] = _timed(lambda: list(desk.files("https://reader.example/", "notes"))) / count
    costs["all of it"] = sum(costs.values())
    outcomes = {each.outcome for placed in desk.noted.placed.values() for each in placed}
    assert outcomes <= {Outcome.FOUND, Outcome.MOVED}, outcomes
    one = next((docs / "annotations").rglob("*.md"))
    one.write_text(one.read_text("utf-8") + "再添一句。\n", "utf-8")
    costs["after one change, altogether"] = _timed(lambda: desk.look(reader))
    return costs


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _note(random: Random, text: str, at: int) -> str:
    size = random.choice((4, 8, 16, 40))
    start = random.randrange(40, len(text) - 120)
    words, before, after = (
        text[start : start + size],
        text[start - 32 : start],
        text[start + size : start + size + 32],
    )
    base = hashlib.sha256(text.encode()).hexdigest()
    front = f"kind: {KINDS[at % 4]}\nby: editor-{at % 30}\nbase: {base}\n"
    context = "".join(
        f"{name}: {' '.join(value.split())!r}\n" for name, value in (("prefix", before), ("suffix", after))
    )
    quoted = "\n".join(f"> {line}" for line in words.strip().split("\n"))
    return f"---\n{front}{context}---\n{quoted}\n\n{_sentence(random, 60)} **{_sentence(random, 8)}** [x](https://a.example/{at})\n"


def _sentence(random: Random, size: int) -> str:
    return "，".join("".join(random.choices(HAN, k=12)) for _ in range(size // 12 + 1)) + "。"


def _changed(random: Random, text: str) -> str:
    return "".join(
        random.choice(HAN) if letter in HAN and random.random() < 0.02 else letter for letter in text
    )


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
