"""The store: files named by what is in them, and the index that says which picture each one is.

Whatever stops a run, nothing has to be mended: a file is written whole before its line is added to the
journal, a journal's last line may be half of one, and the next run adds the journal to the index.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from annotated_reader.atomic import sweep, write_atomically
from annotated_reader.images.records import (
    INDEX,
    StoreError,
    read_line,
    read_records,
    write_line,
    write_lines,
)
from annotated_reader.images.values import Address, Held, Lost, Picture, Record
from annotated_reader.locks import hold

FILES = "files"
JOURNAL = ".journal.jsonl"
LOCK = ".lock"


def stands(folder: Path, held: Held) -> bool:
    """Tell whether a picture's file is there, by its size; ``damaged`` looks at its bytes."""
    try:
        found = (folder / FILES / held.name).lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == held.size


class Store:
    """The store while pictures are added to it; only ``opened`` makes one."""

    def __init__(self, folder: Path, records: dict[str, Record]) -> None:
        self.folder = folder
        self.records = records
        self._changed = False

    def has(self, address: Address | str) -> bool:
        """Tell whether the picture of an address is there, file and all."""
        record = self.records.get(str(address))
        return isinstance(record, Held) and stands(self.folder, record)

    def keep(self, address: str, served: bytes, picture: Picture, by_hand: str | None = None) -> Held:
        """Put a picture into the store; raises StoreError where it cannot be written."""
        digest = hashlib.sha256(picture.content).hexdigest()
        original = hashlib.sha256(served).hexdigest()
        held = Held(
            address=address,
            sha256=digest,
            kind=picture.kind,
            size=len(picture.content),
            width=picture.width,
            height=picture.height,
            served=None if original == digest else original,
            taken=picture.taken,
            by_hand=by_hand,
        )
        place = self.folder / FILES / held.name
        try:
            if not is_whole(place, held):
                place.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(place, picture.content, durable=False)  # its hash tells if it was lost
                if os.name == "posix":
                    place.chmod(0o444)  # the site links to it, and whoever writes there would write here
        except OSError as error:
            raise refused(place, error) from error
        self._note(held)
        return held

    def lose(self, address: str, fact: str) -> None:
        """Write down that a host does not give a picture; what is known of it is kept."""
        known = self.records.get(address)
        self._note(replace(known, gone=fact) if isinstance(known, Held) else Lost(address, fact))

    def forget(self, address: str) -> None:
        """Take a record out; its file stays."""
        del self.records[address]
        self._changed = True

    def settle(self) -> None:
        """Write the index where it has changed, and begin a new journal; raises StoreError."""
        journal, place = self.folder / JOURNAL, self.folder / INDEX
        if not self._changed and not journal.exists():
            return
        content = write_lines(self.records.values())
        try:
            if not place.exists() or place.read_bytes() != content:
                write_atomically(place, content)
            journal.unlink(missing_ok=True)
        except OSError as error:
            raise refused(place, error) from error
        self._changed = False

    def _note(self, record: Record) -> None:
        if self.records.get(record.address) == record:
            return
        self.records[record.address] = record
        self._changed = True
        try:
            with (self.folder / JOURNAL).open("ab") as journal:
                journal.write(write_line(record))
        except OSError as error:
            raise refused(self.folder / JOURNAL, error) from error


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """Give the store to one run, which finishes what a killed one left; raises StoreError.

    A record by a run replaces the one that stood there; what the run does not name stays as it is.
    """
    with ExitStack() as until:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _refuse_links(folder)
            until.enter_context(hold(folder / LOCK))
            store = _recovered(folder)
        except BlockingIOError as error:
            raise StoreError(str(folder), "another run is at work in it", "Wait for it to end") from error
        except OSError as error:
            raise refused(folder, error) from error
        try:
            yield store
        finally:
            store.settle()


def read_store(folder: Path) -> tuple[dict[str, Record], tuple[StoreError, ...]]:
    """Return all records, those of an unfinished run too, without writing; and the lines that are none."""
    records, faults = read_records(folder / INDEX)
    for record in _journal(folder):
        records[record.address] = record
    return records, faults


def is_whole(place: Path, held: Held) -> bool:
    """Tell whether a file is there and has the bytes that were stored."""
    try:
        return hashlib.sha256(place.read_bytes()).hexdigest() == held.sha256
    except OSError:
        return False


def refused(place: Path, error: OSError) -> StoreError:
    """Return the error to show where the store cannot be written."""
    action = "Free some space or give yourself the right to write there, or name another folder with --images"
    return StoreError(str(place), f"it cannot be written ({error.strerror or error})", action)


def _refuse_links(folder: Path) -> None:
    """Raise StoreError where what a run writes would go to another place."""
    for place in (folder / name for name in (FILES, JOURNAL, LOCK)):
        if place.is_symlink():
            raise StoreError(str(place), "it is a link, and links are not followed", "Take it away")


def _recovered(folder: Path) -> Store:
    """Return the store as a killed run would have left it, had it come to its end."""
    for each in (folder, *((folder / FILES).iterdir() if (folder / FILES).is_dir() else ())):
        if each.is_dir():
            sweep(each)
    records, faults = read_store(folder)
    if faults:
        raise faults[0]
    store = Store(folder, records)
    store.settle()
    return store


def _journal(folder: Path) -> Iterator[Record]:
    journal = folder / JOURNAL
    for line in journal.read_bytes().splitlines() if journal.exists() else ():
        if record := read_line(line):
            yield record
