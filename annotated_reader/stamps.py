"""How a file stood when it was looked at: while its stamp is the same, so are its bytes."""

from __future__ import annotations

import os
from typing import NamedTuple


class Stamp(NamedTuple):
    """Size and times of a file.

    A program that unpacks or copies may set the time of writing, even back to what it was.  The time of
    change is the system's own, and no program can set it; on Windows it is when the file was made.
    """

    size: int
    mtime_ns: int
    ctime_ns: int

    @property
    def newest_ns(self) -> int:
        """The later of the two times."""
        return max(self.mtime_ns, self.ctime_ns)


def stamp_of(stat: os.stat_result) -> Stamp:
    """Return the stamp of a file by what the system says of it."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
