"""The boxes of ISO base media files (ISO/IEC 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotated_reader.images.formats.boxes import FormatError, big, piece


class Box(NamedTuple):
    """A box, and where its body stands in the file."""

    name: bytes
    start: int
    end: int


def boxes_in(content: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes that fill the bytes from ``start`` to ``end``; raises FormatError."""
    while start < end:
        length, name, head = big(content, start, 4), piece(content, start + 4, 4), 8
        if length == 1:
            length, head = big(content, start + 8, 8), 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise FormatError("is cut off")
        yield Box(name, start + head, start + length)
        start += length
