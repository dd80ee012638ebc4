"""Files written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

_LEFTOVER = re.compile(r"\.\d+-[^/]+\.part")


def write_atomically(
    place: Path, content: bytes, *, durable: bool = True, still: Callable[[], bool] | None = None
) -> bool:
    """Put ``content`` at ``place`` in one step; a reader sees the old file or the new one, never half of one.

    ``durable`` waits for the disk. ``still`` is asked last, before the old file goes; if it says no,
    nothing is changed and False comes back. Raises OSError.
    """
    part = place.with_name(f".{os.getpid()}-{place.name}.part")
    part.unlink(missing_ok=True)  # a killed run's with our number, or a link that leads elsewhere
    try:
        with part.open("xb") as file:  # which follows no link
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if still and not still():
            part.unlink()
            return False
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


def sweep(folder: Path) -> None:
    """Take away the parts that a killed build left in ``folder``."""
    for part in folder.iterdir():
        if _LEFTOVER.fullmatch(part.name) and (part.is_symlink() or part.is_file()):
            part.unlink(missing_ok=True)
