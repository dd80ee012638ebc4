"""Scores this project and the best-known extractors on captures with gold labels, in one run.

    python bench/extraction.py [--corpus DIR] [--repeat N] [--write FILE] [--profile]

DIR holds ``captures/``, ``gold/`` and ``score.py``.  All extractors run in this process,
one after the other; CPU time is the best of N passes after a warm-up, for the whole way
from bytes to Markdown with metadata.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib.util
import json
import os
import pstats
import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench._extraction.peers import OURS, Extractor, extractors  # noqa: E402  # after the path is set
from bench._page import put  # noqa: E402

COLUMNS = ("P", "R", "F1", "lost", "junk", "clean", "split", "gaps", "images", "title", "author", "publisher")
COLUMNS = (*COLUMNS, "date", "url", "invented", "CPU ms, mean", "median", "× ours")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    default = os.environ.get("ANNOTATED_READER_CORPUS", ROOT.parent / "shared" / "corpus")
    parser.add_argument("--corpus", type=Path, default=Path(default))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--write", type=Path, help="put the table between the marks of this page")
    parser.add_argument("--profile", action="store_true", help="also print where this project's time goes")
    options = parser.parse_args()
    if not (options.corpus / "score.py").is_file():
        print(
            f"{options.corpus}: there is no score.py here. Name a labelled corpus with --corpus",
            file=sys.stderr,
        )
        return 2
    scorer = load_scorer(options.corpus)
    files = sorted((options.corpus / "captures").iterdir())
    captures = {path.stem: (path.name, path.read_bytes()) for path in files}
    results = {name: measure(extract, captures, options, scorer) for name, extract in extractors()}
    table = render(results)
    print(table)
    if options.profile:
        profile(captures)
    if options.write:
        put(options.write, table, "table")
    return 0


def load_scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    extract: Extractor,
    captures: dict[str, tuple[str, bytes]],
    options: argparse.Namespace,
    scorer: ModuleType,
) -> dict[str, Any]:
    """Return the scorer's summary of an extractor's output, and its CPU milliseconds per capture."""
    with tempfile.TemporaryDirectory() as folder:
        for stem, (name, content) in captures.items():
            output = extract(name, content)
            (Path(folder) / f"{stem}.md").write_text(output.text, "utf-8")
            (Path(folder) / f"{stem}.json").write_text(json.dumps(output.meta, default=str), "utf-8")
        held = options.corpus / "captures"
        summary: dict[str, Any] = scorer.summary(
            scorer.score_dir(options.corpus / "gold", held, held, Path(folder))
        )
    best = [min(cpu(extract, *capture) for _ in range(options.repeat)) for capture in captures.values()]
    return {**summary, "mean_ms": statistics.mean(best), "median_ms": statistics.median(best)}


def cpu(extract: Extractor, name: str, content: bytes) -> float:
    start = time.process_time()
    extract(name, content)
    return (time.process_time() - start) * 1000


def render(results: dict[str, dict[str, Any]]) -> str:
    """Return the Markdown table of all results."""
    lines = ["| extractor | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    ours = results[OURS]["mean_ms"]
    for name, found in results.items():
        cells = [share(found[key]) for key in ("precision", "recall", "f1")]
        cells += [
            f"{found['lost_blocks']}/{found['keep_blocks']}",
            f"{found['junk_hits']}/{found['junk_total']}",
            f"{found['clean_docs']}/{found['docs']}",
            str(found["split"]),
            str(found["gaps"]),
            f"{found['images_found']}/{found['images_total']} +{found['images_extra']}",
        ]
        cells += [share(found[key]) for key in ("title", "author", "publisher", "published", "original_url")]
        cells += [str(found["meta_spurious"]), f"{found['mean_ms']:.1f}", f"{found['median_ms']:.1f}"]
        cells.append(f"{found['mean_ms'] / ours:.2f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def profile(captures: dict[str, tuple[str, bytes]]) -> None:
    """Print the functions of this project that most of its time is spent below."""
    ours = dict(extractors())[OURS]
    recorder = cProfile.Profile()
    recorder.enable()
    for name, content in captures.values():
        ours(name, content)
    recorder.disable()
    pstats.Stats(recorder).sort_stats("cumulative").print_stats("annotated_reader", 40)


if __name__ == "__main__":
    sys.exit(main())
