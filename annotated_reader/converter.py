"""The pipeline and its sources, ready for one process."""

from __future__ import annotations

from pathlib import Path

from annotated_reader import pipeline, sources
from annotated_reader.values import Article, Capture
from annotated_reader.workshop import Convert


def open_pipeline(folder: Path) -> Convert:
    """Return the function that converts a capture by the source files in ``folder``."""
    rules, _ = sources.load(folder)

    def convert(capture: Capture) -> Article:
        return pipeline.convert(capture, rules)

    return convert
