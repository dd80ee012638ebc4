"""Notices that files in some folders have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotated_reader.stamps import Stamp, stamp_of

Snapshot = frozenset[tuple[str, Stamp]]
"""The files that stand somewhere, by path, each with its stamp."""

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
    """Return every file below the folders; of a link, how the file stands that it leads to."""
    return frozenset(entry for folder in folders for entry in _entries(str(folder)))


def _entries(folder: str) -> Iterator[tuple[str, Stamp]]:
    """Yield every file with its stamp; a folder or file that has just gone is passed over."""
    try:
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                yield entry.path, _stamp(entry)
    except FileNotFoundError:
        return


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        return stamp_of(entry.stat())
    except OSError:  # a link to nothing, or to itself
        return stamp_of(entry.stat(follow_symlinks=False))
