"""Looks for files by names that people wrote, some of which no file can have."""

from __future__ import annotations

from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether there is a file at a path; none, where the name is too long or holds what no name may."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
