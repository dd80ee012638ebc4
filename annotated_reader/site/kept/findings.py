"""What was found in texts, kept from build to build by the digest of all that it follows from.

Few files hold all of it: one for each text would take longer to open than its text to read.  They are
safe to delete, ignored where damaged, and replaced whole: of two builds at once the last one's stand.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from annotated_reader.atomic import write_atomically
from annotated_reader.processes import is_worth_sharing, share_out
from annotated_reader.progress import Progress
from annotated_reader.site.kept.made_with import code

FOUND = ".cache/found"
"""Where findings wait for the next build, beside the configuration."""
DRAWERS = 64
"""Files in which findings are kept: an edit has one to three of them written again."""
SPARE = 20
"""Findings of each file kept beyond twice those in use: a state that comes back costs nothing."""
_KEY = 32
_DIGEST = 64

Json = Any
"""What JSON can hold; tuples come back as lists."""


@dataclass
class _Drawer:
    """One file: where in it each finding stands, those asked for, and those to come."""

    file: BinaryIO | None = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)


class Findings:
    """Findings of one sort; without a folder nothing is kept, and all is found each time."""

    def __init__(self, folder: Path | None = None, made_with: str = "") -> None:
        """Look in ``folder`` for what the code with the digest ``made_with`` has found."""
        self._folder = folder
        self._made_with = made_with
        self._drawers: dict[str, _Drawer] = {}

    def of(self, kind: str, given: Sequence[str], find: Callable[[], Json]) -> Json:
        """Return what ``find`` finds, which must follow from ``kind``, ``given`` and the code alone."""
        if self._folder is None:
            return find()
        key = self._key(kind, given)
        drawer = self._open(_name(key))
        drawer.used[key] = None
        if place := drawer.places.get(key):
            return json.loads(_at(drawer, *place))
        if key in drawer.new:
            return json.loads(drawer.new[key])
        found = find()
        written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        drawer.new[key] = written.encode("utf-8", "surrogatepass")
        return found

    def has(self, kind: str, given: Sequence[str]) -> bool:
        """Tell whether it is known already what ``find`` would find; always, where nothing is kept."""
        if self._folder is None:
            return True
        key = self._key(kind, given)
        return key in self._open(_name(key)).places

    def find_ahead(self, find: Callable[[int], object], count: int, jobs: int | None, label: str) -> None:
        """Have several processes call ``find`` with the numbers below ``count``, and know what it finds.

        ``find`` asks these findings; they learn no more than what it would have had them find here.
        """
        if self._folder is None or not is_worth_sharing(count, jobs):
            return

        def found(number: int) -> list[tuple[str, bytes]]:
            find(number)
            return self._take_new()

        progress = Progress(label, count)
        for _, new in share_out(found, count, jobs, progress.advance):
            for key, written in new:
                self._open(_name(key)).new.setdefault(key, written)
        progress.close()

    def _take_new(self) -> list[tuple[str, bytes]]:
        new = [each for drawer in self._drawers.values() for each in drawer.new.items()]
        for drawer in self._drawers.values():
            drawer.new.clear()
        return new

    def save(self) -> None:
        """Write down what is new, and let go of all; what cannot be written is found again next time."""
        drawers, self._drawers = self._drawers, {}
        try:
            for name, drawer in drawers.items():
                if self._folder and drawer.new:
                    self._folder.mkdir(parents=True, exist_ok=True)
                    content = b"\n".join(_lines(drawer))
                    _close(drawer)
                    digest = hashlib.sha256(content).hexdigest().encode()
                    write_atomically(self._folder / name, digest + content, durable=False)
        except OSError:
            return
        finally:
            for drawer in drawers.values():
                _close(drawer)

    def _key(self, kind: str, given: Sequence[str]) -> str:
        state = hashlib.blake2b(digest_size=_KEY // 2)
        for part in (self._made_with, kind, *given):
            written = part.encode("utf-8", "surrogatepass")
            state.update(b"%d:" % len(written) + written)
        return state.hexdigest()

    def _open(self, name: str) -> _Drawer:
        if name not in self._drawers:
            self._drawers[name] = _read(self._folder / name) if self._folder else _Drawer()
        return self._drawers[name]


def _name(key: str) -> str:
    return f"{int(key[:8], 16) % DRAWERS:02}"


def _read(place: Path) -> _Drawer:
    """Open a drawer and look where in it everything is; what it holds is read when it is asked for."""
    try:
        file = place.open("rb")
    except OSError:
        return _Drawer()
    drawer = _Drawer(file)
    digest, state = file.read(_DIGEST), hashlib.sha256()
    for line in file:
        state.update(line)
        start = file.tell() - len(line)
        drawer.places[line[:_KEY].decode("ascii", "replace")] = (
            start + _KEY,
            start + len(line.rstrip(b"\n")),
        )
    if digest != state.hexdigest().encode():
        _close(drawer)
        return _Drawer()
    return drawer


def _at(drawer: _Drawer, start: int, end: int) -> bytes:
    if drawer.file is None:
        return b""
    if hasattr(os, "pread"):  # a copy of this process has the same place in the file as this one
        return os.pread(drawer.file.fileno(), end - start, start)
    drawer.file.seek(start)
    return drawer.file.read(end - start)


def _close(drawer: _Drawer) -> None:
    if drawer.file:
        drawer.file.close()
        drawer.file = None


def _lines(drawer: _Drawer) -> Iterator[bytes]:
    """Yield the findings in use, then as many of the others as are spared, the last used first."""
    for key, found in drawer.new.items():
        yield key.encode() + found
    used = [key for key in drawer.places if key in drawer.used]
    others = [key for key in drawer.places if key not in drawer.used]
    spared = len(used) + len(drawer.new) + SPARE
    for key in (*used, *others[:spared]):
        start, end = drawer.places[key]
        yield _at(drawer, start - _KEY, end)


NONE = Findings()
"""Keeps nothing."""


def findings_below(root: Path, sort: str) -> Findings:
    """Return those of one sort that builds of the site in ``root`` keep, as far as this code found them."""
    return Findings(root / FOUND / sort, code())
