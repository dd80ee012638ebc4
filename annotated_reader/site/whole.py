"""Whether a built site is whole, and all that it is made of is as it was: then there is nothing to build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from annotated_reader.atomic import write_atomically
from annotated_reader.memory import RACY
from annotated_reader.site.kept.made_with import PACKAGE, libraries
from annotated_reader.site.settings_files import settings_files
from annotated_reader.stamps import Stamp, stamp_of
from annotated_reader.stored import read_json
from annotated_reader.watch import Snapshot, snapshot

KEPT = "sites"
"""The part of the cache folder in which the account of each built site stands."""
SAID = "READER_SAID"
"""The variable that tells a build where to write down what it said, for those who build nothing to repeat."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Made:
    """What a site is made of: its settings, and the folders that its pages, rules and pictures are in."""

    settings: Path
    folders: Sequence[Path]
    linked: Path | None = None
    """The folder of files that the site links to: each link that is made or taken away changes their time
    of change, but their bytes have the hash by which they are called."""

    def state(self) -> tuple[str, int]:
        """Return the digest of all names and stamps, and when the newest of the files was changed."""
        code = [self.settings.parent / "hooks", self.settings.parent / "theme", PACKAGE]
        settings = settings_files(self.settings)
        found = [(str(path), stamp_of(path.stat())) for path in settings]
        found += map(self._unlinked, _without_compiled(snapshot([*self.folders, *code])))
        named = [str(folder.resolve()) for folder in self.folders]
        newest = max(stamp.newest_ns for _, stamp in found)
        return _digest([_variables(settings), libraries(), named, found]), newest

    def _unlinked(self, entry: tuple[str, Stamp]) -> tuple[str, Stamp]:
        path, stamp = entry
        if self.linked and path.startswith(f"{self.linked}{os.sep}"):
            return path, stamp._replace(ctime_ns=0)
        return entry


class Whole:
    """The account of one site as a build left it."""

    def __init__(self, cache: Path, site: Path, made: Made) -> None:
        """Look at what the site is made of."""
        name = hashlib.sha256(str(site.resolve()).encode()).hexdigest()[:16]
        self._said = cache.resolve() / KEPT / f"{name}.said"
        self._place = cache / KEPT / f"{name}.json"
        self._site, self._made = site, made
        self._state = made.state()

    def stands(self, stream: TextIO) -> bool:
        """Tell whether there is nothing to build; if so, repeat on ``stream`` what the last build said."""
        try:
            kept = read_json(self._place.read_bytes())
            if kept["made_of"] != self._state[0] or kept["site"] != self._look():
                return False
            stream.write("".join(f"{line}\n" for line in kept["said"]))
            return True
        except (ValueError, TypeError, KeyError, OSError):  # then the build finds out what is wrong
            return False

    def forget(self) -> dict[str, str]:
        """Let nobody take a site for whole that is about to be built; return what to tell the build."""
        with suppress(OSError):  # an account that stays tells of another site than the build will leave
            self._place.unlink(missing_ok=True)
            self._said.unlink(missing_ok=True)
        return {SAID: str(self._said)}

    def remember(self) -> None:
        """Write the account of a site that was just built without a warning.

        Not where something changed meanwhile, or so shortly before that its time may not show the next
        change; nor where the build did not write down what it said, for it is not to be spared then.
        """
        try:
            said = self._said.read_text("utf-8").splitlines()
            if self._made.state() == self._state and self._state[1] < time.time_ns() - RACY:
                kept = {"made_of": self._state[0], "site": self._look(), "said": said}
                write_atomically(self._place, json.dumps(kept).encode(), durable=False)
        except (OSError, ValueError):
            return

    def _look(self) -> str:
        return _digest(sorted(snapshot([self._site])))


def write_said(lines: Iterable[str]) -> None:
    """Write down what a build said, where that is asked for."""
    if place := os.environ.get(SAID):
        with suppress(OSError):  # then there is nothing to repeat, and the next build is not spared
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            Path(place).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _without_compiled(found: Snapshot) -> list[tuple[str, Stamp]]:
    return sorted(each for each in found if "__pycache__" not in each[0])


def _variables(settings: Iterable[Path]) -> dict[str, str]:
    """Return the variables of the environment that settings may read: all whose names stand in them."""
    words = {word for path in settings for word in _WORD.findall(path.read_text("utf-8"))}
    return {name: os.environ[name] for name in sorted(words & os.environ.keys())}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
