"""Adds a note from a form on a page: takes one posted file, and refuses whatever it does not expect.

The page writes the file's text, here and for GitHub alike; this module only believes it when it
reads back as the one note that it should be.
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from annotated_reader.annotations.reading import read_note_file
from annotated_reader.annotations.values import FOLDER

LARGEST = 64 * 1024
"""Bytes of the largest request: ten pages of quotation and note."""
MOST, WINDOW = 20, 60.0
"""So many notes may be posted in so many seconds: more than a person writes, less than a flood."""
_NAME = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9][a-z0-9-]{0,59}\.md", re.A)
"""Small letters of ASCII behind a date: no such name collides, escapes, or means anything to a system."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ufeff\ud800-\udfff]")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})


class RefusedError(Exception):
    """A request that is not obeyed."""

    def __init__(self, status: HTTPStatus, fact: str) -> None:
        super().__init__(fact)
        self.status = status


@dataclass(frozen=True, slots=True)
class Posted:
    """What counts of one HTTP request."""

    method: str
    peer: str
    """The address it came from."""
    host: str
    """The Host header."""
    origin: str | None
    fetch_site: str | None
    """The Sec-Fetch-Site header, which pages cannot forge."""
    content_type: str
    token: str
    body: bytes = b""
    length: int = 0
    """Bytes that it announces, of which none is read before the sender is known."""


@dataclass
class Desk:
    """Where notes may be posted: for one run, on one machine."""

    docs: Path
    token: str
    """Told to the pages of this run; a page of another site cannot read it."""
    hosts: frozenset[str]
    """The names that this machine is called by, in small letters, without the port."""
    posted: deque[float] = field(default_factory=deque)

    def is_own_host(self, host: str) -> bool:
        """True where the Host header names this machine: another name has been bent to its address."""
        try:
            return (urlsplit(f"//{host}").hostname or "") in self.hosts
        except ValueError:
            return False

    def add(self, posted: Posted, now: float) -> dict[str, str]:
        """Write the posted note into a file of its own; return its path and its id.

        ``now`` is a time in seconds that never runs backwards.  Raises RefusedError where the
        request is not one of our own pages' or the note is not one, and OSError where the file
        cannot be written.
        """
        self.check_sender(posted)
        self._check_pace(now)
        slug, name, text = _read(posted.body)
        note = _note_in(slug, name, text)
        path = _write(self._folder(slug) / name, text)
        return {"path": path.relative_to(self.docs.resolve()).as_posix(), "id": note}

    def check_sender(self, posted: Posted) -> None:
        """Raise RefusedError where the request is not one of our own pages', whatever its body says."""
        if posted.method != "POST":
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "notes are posted")
        if posted.peer not in _LOOPBACK or not self.is_own_host(posted.host):
            raise RefusedError(HTTPStatus.FORBIDDEN, "notes are taken from this machine only")
        if posted.fetch_site not in (None, "same-origin") or not _is_same(posted.origin, posted.host):
            raise RefusedError(HTTPStatus.FORBIDDEN, "the request comes from a page of another site")
        if not compare_digest(posted.token.encode(), self.token.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN, "the page is older than this server: load it again")
        if posted.content_type.partition(";")[0].strip().lower() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a note is posted as JSON")
        if max(len(posted.body), posted.length) > LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the note is too long")

    def _check_pace(self, now: float) -> None:
        while self.posted and now - self.posted[0] > WINDOW:
            self.posted.popleft()
        if len(self.posted) >= MOST:
            raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too many notes at once: wait a minute")
        self.posted.append(now)

    def _folder(self, slug: str) -> Path:
        """The folder of an article's notes, made if missing; never one outside the docs."""
        if slug not in {page.stem for page in (self.docs / "articles").glob("*.md")}:
            raise RefusedError(HTTPStatus.NOT_FOUND, "no article has this name")
        notes = self.docs.resolve() / FOLDER
        folder = notes / slug
        if any(place.is_symlink() for place in (notes, folder)):
            raise RefusedError(HTTPStatus.FORBIDDEN, "the folder of the notes leads elsewhere")
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _is_same(origin: str | None, host: str) -> bool:
    """True for the page's own origin; browsers send one with every post by script."""
    return origin is not None and origin.partition("://")[2].lower() == host.lower()


def _read(body: bytes) -> tuple[str, str, str]:
    try:
        fields: Any = json.loads(body)
        slug, name, text = fields["slug"], fields["name"], fields["text"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "it is no note") from error
    if not all(isinstance(value, str) for value in (slug, name, text)) or not _NAME.fullmatch(name):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "it is no note")
    return slug, name, text


def _note_in(slug: str, name: str, text: str) -> str:
    """The id of the one note that the text holds."""
    if _CONTROL.search(text):
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "it holds characters that no text has")
    notes, faults = read_note_file(f"{slug}/{name}", text)
    if faults:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, f"line {faults[0].line}: {faults[0].fact}")
    if len(notes) != 1 or notes[0].quote is None:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "it is not one quotation with one note")
    return notes[0].id


def _write(path: Path, text: str) -> Path:
    """Write a file that is not there yet, whole or not at all."""
    # No two threads may share it: the server answers each request in one of its own.
    part = path.with_name(f".{os.getpid()}-{token_hex(8)}-{path.name}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o644), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _put(part, path)
    except FileExistsError as error:
        raise RefusedError(HTTPStatus.CONFLICT, "a note of this name is there already") from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _put(part: Path, path: Path) -> None:
    """Give a finished file its name, never one that another has; raises FileExistsError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.is_symlink() or path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
