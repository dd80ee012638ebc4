"""HTML inside a page is read to its end, whatever it says of itself."""

from __future__ import annotations

import pytest
from lxml.html import tostring

from annotated_reader.annotations.text import plain_text
from annotated_reader.formats.html import parse_html
from annotated_reader.fragments import read_fragment, unended

ENDS = [
    "</html>",
    "</body>",
    "</html x>",
    "</html/>",
    '</BODY\n a="b">',
    "</ht</html>ml>",
    "</html></body></html>",
]
PAGES = {
    '<html manifest="x">': "",
    "<!doctype html>": "",
    "<html><head></head><body>甲</body><body>乙": "甲乙",
    "<!DOCTYPE html><p>甲": "甲",
    '<html><body class="x"><p>甲</p></body></html><p>乙</p>': "甲乙",
    "": "",
}


@pytest.mark.parametrize("end", ENDS)
def test_what_stands_behind_the_end_of_a_page_is_read(end: str) -> None:
    assert "".join(plain_text(f"<p>甲</p>{end}<p>乙</p>").split()) == "甲乙"
    assert "".join(parse_html(f"<html><body><p>甲</p>{end}<p>乙</p>").text_content().split()) == "甲乙"


@pytest.mark.parametrize(
    "opened", ["<svg>", "<svg><animate onbegin=x>", "<math><mtext>", "<svg/onload=x><path d='M0 0'>"]
)
def test_a_drawing_that_was_never_closed_hides_nothing_of_the_page(opened: str) -> None:
    tree = parse_html(f"<html><body><p>甲</p>{opened}<p>乙</p><div>丙</div>")
    assert not [each for each in tree.iter("p", "div") if list(each.iterancestors("svg", "math"))]


def test_a_drawing_stays_one() -> None:
    tree = parse_html("<html><body><svg><title>甲</title><path d='M0 0'></path></svg><p>乙</p>")
    assert [each.tag for each in tree.iter("svg", "title", "p")] == ["svg", "title", "p"]


@pytest.mark.parametrize("html", PAGES)
def test_what_looks_like_a_whole_page_is_read_as_a_fragment(html: str) -> None:
    assert read_fragment(html).tag == "div"
    assert read_fragment(html).text_content() == PAGES[html]


def test_a_fragment_is_read_as_it_stands() -> None:
    html = '甲<p>乙<br>丙</p>丁<a href="/">戊</a>'
    assert tostring(read_fragment(html), encoding="unicode") == f"<div>{html}</div>"


def test_only_the_ends_of_pages_go() -> None:
    kept = "<p>甲</p></htmlx></body-x><html><body>"
    assert unended(kept) == kept
