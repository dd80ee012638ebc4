"""JPEG (ITU-T T.81): segments behind markers, and between them the scans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_reader.images.formats.boxes import FormatError, Parts, big, piece
from annotated_reader.images.formats.exif import is_turned, orientation_in, with_orientation

_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of segments that begin with the picture's size."""
_SCAN, _END = 0xDA, 0xD9
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers that stand alone."""
_NEXT = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""The marker that ends a scan."""
_COLOURS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Of the segments for programs, those without which colours would change."""
_NAMES = ((b"Exif\0", "Exif"), (b"http://ns.adobe.com/x", "XMP"), (b"Photoshop 3.0\0", "IPTC"))


class _Segment(NamedTuple):
    marker: int
    start: int
    end: int
    """Behind it, and behind the scan that it begins."""
    body: bytes


def read_jpeg(content: bytes) -> Parts:
    """Return its size and its bytes without what cameras wrote; raises FormatError."""
    kept, taken = [b"\xff\xd8"], []
    size: tuple[int, int] | None = None
    turned = 1
    segment = None
    for segment in _segments(content):
        if segment.marker in _SIZES:
            size = size or (big(segment.body, 3, 2), big(segment.body, 1, 2))
        if segment.marker == _SCAN and size is None:
            raise FormatError("begins before it says how large it is")
        if what := _is_aside(segment):
            turned = orientation_in(segment.body[6:]) if what == "Exif" and turned == 1 else turned
            taken += [what] if content[segment.start : segment.end] != with_orientation(turned) else []
        else:
            kept.append(content[segment.start : segment.end])
    if segment is None or size is None or segment.marker != _END:
        raise FormatError("is cut off")
    if segment.end < len(content):
        taken.append("what followed it")
    if turned != 1:
        kept.insert(1, with_orientation(turned))
    width, height = reversed(size) if is_turned(turned) else size
    return Parts(width, height, b"".join(kept), tuple(taken))


def _is_aside(segment: _Segment) -> str:
    """What a segment that is no part of the picture holds; empty where it is a part."""
    if segment.marker == 0xFE:
        return "comment"
    if not 0xE0 <= segment.marker <= 0xEF:
        return ""
    wanted = _COLOURS.get(segment.marker)
    if wanted and segment.body.startswith(wanted):
        return ""
    return next((name for begin, name in _NAMES if segment.body.startswith(begin)), "notes of a program")


def _segments(content: bytes) -> Iterator[_Segment]:
    """Yield the segments up to the end of the picture; raises FormatError."""
    place = 2
    while place < len(content):
        start = place
        if content[place] != 0xFF:
            raise FormatError("is damaged")
        while content[place] == 0xFF:
            place += 1
        marker = content[place]
        place += 1
        if marker == _END or marker in _BARE:
            yield _Segment(marker, start, place, b"")
            if marker == _END:
                return
            continue
        length = big(content, place, 2)
        body = piece(content, place + 2, length - 2)
        place += length
        if marker == _SCAN:
            found = _NEXT.search(content, place)
            if not found:
                raise FormatError("is cut off")
            place = found.start()
        yield _Segment(marker, start, place, body)
