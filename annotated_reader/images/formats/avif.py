"""AVIF (https://aomediacodec.github.io/av1-avif/): boxes of ISO/IEC 14496-12, with items as in HEIF.

Places in the file are written inside it, so nothing can be cut out. What is no part of the picture is
overwritten where it stands, with what says nothing but can still be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotated_reader.images.formats.boxes import FormatError, Parts
from annotated_reader.images.formats.items import Items, read_items
from annotated_reader.images.formats.media import Box, boxes_in

_BRANDS = frozenset((b"avif", b"avis"))
_ASIDE = {b"uuid": "notes of a program", b"udta": "notes of a program", b"free": "", b"skip": ""}
"""Boxes that no picture is made of, and what is said of taking them out."""
_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
"""A table without an entry: decoders refuse a picture whose Exif they cannot read."""


def read_avif(content: bytes) -> Parts:
    """Return its size and its bytes with Exif and XMP made empty; raises FormatError."""
    boxes = list(boxes_in(content, 0, len(content)))
    brands = content[boxes[0].start : boxes[0].end]
    if not _BRANDS & {brands[:4], *(brands[at : at + 4] for at in range(8, len(brands), 4))}:
        raise FormatError("is of a kind that browsers do not show")
    metas = [box for box in boxes if box.name == b"meta"]
    if len(metas) != 1 or not any(box.name == b"mdat" for box in boxes):
        raise FormatError("is damaged")
    items = read_items(content, metas[0])
    blank = bytearray(content)
    taken = [*_blank_items(items, blank), *_blank_boxes(content, boxes, blank)]
    return Parts(*items.size, bytes(blank), tuple(name for name in taken if name))


def _blank_items(items: Items, blank: bytearray) -> Iterator[str]:
    for name, start, length in items.asides:
        empty = _EMPTY_EXIF.ljust(length, b"\0")[:length] if name == "Exif" else b" " * length
        if blank[start : start + length] != empty:
            blank[start : start + length] = empty
            yield name


def _blank_boxes(content: bytes, boxes: list[Box], blank: bytearray) -> Iterator[str]:
    for box in boxes:
        inner = boxes_in(content, box.start, box.end) if box.name == b"moov" else [box]
        for each in inner:
            if each.name in _ASIDE and any(content[each.start : each.end]):
                blank[each.start : each.end] = bytes(each.end - each.start)
                yield _ASIDE[each.name]
