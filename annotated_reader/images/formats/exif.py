"""The one thing in Exif that is part of the picture: which side is up."""

from __future__ import annotations

from annotated_reader.images.formats.boxes import FormatError, big, little, piece

_TAG, _SHORT = 0x0112, 3
_MOST = 200
"""Entries that are looked at."""


def is_turned(orientation: int) -> bool:
    """Tell whether width and height change places."""
    return orientation >= 5


def orientation_in(tiff: bytes) -> int:
    """Return 1 to 8 as Exif counts them; 1, upright, where it does not say or cannot be read."""
    try:
        return _orientation(tiff)
    except FormatError:
        return 1


def with_orientation(orientation: int) -> bytes:
    """Return a JPEG segment that says which side is up, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    tiff = b"MM\0*\0\0\0\x08" + b"\0\x01" + entry + b"\0\0\0\0"
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _orientation(tiff: bytes) -> int:
    number = {b"II*\0": little, b"MM\0*": big}.get(tiff[:4])
    if number is None:
        return 1
    place = number(tiff, 4, 4)
    for index in range(min(number(tiff, place, 2), _MOST)):
        entry = piece(tiff, place + 2 + 12 * index, 12)
        if number(entry, 0, 2) == _TAG and number(entry, 2, 2) == _SHORT:
            found = number(entry, 8, 2)
            return found if 1 <= found <= 8 else 1
    return 1
