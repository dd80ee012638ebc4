"""The pictures that a book takes along: those that are held in files, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from annotated_reader.images.gallery import Gallery
from annotated_reader.portable import Picture
from annotated_reader.portable.links import below
from annotated_reader.presence import is_there


@dataclass(frozen=True)
class File:
    """A picture as a file, with its size in pixels where that is known."""

    path: Path
    width: int | None = None
    height: int | None = None


Holding = Callable[[str], File | None]
"""From a picture's address on the web to the file that it is held in, if it is."""

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)
"""How files begin that every reading system shows, by their ending and media type."""


def none_held(address: str) -> File | None:
    """Hold no picture."""
    return None


def held_in(store: Path) -> Holding:
    """Return what finds the pictures of the store in that folder. Raises StoreError."""
    gallery = Gallery(store)

    def held(address: str) -> File | None:
        known, path = gallery.find(address), gallery.file(address)
        return File(path, known.width, known.height) if known and path else None

    return held


class Pictures:
    """Pictures found on the way through the articles, by the names that they have in the book."""

    def __init__(self, docs: Path, held: Holding = none_held) -> None:
        """Look for pictures of the web in ``held``, and for those of editors below ``docs``."""
        self._docs = docs
        self._held = held
        self.files: dict[str, tuple[Path, str]] = {}
        """Name in the book, to the file and its media type."""
        self.missed: set[str] = set()
        """Addresses of those that are not held."""

    def take(self, page: str, address: str) -> Picture | None:
        """Return the picture that the Markdown file ``page`` shows from ``address``, if it is held."""
        file = self._held(address) if "://" in address else self._own(page, address)
        name = self._name(file.path) if file else None
        if file is None or name is None:
            self.missed.add(address)
            return None
        return Picture(f"../images/{name}", file.width, file.height)

    def _own(self, page: str, address: str) -> File | None:
        place = below(page, address)
        path = self._docs / unquote(place or "")
        if not is_there(path) or not path.resolve().is_relative_to(self._docs.resolve()):
            return None
        return File(path.resolve())

    def _name(self, file: Path) -> str | None:
        content = file.read_bytes()
        kind = _kind_of(content)
        if kind is None:
            return None
        name = f"{hashlib.sha256(content).hexdigest()[:20]}.{kind[0]}"
        self.files[name] = (file, kind[1])
        return name


def _kind_of(content: bytes) -> tuple[str, str] | None:
    for sign, ending, media_type in _SIGNS:
        if content.startswith(sign):
            return ending, media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "image/webp"
    return None
