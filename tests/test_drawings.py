"""The demonstration's pictures: drawn by our own code, and served by the site itself."""

from __future__ import annotations

import json
import struct
import zlib

import pytest

from annotated_reader.images.formats import read_picture
from tests.conftest import ROOT
from tests.drawings.canvas import Canvas, box
from tests.drawings.scenes import SCENES

BY_HAND = ROOT / "images" / "by-hand"


def pixels(png: bytes) -> bytes:
    """Return the rows of a picture, as PNG filters them, whichever zlib packed them."""
    (length,) = struct.unpack(">I", png[33:37])
    assert png[37:41] == b"IDAT"
    return zlib.decompress(png[41 : 41 + length])


def test_a_share_of_a_pixel_is_painted_by_that_share() -> None:
    canvas = Canvas(3, 1, "000000")
    canvas.fill(box(0.5, 0, 2, 1), "ffffff")
    assert [*canvas.rows[0]] == [128] * 3 + [255] * 3 + [0] * 3


@pytest.mark.parametrize("name", sorted(SCENES))
def test_each_committed_drawing_is_what_the_code_draws(name: str) -> None:
    assert pixels((BY_HAND / name).read_bytes()) == pixels(SCENES[name]().png())


def test_every_picture_of_the_demonstration_is_a_drawing_and_is_in_the_index() -> None:
    files = sorted(path.relative_to(BY_HAND).as_posix() for path in BY_HAND.rglob("*.*"))
    lines = (ROOT / "images" / "index.jsonl").read_text("utf-8").splitlines()
    assert files == sorted(SCENES) == sorted(json.loads(line)["by_hand"] for line in lines)
    for name in files:
        assert read_picture((BY_HAND / name).read_bytes()).taken == ()
