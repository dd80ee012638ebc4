"""The folder of generated pages: what stands in it, and how to write there without losing a word.

A build writes the pages first and the receipts after them. Before either it puts down a note of what it is
about to do, receipts included; a build that was killed in between is finished from the note by the next
one, so that a new page with an old receipt is never taken for a page that a person edited.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from annotated_reader import pages, receipts
from annotated_reader.atomic import sweep, write_atomically
from annotated_reader.errors import PageError
from annotated_reader.locks import hold
from annotated_reader.memory import Facts, Memory, Stamp
from annotated_reader.pages import Identity

PAGE, RECEIPT = ".md", ".receipt.json"
"""What the names of pages and receipts end in."""

NOTE = ".unfinished.jsonl"
LOCK = ".lock"
STRANGE = "not a regular file"
"""Stands for the hash of what is a link or a folder: equal to no page."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """What stands in the folder under one slug."""

    slug: str
    page_sha256: str | None = None
    """Hash of the page's bytes; None if there is no page."""
    receipt_sha256: str | None = None
    base_sha256: str | None = None
    """Hash of the page as it was generated, by its receipt."""
    identity: Identity | None = None
    """As the page says, or else its receipt; None if they say nothing, or name another slug."""
    misnamed: bool = False
    """The page's front matter has a slug that is not the file's name."""


@dataclass(frozen=True, slots=True)
class Write:
    """What a build wants to stand under one slug; None leaves a file as it is."""

    slug: str
    page: bytes | None
    receipt: bytes
    page_sha256: str
    """Hash of the page that the receipt belongs to."""
    replaces: str | None
    """Hash of the page that was looked at when this was decided; None if there was none."""


def look(folder: Path, memory: Memory) -> dict[str, Shelved]:
    """Return what stands in ``folder``, by slug; empty if there is no such folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _refused(folder, error) from error
    found: dict[str, dict[str, Facts]] = {}
    for entry in entries:
        for ending, read in ((RECEIPT, _read_receipt), (PAGE, _read_page)):
            if entry.name.endswith(ending) and not entry.name.startswith("."):
                slug = entry.name.removesuffix(ending)
                found.setdefault(slug, {})[ending] = _facts(entry, memory, read)
    return {slug: _shelved(slug, facts) for slug, facts in found.items()}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of ``folder``, which is made if missing; finish first what a killed one left.

    Raises PageError where the folder cannot be written or another build is at work in it.
    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(hold(folder / LOCK))
            sweep(folder)
            _finish(folder)
        except BlockingIOError as error:
            raise PageError(str(folder), "another build is at work in it", "Wait for it to end") from error
        except OSError as error:
            raise _refused(folder, error) from error
        yield


def is_unfinished(folder: Path) -> bool:
    """Tell whether a build was killed in the middle of writing."""
    return (folder / NOTE).exists()


def write(folder: Path, writes: Sequence[Write]) -> dict[str, PageError]:
    """Write pages and receipts; return an error for every slug that could not be written."""
    if not writes:
        return {}
    note = folder / NOTE
    try:
        write_atomically(note, b"".join(_intent(each) for each in writes))
    except OSError as error:
        return dict.fromkeys((each.slug for each in writes), _refused(folder, error))
    faults: dict[str, PageError] = {}
    for put in (_put_page, _put_receipt):
        for each in writes:
            if each.slug not in faults:
                try:
                    put(folder, each)
                except OSError as error:
                    faults[each.slug] = _refused(folder / f"{each.slug}{PAGE}", error)
                except PageError as error:
                    faults[each.slug] = error
    if not faults:
        note.unlink()
    return faults


def digest(content: bytes) -> str:
    """Return the hexadecimal sha256 of ``content``."""
    return hashlib.sha256(content).hexdigest()


def _put_page(folder: Path, each: Write) -> None:
    place = folder / f"{each.slug}{PAGE}"
    if each.page is None:
        return
    if not write_atomically(place, each.page, still=lambda: _hash_of(place) == each.replaces):
        raise PageError(str(place), "it was changed while the build ran, and was left alone", "Build again")


def _put_receipt(folder: Path, each: Write) -> None:
    write_atomically(folder / f"{each.slug}{RECEIPT}", each.receipt)


def _intent(each: Write) -> bytes:
    intent = {"slug": each.slug, "page_sha256": each.page_sha256, "receipt": each.receipt.decode()}
    return json.dumps(intent).encode() + b"\n"


def _finish(folder: Path) -> None:
    """Give the pages that a killed build had written the receipts that it had not."""
    note = folder / NOTE
    if not note.exists():
        return
    for line in note.read_bytes().splitlines():
        intent = json.loads(line)
        if _hash_of(folder / f"{intent['slug']}{PAGE}") == intent["page_sha256"]:
            write_atomically(folder / f"{intent['slug']}{RECEIPT}", intent["receipt"].encode())
    note.unlink()


def _hash_of(place: Path) -> str | None:
    if place.is_symlink() or (place.exists() and not place.is_file()):
        return STRANGE
    return digest(place.read_bytes()) if place.exists() else None


def _facts(entry: os.DirEntry[str], memory: Memory, read: Callable[[bytes], Facts]) -> Facts:
    if entry.is_symlink() or not entry.is_file():
        return [STRANGE, None, None]
    stat = entry.stat()
    place = Path(entry.path)
    return memory.of_file(entry.name, Stamp(stat.st_size, stat.st_mtime_ns), lambda: read(place.read_bytes()))


def _read_page(content: bytes) -> Facts:
    identity = pages.identify(content)
    return [digest(content), identity and astuple(identity), None]


def _read_receipt(content: bytes) -> Facts:
    identity, base = receipts.identify(content) or (None, None)
    return [digest(content), identity and astuple(identity), base]


def _shelved(slug: str, facts: dict[str, Facts]) -> Shelved:
    nothing: Facts = [None, None, None]
    page_sha256, by_page, _ = facts.get(PAGE, nothing)
    receipt_sha256, by_receipt, base = facts.get(RECEIPT, nothing)
    named = [Identity(*each) for each in (by_page, by_receipt) if each]
    own = next((identity for identity in named if identity.slug == slug), None)
    return Shelved(slug, page_sha256, receipt_sha256, base, own, bool(by_page) and by_page[0] != slug)


def _refused(place: Path, error: OSError) -> PageError:
    return PageError(
        str(place),
        f"it cannot be written ({error.strerror})",
        "Free some space or give yourself the right to write there, or name another folder with --docs",
    )
