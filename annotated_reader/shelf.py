"""What stands in the folder of generated pages: whose each page is, and whether it is as it was generated."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

from annotated_reader import pages, receipts
from annotated_reader.edits import Fault, faults_of
from annotated_reader.errors import PageError
from annotated_reader.memory import Facts, Memory
from annotated_reader.pages import Identity
from annotated_reader.progress import over
from annotated_reader.stamps import stamp_of

PAGE, RECEIPT = ".md", ".receipt.json"
"""What the names of pages and receipts end in."""

STRANGE = "not a regular file"
"""Stands for the hash of what is a link or a folder: equal to no page's."""

Entries = dict[str, os.DirEntry[str]]


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
    faults: tuple[Fault, ...] = ()
    """What a person has to see to in a page that is not as it was generated."""


def look(folder: Path, memory: Memory) -> dict[str, Shelved]:
    """Return what stands in ``folder``, by slug; empty if there is no such folder.

    Raises PageError where it cannot be read.
    """
    try:
        entries = {entry.name: entry for entry in os.scandir(folder) if not entry.name.startswith(".")}
        names = {name.removesuffix(end) for name in entries for end in (PAGE, RECEIPT) if name.endswith(end)}
        return {slug: _shelved(slug, entries, memory) for slug in over("Looking at pages", sorted(names))}
    except FileNotFoundError:
        return {}
    except OSError as error:
        fact = f"it cannot be read ({error.strerror})"
        raise PageError(str(error.filename or folder), fact, "Give yourself the right to read it") from error


def digest(content: bytes) -> str:
    """Return the hexadecimal sha256 of ``content``."""
    return hashlib.sha256(content).hexdigest()


def digest_of(place: Path) -> str | None:
    """Return the hash of the file at ``place``; None if there is nothing, STRANGE if it is no file."""
    if place.is_symlink() or (place.exists() and not place.is_file()):
        return STRANGE
    return digest(place.read_bytes()) if place.exists() else None


def _shelved(slug: str, entries: Entries, memory: Memory) -> Shelved:
    """Look at the receipt first: of a page that is as it was generated, nothing but its hash is needed."""
    receipt_sha256, base, by_receipt = _facts(slug + RECEIPT, entries, memory, _read_receipt) or (
        None,
        None,
        None,
    )
    (page_sha256,) = _facts(slug + PAGE, entries, memory, lambda content: [digest(content)]) or (None,)
    by_page, *faults = [None]
    if page_sha256 not in (None, base, STRANGE):
        by_page, *faults = _facts(slug + PAGE, entries, memory, _read_edited, "edits of ") or [None]
    named = [Identity(*each) for each in (by_page, by_receipt) if each]
    own = next((identity for identity in named if identity.slug == slug), None)
    misnamed = any(each.slug != slug for each in named)
    found = tuple(Fault(*each) for each in faults)
    return Shelved(slug, page_sha256, receipt_sha256, base, own, misnamed, found)


def _facts(
    name: str, entries: Entries, memory: Memory, read: Callable[[bytes], Facts], about: str = ""
) -> Facts | None:
    """Return what ``read`` finds in a file of the folder, or found there before; None if there is none."""
    entry = entries.get(name)
    if entry is None:
        return None
    if entry.is_symlink() or not entry.is_file():
        return [STRANGE, None, None] if name.endswith(RECEIPT) else [STRANGE]
    stamp = stamp_of(entry.stat())
    return memory.of_file(about + name, stamp, lambda: read(Path(entry.path).read_bytes()))


def _read_receipt(content: bytes) -> Facts:
    identity, base = receipts.identify(content) or (None, None)
    return [digest(content), base, identity and list(astuple(identity))]


def _read_edited(content: bytes) -> Facts:
    identity = pages.identify(content)
    return [identity and list(astuple(identity)), *(list(astuple(fault)) for fault in faults_of(content))]
