"""A progress line on standard error for work that takes long; silent when piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator
from typing import TextIO, TypeVar

PATIENCE = 2.0
"""Seconds before the line first shows."""

PERIOD = 0.1
"""Seconds between two drawings."""


Item = TypeVar("Item")


def over(label: str, items: Collection[Item]) -> Iterator[Item]:
    """Yield the items, and show how many of them are done."""
    progress = Progress(label, len(items))
    try:
        for item in items:
            yield item
            progress.advance()
    finally:
        progress.close()


class Progress:
    """How far a step has come, with its rate and the time left."""

    def __init__(self, label: str, total: int, stream: TextIO | None = None) -> None:
        """Start the clock; ``stream`` is standard error unless given."""
        self._label = label
        self._total = total
        self._done = 0
        self._stream = stream or sys.stderr
        self._shows = self._stream.isatty()
        self._start = time.monotonic()
        self._next = self._start + PATIENCE
        self._drawn = False

    def advance(self, count: int = 1) -> None:
        """Say that ``count`` more are done; none, to show only that time passes."""
        self._done += count
        now = time.monotonic()
        if self._shows and now >= self._next:
            self._next = now + PERIOD
            self._drawn = True
            self._stream.write(f"\r{self.line(now - self._start)}\x1b[K")
            self._stream.flush()
        if self._done >= self._total:
            self.close()

    def close(self) -> None:
        """Take the line away; it comes again with the next step forward."""
        if self._drawn:
            self._drawn = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def line(self, seconds: float) -> str:
        """Return the line to show after ``seconds`` of work."""
        rate = self._done / seconds if seconds else 0.0
        left = f"{(self._total - self._done) / rate:.0f} s left" if rate else "…"
        return f"{self._label} {self._done:,}/{self._total:,} · {rate:,.0f}/s · {left}"
