"""The cover that libraries show: named as such, with the title in lines that fit."""

from __future__ import annotations

import unicodedata

import pytest
from lxml import etree

from annotated_reader.epub.cover import MOST_LINES, SIZES, cover_picture, set_title
from annotated_reader.epub.package import Book, package

SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"
LONG = "“拼音”是怎样变成“拼音”的：一九五八年以来的六十五年与键盘上的手指"


def book(title: str) -> Book:
    facts = ("17 篇", "注释阅读器", "id", "0" * 64, "2024-01-01T00:00:00Z", "zh", ("zh-Hans",), (), "")
    return Book(title, *facts)


def test_the_drawing_is_named_as_the_cover_for_new_readers_and_old() -> None:
    root = etree.fromstring(package(book("汤加"), ["a.xhtml"], []))
    (item,) = [each for each in root.iter(f"{OPF}item") if each.get("properties") == "cover-image"]
    assert (item.get("href"), item.get("media-type")) == ("cover.svg", "image/svg+xml")
    assert [each.get("content") for each in root.iter(f"{OPF}meta") if each.get("name") == "cover"] == [
        item.get("id")
    ]


@pytest.mark.parametrize(
    "title", ["汤加", LONG, "<&>\x0b", "2021—2023-06 的报纸", "The girl who named Pluto"]
)
def test_every_letter_of_the_title_is_on_the_cover(title: str) -> None:
    root = etree.fromstring(cover_picture(book(title)))
    shown = "".join(each.text or "" for each in root.iter(f"{SVG}text") if each.get("class") == "title")
    assert shown.replace(" ", "") == title.replace(" ", "").replace("\x0b", "")


@pytest.mark.parametrize("title", [LONG, LONG * 9, "W" * 300, "大英图书馆、伯希和 · 观澜周刊 · 2021—2023-06"])
def test_titles_of_any_length_fit_and_no_line_begins_with_a_closing_sign(title: str) -> None:
    lines, size = set_title(title)
    assert size in SIZES and 1 < len(lines) <= MOST_LINES
    for line in lines:
        wide = sum(1 if unicodedata.east_asian_width(letter) in "WFA" else 0.6 for letter in line)
        assert wide * size <= 1200 - 130
        assert line[0] not in "，。、；：！？）》”…"


def test_a_book_of_everything_does_not_say_the_sites_name_twice() -> None:
    assert cover_picture(book("注释阅读器")).decode().count(">注释阅读器</text>") == 1
    assert cover_picture(book("汤加")).decode().count(">注释阅读器</text>") == 1
