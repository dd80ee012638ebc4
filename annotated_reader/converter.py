"""The pipeline and its sources, ready for one process; loaded late, for not every build needs them."""

from __future__ import annotations

from pathlib import Path

from annotated_reader.errors import CaptureError
from annotated_reader.sources import load
from annotated_reader.values import Article, Capture
from annotated_reader.workshop import Convert


def open_pipeline(folder: Path) -> Convert:
    """Return the function that converts a capture by the source files in ``folder``."""
    from annotated_reader import pipeline  # noqa: PLC0415  # 0.3 s

    rules, _ = load(folder)

    def convert(capture: Capture) -> Article:
        return pipeline.convert(capture, rules)

    return convert


def open_checked(folder: Path) -> Convert:
    """Return the same function with a second look: it raises CaptureError where a law of text is broken."""
    from annotated_reader import pipeline  # noqa: PLC0415  # 0.3 s

    rules, _ = load(folder)

    def convert(capture: Capture) -> Article:
        if broken := pipeline.find_broken_laws(capture, rules):
            raise CaptureError(capture.path, "; ".join(broken), "Mend the rule that is named, or report it")
        return pipeline.convert(capture, rules)

    return convert
