"""How large a built site is."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Weight:
    """Bytes and files of a site."""

    files: int
    total: int
    search: int
    """Of the total, what belongs to the search."""
    article: float
    """Mean bytes of an article's page."""
    heaviest: int
    """Bytes of the heaviest page of all."""


def weigh(site: Path) -> Weight:
    """Return the weight of a site."""
    sizes = dict(_sizes(str(site)))
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    articles = [size for path, size in pages.items() if path.startswith(f"{site}{os.sep}articles{os.sep}")]
    search = sum(size for path, size in sizes.items() if path.startswith(f"{site}{os.sep}pagefind{os.sep}"))
    return Weight(len(sizes), sum(sizes.values()), search, statistics.mean(articles), max(pages.values()))


def _sizes(folder: str) -> Iterator[tuple[str, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _sizes(entry.path)
        else:
            yield entry.path, entry.stat().st_size
