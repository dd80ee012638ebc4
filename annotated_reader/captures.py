"""The captures folder: which files are in it, and the bytes of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.errors import CaptureError
from annotated_reader.stamps import Stamp, stamp_of
from annotated_reader.values import Capture

LIMIT = 20_000_000
"""Bytes. The longest article known to us is under 2 MB as a whole page; more is not one article."""


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """One file of the captures folder, not read yet."""

    path: str
    """Path below the captures folder, with ``/``."""
    stamp: Stamp


def survey(folder: Path) -> tuple[tuple[CaptureFile, ...], tuple[CaptureError, ...]]:
    """Return the files of ``folder`` and below by path, and an error for every entry that is not a capture.

    Names that begin with a dot are passed over; links are reported and not followed.
    """
    files: list[CaptureFile] = []
    errors: list[CaptureError] = []
    for found in _walk(folder, ""):
        if isinstance(found, CaptureFile):
            files.append(found)
        else:
            errors.append(found)
    files.sort(key=lambda file: file.path)
    errors.sort(key=lambda error: error.place)
    return tuple(files), tuple(errors)


def read_capture(folder: Path, path: str) -> Capture:
    """Return one capture; raises CaptureError if it is empty, too large or cannot be read."""
    try:
        size = (folder / path).stat().st_size
        if size > LIMIT:
            raise CaptureError(
                path,
                f"it has {size / 1e6:.0f} MB, and a capture may have {LIMIT / 1e6:.0f} MB",
                "Save the article's page alone, without its images, and put that in its place",
            )
        content = (folder / path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    if not content:
        raise CaptureError(path, "the file is empty", "Capture the page again, or delete the file")
    return Capture(path, content)


def _walk(folder: Path, prefix: str) -> Iterator[CaptureFile | CaptureError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(prefix or folder.name, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path + "/")
        else:
            yield _file(entry, path)


def _file(entry: os.DirEntry[str], path: str) -> CaptureFile | CaptureError:
    shown = path.encode("utf-8", "backslashreplace").decode()
    if shown != path:
        return CaptureError(shown, "its name is not UTF-8", "Give the file a name in UTF-8")
    if entry.is_symlink():
        return CaptureError(path, "it is a link, and links are not followed", "Put the file itself there")
    if not entry.is_file(follow_symlinks=False):
        return CaptureError(path, "it is not a regular file", "Take it out of the captures folder")
    try:
        return CaptureFile(path, stamp_of(entry.stat(follow_symlinks=False)))
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> CaptureError:
    return CaptureError(path, f"it cannot be read ({error.strerror})", "Give yourself the right to read it")
