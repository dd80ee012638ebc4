"""What the readers of the formats share: numbers out of bytes that may end too early."""

from __future__ import annotations

from dataclasses import dataclass


class FormatError(Exception):
    """What is wrong with a picture, as the end of a sentence about it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A picture taken apart and put together again without what is not the picture."""

    width: int
    height: int
    content: bytes
    taken: tuple[str, ...] = ()


def piece(content: bytes, start: int, length: int) -> bytes:
    """Return ``length`` bytes from ``start``; raises FormatError where they are not all there."""
    found = content[start : start + length]
    if start < 0 or length < 0 or len(found) != length:
        raise FormatError("is cut off")
    return found


def big(content: bytes, start: int, length: int) -> int:
    """Return the number in ``length`` bytes from ``start``, the greatest byte first."""
    return int.from_bytes(piece(content, start, length), "big")


def little(content: bytes, start: int, length: int) -> int:
    """Return the number in ``length`` bytes from ``start``, the smallest byte first."""
    return int.from_bytes(piece(content, start, length), "little")
