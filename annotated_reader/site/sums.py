"""Sums of a folder's files, by which a later build knows that nothing in it was damaged meanwhile."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from annotated_reader.stored import read_json

NAME = "sums.json"
"""The file that holds them, in the folder itself."""


def write_sums(folder: Path) -> None:
    """Write the sums of all files below ``folder``; raises OSError."""
    (folder / NAME).write_text(json.dumps(_sums(folder)), "utf-8")


def is_whole(folder: Path) -> bool:
    """Tell whether the files below ``folder`` are those whose sums were written, byte by byte."""
    try:
        known: object = read_json((folder / NAME).read_bytes())
        return known == _sums(folder)
    except (OSError, ValueError):
        return False


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): _sum(path) for path in files}


def _sum(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
