"""The items of a HEIF file (ISO/IEC 23008-12): which one is the picture, and which only tell about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotated_reader.images.formats.boxes import FormatError, big, piece
from annotated_reader.images.formats.media import Box, boxes_in

_NOTES = {b"Exif": "Exif", b"mime": "XMP", b"uri ": "notes of a program"}
"""Kinds of item that are no picture."""


@dataclass(frozen=True)
class Items:
    """What the items of a file come to."""

    size: tuple[int, int]
    asides: tuple[tuple[str, int, int], ...]
    """What is no picture: its name, where it stands, how long it is."""


class _Cursor:
    """Reads numbers one behind the other."""

    def __init__(self, content: bytes, box: Box) -> None:
        self._content, self._place, self._end = content, box.start, box.end
        self.version = self.number(1)
        self.flags = self.number(3)

    def number(self, length: int) -> int:
        self._place += length
        if self._place > self._end:
            raise FormatError("is cut off")
        return big(self._content, self._place - length, length)

    def number_by(self, version: int) -> int:
        """A number of two bytes, or of four from that version on."""
        return self.number(4 if self.version >= version else 2)


def read_items(content: bytes, meta: Box) -> Items:
    """Return what the ``meta`` box says; raises FormatError."""
    boxes = {box.name: box for box in boxes_in(content, meta.start + 4, meta.end)}
    if not boxes.keys() >= {b"pitm", b"iinf", b"iloc", b"iprp"}:
        raise FormatError("is damaged")
    primary = _Cursor(content, boxes[b"pitm"]).number_by(1)
    notes = dict(_notes(content, boxes[b"iinf"]))
    places = _places(content, boxes, notes)
    return Items(_size(content, boxes[b"iprp"], primary), tuple(places))


def _notes(content: bytes, box: Box) -> Iterator[tuple[int, str]]:
    """Yield the items that are no picture, with what they are."""
    width = 4 if content[box.start] else 2
    for entry in boxes_in(content, box.start + 4 + width, box.end):
        cursor = _Cursor(content, entry)
        if cursor.version < 2:
            raise FormatError("is damaged")
        number = cursor.number_by(3)
        cursor.number(2)
        kind = cursor.number(4).to_bytes(4, "big")
        if kind in _NOTES:
            yield number, _NOTES[kind]


def _places(
    content: bytes, boxes: Mapping[bytes, Box], notes: Mapping[int, str]
) -> Iterator[tuple[str, int, int]]:
    """Yield where those items stand; also sees that every item's bytes are there."""
    cursor = _Cursor(content, boxes[b"iloc"])
    sizes = cursor.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    if length == 0:
        raise FormatError("is damaged")
    for _ in range(cursor.number_by(2)):
        number = cursor.number_by(2)
        way = cursor.number(2) & 15 if cursor.version else 0
        cursor.number(2)
        start = cursor.number(base)
        for _ in range(cursor.number(2)):
            if cursor.version:
                cursor.number(index)
            place, long = start + cursor.number(offset), cursor.number(length)
            if way == 1 and b"idat" in boxes:
                place += boxes[b"idat"].start
            elif way or not long:
                raise FormatError("is put together in a way that cannot be looked through")
            piece(content, place, long)
            if number in notes:
                yield notes[number], place, long


def _size(content: bytes, box: Box, primary: int) -> tuple[int, int]:
    """Return the size of the item that is the picture, turned as it is shown."""
    parts = list(boxes_in(content, box.start, box.end))
    known = [
        each for part in parts if part.name == b"ipco" for each in boxes_in(content, part.start, part.end)
    ]
    size, turned = None, False
    for part in parts:
        if part.name == b"ipma":
            for index in _properties(_Cursor(content, part), primary):
                each = known[index - 1]
                if each.name == b"ispe":
                    size = big(content, each.start + 4, 4), big(content, each.start + 8, 4)
                if each.name == b"irot":
                    turned = bool(content[each.start] & 1)
    if size is None:
        raise FormatError("does not say how large it is")
    return (size[1], size[0]) if turned else size


def _properties(cursor: _Cursor, wanted: int) -> Iterator[int]:
    """Yield the numbers of the properties that belong to an item, counted from one."""
    wide = cursor.flags & 1
    for _ in range(cursor.number(4)):
        item = cursor.number_by(1)
        for _ in range(cursor.number(1)):
            index = cursor.number(2) & 0x7FFF if wide else cursor.number(1) & 0x7F
            if item == wanted and index:
                yield index
