"""Where finished pages wait for the next build: a file each, safe to delete, ignored where damaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotated_reader.atomic import write_atomically
from annotated_reader.site.kept.seen import Question
from annotated_reader.stored import read_json

SPARE = 2000
"""Pages kept beyond twice those in use: of another address of the site, or another branch."""
LAST = "last"
"""The file that names what the last build was made with."""


@dataclass(frozen=True)
class Kept:
    """A finished page, and what it was made of."""

    made_of: str
    """Digest of all that is its own."""
    questions: Sequence[Question]
    """What it asked of what all pages share."""
    answers: str
    """Digest of what it was told."""
    anchors: Sequence[str] = ()
    """What links to it can lead to."""
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The places on other pages that it links to: page, anchor, and the link as written."""
    html: str = field(default="", repr=False)


class Store:
    """The kept pages of one site; ``variant`` tells apart those of the same name, by the site's address."""

    def __init__(self, folder: Path, variant: str) -> None:
        self.folder = folder
        self._variant = variant
        self._used: dict[str, bytes] = {}

    def get(self, name: str) -> Kept | None:
        """Return the page of that name, or None."""
        place = self._place(name)
        self._used[place.name] = b""
        try:
            digest, head, html = _read(place)
            self._used[place.name] = digest
            fields = read_json(head)
            fields["questions"] = [tuple(map(tuple, question)) for question in fields["questions"]]
            return Kept(**fields, html=html.decode())
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def again(self, name: str) -> str | None:
        """Return the HTML of the page that ``get`` returned; None if it is gone, or another by now."""
        place = self._place(name)
        try:
            digest, _, html = _read(place)
            return html.decode() if digest == self._used.get(place.name) else None
        except (OSError, ValueError):
            return None

    def put(self, name: str, page: Kept) -> None:
        """Keep a page; a store that cannot be written is no fault of the build, and is left alone."""
        place = self._place(name)
        fields: dict[str, Any] = dict(vars(page))
        try:
            html = fields.pop("html").encode()
            head = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(place, _digest(head, html).encode() + head + b"\n" + html, durable=False)
        except (OSError, UnicodeEncodeError):
            return

    def lacks(self, names: Sequence[str], made_with: str) -> int:
        """Return how many of the pages of these names will surely have to be made."""
        try:
            if (self.folder / LAST).read_text("utf-8") != made_with:
                return len(names)
        except (OSError, ValueError):
            return len(names)
        return sum(not self._place(name).exists() for name in names)

    def end(self, made_with: str) -> None:
        """Remember what this build was made with, and let go of what nobody asked for in a long time."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self.folder / LAST, made_with.encode(), durable=False)
            places = [place for place in self.folder.glob("??/*") if place.name not in self._used]
            places.sort(key=lambda place: place.stat().st_mtime)
            for place in places[: max(0, len(places) - len(self._used) - SPARE)]:
                place.unlink(missing_ok=True)
        except OSError:
            return

    def _place(self, name: str) -> Path:
        known = hashlib.sha256(f"{self._variant}\0{name}".encode()).hexdigest()[:40]
        return self.folder / known[:2] / known


def _read(place: Path) -> tuple[bytes, bytes, bytes]:
    """Return digest, head and HTML of a kept page; raises ValueError where it is damaged, or OSError."""
    head, html = place.read_bytes().split(b"\n", maxsplit=1)
    digest, head = head[:64], head[64:]
    if digest.decode() != _digest(head, html):
        raise ValueError("damaged")
    return digest, head, html


def _digest(head: bytes, html: bytes) -> str:
    return hashlib.sha256(b"%d:%s%s" % (len(head), head, html)).hexdigest()
