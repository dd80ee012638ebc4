"""Pictures are known by their bytes, are whole, and come without what says who took them and where."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.images.formats import read_picture
from annotated_reader.images.values import PIXELS, SIDE, LastingError
from tests.picture_host import SAMPLES, png

EXPECTED = yaml.safe_load((SAMPLES / "expected.yaml").read_text("utf-8"))
CONTENT = {name: (SAMPLES / name).read_bytes() for name in EXPECTED}
PRIVATE = (b"Camera of a person", b"Name of a person", b"Words of a person", b"\x0012\x00", b"xmpmeta")


def fact_of(content: bytes) -> str:
    with pytest.raises(LastingError) as error:
        read_picture(content)
    return error.value.fact


def test_every_sample_has_its_expectation() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {*EXPECTED, "expected.yaml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_kind_and_size_are_read_from_the_bytes(name: str) -> None:
    picture = read_picture(CONTENT[name])
    found = {"kind": picture.kind, "width": picture.width, "height": picture.height}
    assert found | {"taken": list(picture.taken)} == EXPECTED[name]


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name]["taken"]])
def test_what_a_camera_or_a_person_wrote_into_a_picture_is_gone(name: str) -> None:
    assert any(words in CONTENT[name] for words in PRIVATE)
    assert not any(words in read_picture(CONTENT[name]).content for words in PRIVATE)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_picture_that_was_read_is_read_again_as_it_is(name: str) -> None:
    once = read_picture(CONTENT[name])
    again = read_picture(once.content)
    assert (again.content, again.taken) == (once.content, ())
    assert (again.width, again.height) == (once.width, once.height)


@pytest.mark.parametrize("name", EXPECTED)
def test_no_part_of_a_picture_is_taken_for_the_whole(name: str) -> None:
    content = CONTENT[name]
    whole = read_picture(content).content
    for end in range(len(content)):
        try:
            part = read_picture(content[:end]).content
        except LastingError:
            continue
        assert part == whole, f"{end} of {len(content)} bytes"


@pytest.mark.parametrize("name", EXPECTED)
def test_what_follows_a_picture_is_cut_off(name: str) -> None:
    hidden = b"<script>alert(1)</script>" * 9
    if name.endswith(".avif"):
        fact_of(CONTENT[name] + hidden)
    else:
        picture = read_picture(CONTENT[name] + hidden)
        assert picture.content == read_picture(CONTENT[name]).content
        assert "what followed it" in picture.taken


@pytest.mark.parametrize("name", EXPECTED)
def test_damaged_bytes_give_a_picture_or_a_fact_and_nothing_else(name: str) -> None:
    chance = random.Random(name)
    for _ in range(400):
        damaged = bytearray(CONTENT[name])
        for _ in range(chance.randrange(1, 9)):
            damaged[chance.randrange(12, len(damaged))] = chance.choice((0, 1, 127, 128, 255))
        try:
            picture = read_picture(bytes(damaged))
        except LastingError as error:
            assert error.fact
        else:
            assert 0 < picture.width <= SIDE and picture.width * picture.height <= PIXELS


@given(st.sampled_from(sorted(CONTENT)), st.binary(max_size=200))
def test_any_bytes_behind_a_picture_s_first_ones_are_read_or_refused(name: str, rest: bytes) -> None:
    try:
        read_picture(CONTENT[name][:16] + rest)
    except LastingError as error:
        assert error.fact


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"", "is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "web page or a drawing"),
        (b"\xef\xbb\xbf\r\n <?xml version='1.0'?><svg/>", "web page or a drawing"),
        (b"<!doctype html>", "web page or a drawing"),
        (b"%PDF-1.7", "no JPEG"),
        (b"BM" + bytes(60), "no JPEG"),
        (b"\x00\x00\x00\x18ftypheic\0\0\0\0mif1heic", "browsers do not show"),
        (b"GIF89a", "cut off"),
        (b"GIF89a" + bytes(7) + b";", "holds no picture"),
        (b"\xff\xd8\xff\xd9", "cut off"),
        (b"RIFF\x04\0\0\0WEBP", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(content: bytes, fact: str) -> None:
    assert fact in fact_of(content)


@pytest.mark.parametrize(
    ("width", "height"), [(0, 5), (SIDE + 1, 1), (1, SIDE + 1), (10_000, 10_000), (2**31, 2**31)]
)
def test_a_picture_of_too_many_pixels_is_refused_before_anything_unpacks_it(width: int, height: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    small = png(1, 1)
    huge = small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]
    assert "pixels" in fact_of(huge)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_on_its_side_has_the_size_it_is_shown_in(turn: int) -> None:
    content = CONTENT["turned.jpg"]
    place = content.index(b"\x01\x12\x00\x03\x00\x00\x00\x01\x00") + 9
    turned = content[:place] + bytes([turn]) + content[place + 1 :]
    picture = read_picture(turned)
    assert (picture.width, picture.height) == ((32, 48) if turn >= 5 else (48, 32))
    assert (b"Exif" in picture.content) == (turn != 1)
