"""PNG (ISO/IEC 15948): chunks with check sums."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from annotated_reader.images.formats.boxes import FormatError, Parts, big, piece

_PICTURE = frozenset(
    (
        b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT"
    ).split()
)
"""Chunks that pixels, colours and frames are made of; all others tell something about the picture."""
_NAMES = {b"eXIf": "Exif", b"tEXt": "comment", b"zTXt": "comment", b"iTXt": "comment", b"tIME": "time"}
_HEAD = 8


class _Chunk(NamedTuple):
    name: bytes
    start: int
    end: int
    body: bytes


def read_png(content: bytes) -> Parts:
    """Return its size and its bytes without what is not shown; raises FormatError."""
    kept, taken = [content[:_HEAD]], []
    chunks = list(_chunks(content))
    names = [chunk.name for chunk in chunks]
    if names[0] != b"IHDR" or len(chunks[0].body) != 13 or b"IDAT" not in names:
        raise FormatError("is damaged")
    for chunk in chunks:
        if chunk.name in _PICTURE:
            kept.append(content[chunk.start : chunk.end])
        elif chunk.name[0] & 0x20:
            taken.append(_NAMES.get(chunk.name, "notes of a program"))
        else:
            raise FormatError("holds what no reader of its kind knows")
    if chunks[-1].end < len(content):
        taken.append("what followed it")
    head = chunks[0].body
    return Parts(big(head, 0, 4), big(head, 4, 4), b"".join(kept), tuple(taken))


def _chunks(content: bytes) -> Iterator[_Chunk]:
    place, name = _HEAD, b""
    while name != b"IEND":
        length = big(content, place, 4)
        name, body = piece(content, place + 4, 4), piece(content, place + 8, length)
        end = place + 12 + length
        if zlib.crc32(body, zlib.crc32(name)) != big(content, end - 4, 4):
            raise FormatError("is damaged")
        yield _Chunk(name, place, end, body)
        place = end
