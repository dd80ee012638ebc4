"""WebP (RFC 9649): chunks inside a RIFF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotated_reader.images.formats.boxes import FormatError, Parts, little, piece

_PICTURE = frozenset((b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"))
_NAMES = {b"EXIF": "Exif", b"XMP ": "XMP"}
_WITH_NOTES = 0x08 | 0x04
"""The flags that announce Exif and XMP."""


class _Chunk(NamedTuple):
    name: bytes
    whole: bytes
    body: bytes


def read_webp(content: bytes) -> Parts:
    """Return its size and its bytes without Exif and XMP; raises FormatError."""
    end = 8 + little(content, 4, 4)
    if end > len(content):
        raise FormatError("is cut off")
    chunks = list(_chunks(content[:end]))
    taken = [_NAMES.get(chunk.name, "notes of a program") for chunk in chunks if chunk.name not in _PICTURE]
    kept = [chunk for chunk in chunks if chunk.name in _PICTURE]
    if not any(chunk.name in (b"VP8 ", b"VP8L", b"ANMF") for chunk in kept):
        raise FormatError("is damaged")
    body = b"WEBP" + b"".join(_without_flags(chunk) for chunk in kept)
    if end < len(content):
        taken.append("what followed it")
    width, height = _size(kept[0])
    return Parts(width, height, b"RIFF" + len(body).to_bytes(4, "little") + body, tuple(taken))


def _without_flags(chunk: _Chunk) -> bytes:
    if chunk.name != b"VP8X":
        return chunk.whole
    return chunk.whole[:8] + bytes([chunk.whole[8] & ~_WITH_NOTES]) + chunk.whole[9:]


def _size(chunk: _Chunk) -> tuple[int, int]:
    body = chunk.body
    if chunk.name == b"VP8X":
        return little(body, 4, 3) + 1, little(body, 7, 3) + 1
    if chunk.name == b"VP8L" and piece(body, 0, 1) == b"\x2f":
        packed = little(body, 1, 4)
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if chunk.name == b"VP8 " and piece(body, 3, 3) == b"\x9d\x01\x2a":
        return little(body, 6, 2) & 0x3FFF, little(body, 8, 2) & 0x3FFF
    raise FormatError("is damaged")


def _chunks(content: bytes) -> Iterator[_Chunk]:
    place = 12
    while place < len(content):
        length = little(content, place + 4, 4)
        body = piece(content, place + 8, length)
        end = place + 8 + length + length % 2
        whole = content[place : place + 8 + length] + b"\0" * (length % 2)
        yield _Chunk(piece(content, place, 4), whole, body)
        place = end
