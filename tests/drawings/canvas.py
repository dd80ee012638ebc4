"""A small canvas: polygons with smooth edges, written as PNG; nothing but the standard library is needed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import cos, hypot, pi, sin

Point = tuple[float, float]
Colour = tuple[int, int, int]
LINES = 4
"""Lines that are looked at within a row of pixels."""


def colour(code: str) -> Colour:
    """Return the colour of a code such as ``8c3b2a``."""
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


@dataclass
class Canvas:
    """A picture in the making."""

    width: int
    height: int
    ground: str
    rows: list[bytearray] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = [bytearray(bytes(colour(self.ground)) * self.width) for _ in range(self.height)]

    def fill(self, points: Sequence[Point], code: str, strength: float = 1.0) -> None:
        """Fill the polygon with a colour, as strongly as said."""
        paint, edges = colour(code), [*zip(points, [*points[1:], points[0]], strict=True)]
        first, last = (int(end(y for _, y in points)) for end in (min, max))
        for row in range(max(0, first), min(self.height, last + 1)):
            covered = self._covered(row, edges)
            for x, share in covered:
                self._mix(row, x, paint, min(1.0, share) * strength)

    def stroke(self, points: Sequence[Point], width: float, code: str, strength: float = 1.0) -> None:
        """Draw a line through the points, with round joints."""
        for (x0, y0), (x1, y1) in pairwise(points):
            length = hypot(x1 - x0, y1 - y0) or 1.0
            dx, dy = (x1 - x0) / length * width / 2, (y1 - y0) / length * width / 2
            across = [(x0 - dy, y0 + dx), (x1 - dy, y1 + dx), (x1 + dy, y1 - dx), (x0 + dy, y0 - dx)]
            self.fill(across, code, strength)
        if strength == 1.0 and width > 2:
            for x, y in points[1:-1]:
                self.fill(circle(x, y, width / 2, 12), code)

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        above, body = bytes(self.width * 3), bytearray()
        for row in self.rows:
            body += b"\2" + bytes((here - there) & 255 for here, there in zip(row, above, strict=True))
            above = bytes(row)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(body), 9)), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)

    def _covered(self, row: int, edges: Iterable[tuple[Point, Point]]) -> list[tuple[int, float]]:
        """Return the pixels of a row that the polygon covers, each with its share."""
        steps = [0.0] * (self.width + 2)
        near = [edge for edge in edges if min(edge[0][1], edge[1][1]) < row + 1]
        for line in range(LINES):
            y = row + (line + 0.5) / LINES
            found = sorted(
                x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in near if (y0 <= y) != (y1 <= y)
            )
            for start, end in zip(found[::2], found[1::2], strict=True):
                self._span(steps, max(0.0, start), min(float(self.width), end))
        shares = accumulate(steps)
        return [(x, share) for x, share in enumerate(shares) if share > 0.002 and x < self.width]

    def _span(self, steps: list[float], start: float, end: float) -> None:
        """Note where a line begins and ends to be covered, by how the shares change from pixel to pixel."""
        if start < end:
            for at, sign in ((start, 1 / LINES), (end, -1 / LINES)):
                whole, part = int(at), at - int(at)
                steps[whole] += sign * (1 - part)
                steps[whole + 1] += sign * part

    def _mix(self, row: int, x: int, paint: Colour, share: float) -> None:
        pixels = self.rows[row]
        for at, value in enumerate(paint, 3 * x):
            pixels[at] = round(pixels[at] + (value - pixels[at]) * share)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def circle(x: float, y: float, radius: float, corners: int = 48, flat: float = 1.0) -> list[Point]:
    """Return a circle; flatter than that with ``flat`` below one."""
    turns = [2 * pi * each / corners for each in range(corners)]
    return [(x + radius * cos(turn), y + radius * flat * sin(turn)) for turn in turns]


def curve(start: Point, bend: Point, end: Point, steps: int = 24) -> list[Point]:
    """Return points along the curve that begins and ends in two points and leans to a third."""
    found = []
    for step in range(steps + 1):
        there, here = step / steps, 1 - step / steps
        parts = zip(start, bend, end, strict=True)
        x, y = (here * here * a + 2 * here * there * b + there * there * c for a, b, c in parts)
        found.append((x, y))
    return found
