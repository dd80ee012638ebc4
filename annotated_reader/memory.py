"""What the last build saw: facts about files, which need no second look while the files stand still."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotated_reader.atomic import write_atomically
from annotated_reader.stamps import Stamp
from annotated_reader.stored import read_json

RACY = 2_000_000_000
"""Nanoseconds. A file changed so shortly before the memory was written might change again without its
time moving, where clocks are coarse; it is read again. Git does the same with its index."""

Facts = list[Any]
"""What was read from a file, or came of it; plain JSON."""


class Memory:
    """Facts of files under their names, and of work under the state it was done in."""

    def __init__(self, place: Path, context: str) -> None:
        """Read what is remembered at ``place``; nothing, if that is missing, damaged or of another context.

        ``context`` is the hash of all rules and code: facts that other code noted may have another form.
        """
        self._place = place
        self._context = context
        self._old_files, self._old_work = _read(place, context)
        self._files: dict[str, Facts] = {}
        self._work: dict[str, Facts] = {}

    def of_file(self, name: str, stamp: Stamp, read: Callable[[], Facts]) -> Facts:
        """Return the facts of a file: remembered ones if its stamp is the same, else those of ``read``."""
        then, facts = self._old_files.get(name, (None, None))
        if facts is None or then != list(stamp):
            facts = read()
        self._files[name] = [list(stamp), facts]
        return list(facts)

    def of_work(self, name: str, state: Facts) -> Facts | None:
        """Return what came of the work, if it was last done in the same state."""
        then, outcome = self._old_work.get(name, (None, None))
        return outcome if then == state else None

    def keep_work(self, name: str, state: Facts, outcome: Facts) -> None:
        """Remember what came of the work in this state."""
        self._work[name] = [state, outcome]

    def save(self) -> None:
        """Write down what this build saw; what cannot be written is forgotten, which only costs time."""
        if (self._files, self._work) == (self._old_files, self._old_work):
            return
        content = json.dumps(
            {"context": self._context, "files": self._files, "work": self._work}, ensure_ascii=False
        )
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._place, content.encode(errors="replace"), durable=False)
        except OSError:
            return


def _read(place: Path, context: str) -> tuple[dict[str, Facts], dict[str, Facts]]:
    try:
        written = place.stat().st_mtime_ns
        stored = read_json(place.read_bytes())
        if stored["context"] != context:
            return {}, {}
        files = {
            name: [then, facts]
            for name, (then, facts) in stored["files"].items()
            if Stamp(*then).newest_ns < written - RACY
        }
        return files, dict(stored["work"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return {}, {}
