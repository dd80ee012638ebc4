"""A built site that stands while it is built again: what would get the bytes it has is left alone.

Writing and deleting are what a build with few changes would spend its time on.  What the build does
not make again goes at its end, so that the site is the same as one built into an empty folder.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotated_reader.atomic import sweep, write_atomically


class Standing:
    """The files of a site before the build, and those that it has made so far."""

    def __init__(self, site: Path, aside: Iterable[str] = ()) -> None:
        """Look at what stands in ``site``; links in it go, for what they lead to is none of the site's.

        Names at the top that begin with a dot, and those in ``aside``, are left to others.
        """
        self._site = site
        self._made: set[str] = set()
        self._folders: list[str] = []
        self._before = set(self._look(str(site), frozenset(aside))) if site.is_dir() else set()

    def write(self, content: bytes, place: str) -> None:
        """Have a file hold ``content``; no reader sees half of it."""
        self._made.add(os.path.normpath(place))
        if not _holds(place, content):
            put(content, Path(place))

    def copy(self, source: str, place: str) -> None:
        """Have a file hold what ``source`` does."""
        self.write(Path(source).read_bytes(), place)

    def note(self, places: Iterable[Path]) -> None:
        """Count files as made that others have written."""
        self._made.update(os.path.normpath(place) for place in places)

    def end(self) -> None:
        """Take away what the build has not made, and folders in which nothing is left."""
        if self._site.is_dir():
            sweep(self._site)  # what a killed build left there is hidden, and would be published
        for place in self._before - self._made:
            if Path(place).is_file():  # else a folder has taken its place, or a file that of its folder
                Path(place).unlink()
        for folder in reversed(self._folders):
            if Path(folder).is_dir() and not any(os.scandir(folder)):
                Path(folder).rmdir()

    def _look(self, folder: str, aside: frozenset[str], *, is_top: bool = True) -> Iterator[str]:
        for entry in list(os.scandir(folder)):
            if is_top and (entry.name.startswith(".") or entry.name in aside):
                continue
            if entry.is_dir(follow_symlinks=False):
                self._folders.append(entry.path)
                yield from self._look(entry.path, aside, is_top=False)
            elif entry.is_file(follow_symlinks=False):
                yield os.path.normpath(entry.path)
            elif not (is_top and entry.is_dir()):
                Path(entry.path).unlink()


def put(content: bytes, place: Path) -> None:
    """Write a file in one step, in the place of whatever stands there or in its way."""
    try:
        _put(content, place)
    except (FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
        if not _clear_way(place):
            raise
        _put(content, place)


def tells_case(site: Path) -> bool:
    """Tell whether a file of the site goes by its exact name alone, as it does on most disks but Macs'."""
    return not ((site / "index.html").exists() and (site / "INDEX.HTML").exists())


def _put(content: bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, content, durable=False)


def _clear_way(place: Path) -> bool:
    """Take away a folder that stands where a file is to be, or a file where a folder is to be."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
        return True
    in_way = next((above for above in place.parents if above.exists()), None)
    if in_way is None or in_way.is_dir():
        return False
    in_way.unlink()
    return True


def _holds(place: str, content: bytes) -> bool:
    try:
        found = os.lstat(place)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        return Path(place).read_bytes() == content
    except OSError:
        return False
