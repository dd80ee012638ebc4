"""Reads pictures: what kind they are by their bytes, how large they are, and that they are whole.

Readers of our own, and no imaging library: no pixel is needed here, only the boxes that pixels come in. To
walk them from the first to the last is what tells a whole picture from half of one, and what takes the place
where a photograph was made out of it without touching the photograph. Decoders of pixels are large, are
written in C, and are where hostile pictures do their harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from annotated_reader.images.formats.avif import read_avif
from annotated_reader.images.formats.boxes import FormatError, Parts
from annotated_reader.images.formats.gif import read_gif
from annotated_reader.images.formats.jpeg import read_jpeg
from annotated_reader.images.formats.png import read_png
from annotated_reader.images.formats.webp import read_webp
from annotated_reader.images.values import PIXELS, SIDE, LastingError, Picture

__all__ = ["read_picture"]


class _Kind(NamedTuple):
    name: str
    begins: Callable[[bytes], bool]
    read: Callable[[bytes], Parts]


_KINDS = (
    _Kind("jpeg", lambda head: head[:3] == b"\xff\xd8\xff", read_jpeg),
    _Kind("png", lambda head: head[:8] == b"\x89PNG\r\n\x1a\n", read_png),
    _Kind("gif", lambda head: head[:6] in (b"GIF87a", b"GIF89a"), read_gif),
    _Kind("webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", read_webp),
    _Kind("avif", lambda head: head[4:8] == b"ftyp", read_avif),
)


def read_picture(content: bytes) -> Picture:
    """Return the picture that the bytes are; raises LastingError where they are none that may be held."""
    for kind in _KINDS:
        if kind.begins(content[:16]):
            return _read(kind, content)
    if not content:
        raise LastingError("is empty")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise LastingError("is a web page or a drawing that may hold scripts, and no picture")
    raise LastingError("is no JPEG, PNG, GIF, WebP or AVIF")


def _read(kind: _Kind, content: bytes) -> Picture:
    try:
        parts = kind.read(content)
    except (FormatError, IndexError) as error:
        fact = str(error) if isinstance(error, FormatError) else "is cut off"
        raise LastingError(f"{fact} ({kind.name})") from error
    width, height = parts.width, parts.height
    if not 0 < width <= SIDE or not 0 < height <= SIDE or width * height > PIXELS:
        raise LastingError(f"has {width:,} × {height:,} pixels ({kind.name})")
    taken = tuple(dict.fromkeys(parts.taken))
    return Picture(kind.name, width, height, parts.content, taken)
