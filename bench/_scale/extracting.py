"""What the conversion costs beside the best-known extractor, on the same captures in the same process."""

from __future__ import annotations

import time
from pathlib import Path

from bench._extraction.peers import Extractor, extractors

SAMPLE = 160
"""Captures that are converted by each."""


def extractors_cost(folder: Path) -> dict[str, float]:
    """Return the mean milliseconds of the processor by extractor; the first is this project."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    captures = [(path.name, path.read_bytes()) for path in paths[:: max(1, len(paths) // SAMPLE)]]
    found = dict(list(extractors())[:2])
    return {name: _mean(extract, captures) for name, extract in found.items()}


def _mean(extract: Extractor, captures: list[tuple[str, bytes]]) -> float:
    for name, content in captures[:10]:
        extract(name, content)
    start = time.process_time()
    for name, content in captures:
        extract(name, content)
    return (time.process_time() - start) * 1000 / len(captures)
