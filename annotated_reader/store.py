"""Writes pages and receipts without losing a word, whatever happens in between.

A build writes the pages first and the receipts after them. Before either it puts down a note of what it is
about to do, receipts included; a build that was killed in between is finished from the note by the next
one, so that a new page with an old receipt is never taken for a page that a person edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.atomic import sweep, write_atomically
from annotated_reader.errors import PageError
from annotated_reader.locks import hold
from annotated_reader.progress import over
from annotated_reader.shelf import PAGE, RECEIPT, digest_of
from annotated_reader.stored import read_json

NOTE = ".unfinished.jsonl"
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Write:
    """What a build wants to stand under one slug; None leaves a file as it is."""

    slug: str
    page: bytes | None
    receipt: bytes
    page_sha256: str
    """Hash of the page as it stands once all this is written."""
    replaces: str | None
    """Hash of the page that was looked at when this was decided; None if there was none."""


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
    for label, put in (("Writing pages", _put_page), ("Writing receipts", _put_receipt)):
        for each in over(label, writes):
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


def _put_page(folder: Path, each: Write) -> None:
    place = folder / f"{each.slug}{PAGE}"
    if each.page is None:
        return
    if not write_atomically(place, each.page, still=lambda: digest_of(place) == each.replaces):
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
        if intended := _intended(line):
            slug, page_sha256, receipt = intended
            if digest_of(folder / f"{slug}{PAGE}") == page_sha256:
                write_atomically(folder / f"{slug}{RECEIPT}", receipt.encode())
    note.unlink()


def _intended(line: bytes) -> tuple[str, str, str] | None:
    """Return slug, hash and receipt; None where the line is damaged, or speaks of another folder."""
    try:
        said = read_json(line)
        slug, page_sha256, receipt = map(str, (said["slug"], said["page_sha256"], said["receipt"]))
    except (ValueError, TypeError, KeyError):
        return None
    return None if set(slug) & set("/\\\0") else (slug, page_sha256, receipt)


def _refused(place: Path, error: OSError) -> PageError:
    return PageError(
        str(place),
        f"it cannot be written ({error.strerror})",
        "Free some space or give yourself the right to write there, or name another folder with --docs",
    )
