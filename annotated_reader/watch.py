"""Notices that files in some folders have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Snapshot = frozenset[tuple[str, int, int]]

PERIOD = 1.0
"""Seconds between two looks."""


def changes(folders: Sequence[Path], while_: Callable[[], bool], period: float = PERIOD) -> Iterator[None]:
    """Yield whenever files in ``folders`` have changed and then stood still, as long as ``while_`` says."""
    settled = before = snapshot(folders)
    while while_():
        time.sleep(period)
        now = snapshot(folders)
        if now == before != settled:
            settled = now
            yield
        before = now


def snapshot(folders: Sequence[Path]) -> Snapshot:
    """Return path, size and time of every file below the folders."""
    return frozenset(entry for folder in folders for entry in _entries(str(folder)))


def _entries(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of every file; a folder or file that has just gone is passed over."""
    try:
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                stat = entry.stat(follow_symlinks=False)
                yield entry.path, stat.st_size, stat.st_mtime_ns
    except FileNotFoundError:
        return
