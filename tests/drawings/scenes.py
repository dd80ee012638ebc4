"""What is drawn: the chart of two cables, the lens of a lighthouse, the door of a cave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from tests.drawings.canvas import Canvas, Point, box, circle, curve

WIDTH, HEIGHT = 960, 600
INK, RED, PAPER = "23201b", "8c3b2a", "fbf8f1"


def chart() -> Canvas:
    """Draw the sea around Tonga with its broken cables: one to Fiji, one to the outer islands."""
    canvas = Canvas(WIDTH, HEIGHT, "d5e1df")
    for shift, code in ((0, "c3d4d4"), (46, "aec4c7"), (84, "97b2b8")):
        east = curve((900 + shift / 2, 0), (760 + shift, 330), (870 + shift / 2, HEIGHT))
        canvas.fill([*east, (WIDTH, HEIGHT), (WIDTH, 0)], code)
    for x in range(120, WIDTH, 180):
        canvas.stroke([(x, 0), (x, HEIGHT)], 1.2, "ffffff", 0.55)
    for y in range(60, HEIGHT, 160):
        canvas.stroke([(0, y), (WIDTH, y)], 1.2, "ffffff", 0.55)
    for x, y, radius, flat in ISLANDS:
        for wide, code in ((1.0, "8a7448"), (0.88, "e6d8b4")):
            canvas.fill(_shore(x, y, radius * wide, flat), code)
    abroad = curve((640, 462), (400, 470), (238, 262))
    home = curve((656, 446), (622, 300), (716, 132))
    canvas.stroke(abroad, 5, RED)
    for start in range(0, len(home) - 1, 2):
        canvas.stroke(home[start : start + 2], 5, INK)
    for x, y in (abroad[4], home[6]):
        canvas.fill(circle(x, y, 15), PAPER)
        canvas.stroke([(x - 7, y - 7), (x + 7, y + 7)], 4, RED)
        canvas.stroke([(x - 7, y + 7), (x + 7, y - 7)], 4, RED)
    _rose(canvas, 96, 492)
    for each in range(4):
        canvas.fill(box(690 + each * 48, 556, 738 + each * 48, 564), INK if each % 2 else PAPER)
    _frame(canvas)
    return canvas


ISLANDS = (
    (206, 232, 66, 0.74),
    (318, 118, 54, 0.46),
    (96, 300, 13, 0.7),
    (150, 168, 9, 0.8),
    (420, 196, 8, 0.9),
    (414, 250, 6, 0.9),
    (646, 474, 31, 0.56),
    (688, 510, 9, 0.8),
    (706, 312, 7, 0.9),
    (684, 290, 10, 0.7),
    (720, 270, 6, 0.9),
    (728, 118, 22, 0.62),
    (752, 146, 6, 0.8),
)
"""Where each lies, how large it is, and how flat."""


def lens() -> Canvas:
    """Draw a Fresnel lens from the side: rings that send the light of one lamp out level."""
    canvas = Canvas(WIDTH, HEIGHT, "1f2b33")
    for wide, strength in ((300, 0.05), (200, 0.07), (120, 0.1)):
        canvas.fill(circle(170, 300, wide), "f3d98b", strength)
    for ring in range(-6, 7):
        middle = 300 + ring * 40
        aim = 374 - (abs(ring) > 1) * abs(ring) * 5
        canvas.stroke([(170, 300), (aim, middle)], 1.6, "f3d98b", 0.8)
        canvas.stroke([(aim + 34, middle), (WIDTH - 40, middle)], 2.2, "f6e3a8", 0.85)
    eye = curve((386, 244), (456, 300), (386, 356))
    _glass(canvas, [*eye, (374, 356), (374, 244)])
    for ring in range(2, 7):
        for side in (-1, 1):
            inner, outer = 300 + side * (ring * 40 - 19), 300 + side * (ring * 40 + 17)
            left = 374 - ring * 5
            _glass(canvas, [(left, inner), (left + 46, inner), (left + 14, outer), (left, outer)])
    canvas.fill(box(160, 318, 180, 420), "6f675c")
    canvas.fill(box(128, 420, 212, 432), "6f675c")
    for radius, code in ((17, "f3d98b"), (10, "fffbe8")):
        canvas.fill(circle(170, 298, radius, flat=1.25), code)
    for y in (32, 560):
        canvas.fill(box(330, y, 440, y + 8), "8d8474")
    return canvas


def cave() -> Canvas:
    """Draw a corridor, and in its wall the door that had been walled up."""
    canvas = Canvas(WIDTH, HEIGHT, "d7b98c")
    for row in range(14):
        for column in range(-1, 15):
            left = column * 72 + row % 2 * 36
            shade = ("cfae7e", "dcc097", "d3b485")[(row * 2 + column * column) % 3]
            canvas.fill(box(left + 1.5, row * 36 + 1.5, left + 70.5, row * 36 + 34.5), shade)
    canvas.fill([(0, 500), (WIDTH, 478), (WIDTH, HEIGHT), (0, HEIGHT)], "a98455")
    _corridor(canvas)
    canvas.fill(box(636, 206, 820, 494), "8f6b41")
    canvas.fill(box(652, 222, 804, 492), "2a2019")
    for row, count in enumerate((6, 6, 5, 6, 4, 2)):
        for each in range(count):
            x, y = 668 + each * 24 + row % 2 * 8, 478 - row * 24
            if x < 794:
                canvas.fill(circle(x, y, 11.5, 20), "d9cbb0" if (row + each) % 3 else "c4b291")
                canvas.fill(circle(x, y, 4, 12), "8a7657")
    for x, y, turn in ((604, 494, 0.2), (850, 500, -0.3), (590, 520, -0.1), (886, 516, 0.4)):
        side = [(-32, -13), (32, -13), (32, 13), (-32, 13)]
        turned: list[Point] = [
            (x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn)) for a, b in side
        ]
        canvas.fill(turned, "c9a673")
    return canvas


def _corridor(canvas: Canvas) -> None:
    arch: list[Point] = [(60 + 300 * each / 24, 210 - 130 * sin(pi * each / 24)) for each in range(25)]
    canvas.fill([*arch, (360, 520), (60, 528)], "8f6b41")
    inner: list[Point] = [(92 + 236 * each / 24, 220 - 108 * sin(pi * each / 24)) for each in range(25)]
    canvas.fill([*inner, (328, 508), (92, 516)], "4a3624")
    far: list[Point] = [(158 + 110 * each / 24, 262 - 54 * sin(pi * each / 24)) for each in range(25)]
    canvas.fill([(92, 516), (158, 440), (268, 438), (328, 508)], "6e5233")
    canvas.fill([*far, (268, 438), (158, 440)], "2a2019")
    canvas.fill(circle(213, 360, 46, flat=1.5), "e2b45c", 0.22)
    canvas.fill(circle(213, 366, 9, flat=1.7), "f3d98b")


def _shore(x: float, y: float, radius: float, flat: float) -> list[Point]:
    points = []
    for each in range(60):
        turn = 2 * pi * each / 60
        reach = radius * (1 + 0.13 * sin(3 * turn + x) + 0.07 * sin(7 * turn + y))
        points.append((x + reach * cos(turn), y + reach * flat * sin(turn)))
    return points


def _glass(canvas: Canvas, shape: list[Point]) -> None:
    canvas.fill(shape, "9fc4c9")
    canvas.stroke([*shape, shape[0]], 2.2, "e4f1f0")


def _rose(canvas: Canvas, x: float, y: float) -> None:
    canvas.stroke([*circle(x, y, 42), (x + 42, y)], 1.6, INK)
    for quarter in range(4):
        turn = quarter * pi / 2
        tip = (x + 56 * sin(turn), y - 56 * cos(turn))
        for side, code in ((-1, INK), (1, PAPER)):
            flank = (x + 13 * sin(turn + side * pi / 4), y - 13 * cos(turn + side * pi / 4))
            canvas.fill([(x, y), tip, flank], RED if not quarter and code == INK else code)


def _frame(canvas: Canvas) -> None:
    for inset, thick in ((0, 10), (16, 2)):
        right, bottom = WIDTH - inset, HEIGHT - inset
        for edge in (
            box(inset, inset, right, inset + thick),
            box(inset, bottom - thick, right, bottom),
            box(inset, inset, inset + thick, bottom),
            box(right - thick, inset, right, bottom),
        ):
            canvas.fill(edge, INK if thick == 2 else PAPER)


SCENES: Mapping[str, Callable[[], Canvas]] = {
    "2021-06-22-cang-jing-dong-yi-du-zhuan-qiang-hou/1.png": cave,
    "2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/2.png": chart,
    "2023-05-09-zui-hou-yi-wei-shou-deng-ren-li/2.png": lens,
}
"""Each picture by the name that it has among those put in by hand."""
