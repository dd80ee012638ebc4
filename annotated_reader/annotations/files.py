"""The note files as they stand on the disk; they are read, and never written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.process import extractOne

from annotated_reader.annotations.reading import read_note_file, with_unique_ids
from annotated_reader.annotations.values import Fault, Note
from annotated_reader.stamps import Stamp, stamp_of

LARGEST = 1_000_000
"""Bytes of a note file; one that is larger is something else."""
NEAR = 75
"""Likeness in per cent from which an article's name may be the one that a folder's name was meant to be."""
PASSED_OVER = {"readme.md", "index.md"}
"""Files directly in the annotations folder that explain it, in lower case."""

Read = tuple[tuple[Note, ...], tuple[Fault, ...]]


@dataclass
class NoteFiles:
    """The annotations folder, each file read again only if its size or a time has changed."""

    folder: Path
    _read: dict[str, tuple[Stamp, Read]] = field(default_factory=dict)

    def read(self, slugs: Collection[str]) -> Read:
        """Return all notes by path, with unique ids, and all faults; ``slugs`` are the articles there are."""
        notes: list[Note] = []
        faults: list[Fault] = []
        seen: dict[str, tuple[Stamp, Read]] = {}
        try:
            files = sorted(_files(self.folder))
        except OSError as error:
            fact = f"a folder cannot be read ({error.strerror}: {error.filename})"
            return (), (Fault("", 1, fact, "Give yourself the right to read it"),)
        for path, stamp in files:
            known = self._read.get(path)
            seen[path] = known if known and known[0] == stamp else (stamp, _read(self.folder, path, stamp))
            found, wrong = seen[path][1]
            notes += found
            faults += wrong
            faults += _homeless(path, slugs)
        self._read = seen
        return tuple(with_unique_ids(notes)), tuple(faults)


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, Stamp]]:
    """Yield the path below the folder of every file, with its stamp; links are not followed."""
    try:
        entries = list(os.scandir(folder / below))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.name.startswith(".") or (not below and entry.name.lower() in PASSED_OVER):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder, f"{path}/")
        else:
            yield path, stamp_of(entry.stat(follow_symlinks=False))


def _read(folder: Path, path: str, stamp: Stamp) -> Read:
    if fault := _refused(folder / path, path, stamp.size):
        return (), (fault,)
    try:
        content = (folder / path).read_bytes()
        return read_note_file(path, content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        notes, faults = read_note_file(path, _foreign(content))
        return notes, (Fault(path, line, "it is not UTF-8", "Save it as UTF-8"), *faults)
    except OSError as error:
        return (), (Fault(path, 1, f"it cannot be read ({error.strerror})", "Give yourself the right to"),)


def _foreign(content: bytes) -> str:
    """Return what a file most likely says that is not UTF-8: UTF-16, as Windows writes it, or GB18030."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "gb18030")
    except UnicodeDecodeError:
        return content.decode(errors="replace")


def _refused(place: Path, path: str, size: int) -> Fault | None:
    if "/" not in path:
        return Fault(path, 1, "it stands in no article's folder", "Move it into the one it is about")
    if place.suffix.lower() != ".md":
        return Fault(path, 1, "its name does not end in .md, so it is not read", "Rename it")
    if place.is_symlink() or not place.is_file():
        return Fault(path, 1, "it is a link, which is not followed", "Put a file there")
    if size > LARGEST:
        return Fault(path, 1, f"it has {size:,} bytes", "Write a shorter note")
    return None


def _homeless(path: str, slugs: Collection[str]) -> Iterator[Fault]:
    slug, slash, _ = path.partition("/")
    if slash and slug not in slugs:
        fact = f"there is no article {slug!r}, so nobody sees this note"
        near = extractOne(slug, slugs, score_cutoff=NEAR)
        hint = f"Did you mean {near[0]}? " if near else ""
        yield Fault(path, 1, fact, f"{hint}Name its folder as the article's page is named in docs/articles")
