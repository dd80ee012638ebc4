"""The cover as a drawing, which libraries show: the book's title in the site's colours.

EPUB 3.3 lets a cover be SVG (section 3.2), in which the title is set by the reading system's own fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from annotated_reader.epub.content_model import language
from annotated_reader.epub.package import Book
from annotated_reader.epub.xhtml import XML_LANG, maker
from annotated_reader.portable import sayable

WIDTH, HEIGHT, MARGIN = 1200, 1800, 130
SIZES = (150, 120, 96, 76)
"""Of the title's letters, largest first; the last is taken for whatever is still too long."""
MOST_LINES = 5
TOP, LEADING = 420, 1.35
STYLE = """
.paper { fill: #fbf8f1 } .mark { fill: #8c3b2a }
.title { fill: #23201b; font-weight: 700 } .site { fill: #23201b } .facts { fill: #675f54 }
.title, .site { font-family: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif }
.facts { font-family: "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
"""

_PIECE = re.compile(r"[A-Za-z0-9À-ɏ'’.—-]{1,20}[^\w\s]?|\s+|.")
"""What stays on one line: a word, or a single letter of a script without spaces."""
_CLOSING = frozenset("，。、；：！？）》」』”’…·,.;:!?)")
"""What no line begins with."""
_S = maker("http://www.w3.org/2000/svg")


def cover_picture(book: Book) -> bytes:
    """Return the drawing: title, what is in the book, and the site that it is from."""
    root = _S.svg(
        _S.title(sayable(book.title)),
        _S.style(STYLE),
        _S.rect({"class": "paper"}, width=str(WIDTH), height=str(HEIGHT)),
        _S.rect({"class": "mark"}, width="28", height=str(HEIGHT)),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=str(WIDTH),
        height=str(HEIGHT),
    )
    root.set(XML_LANG, language(book.language))
    lines, size = set_title(sayable(book.title))
    for count, line in enumerate(lines):
        root.append(_text("title", line, TOP + count * size * LEADING, size))
    below = round(TOP + (len(lines) - 1) * size * LEADING + 110)
    root.append(_S.rect({"class": "mark"}, x=str(MARGIN), y=str(below), width="150", height="8"))
    root.append(_text("facts", sayable(book.subtitle), below + 100, 50))
    root.append(_S.rect({"class": "mark"}, x=str(MARGIN), y="1592", width="38", height="38", rx="6"))
    if book.site != book.title:
        root.append(_text("site", sayable(book.site), 1630, 54, MARGIN + 62))
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def set_title(title: str) -> tuple[list[str], int]:
    """Return the lines of a title, and the size at which they fit; what is longer than that is cut."""
    for size in SIZES:
        most = (WIDTH - 2 * MARGIN) / size
        lines = list(_lines(title, most))
        if len(lines) <= MOST_LINES and all(_wide(line) <= most + 1 for line in lines):
            return lines, size
    kept = lines[:MOST_LINES]
    return [*kept[:-1], f"{kept[-1][:-1]}…"], size


def _lines(title: str, most: float) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(" ".join(title.split())):
        full = _wide(line + piece.rstrip()) > most
        if line and full and piece not in _CLOSING:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def _wide(text: str) -> float:
    """Return about how wide a text is, in the width of a Chinese letter."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6 for letter in text)


def _text(kind: str, said: str, y: float, size: int, x: int = MARGIN) -> etree._Element:
    place = {"class": kind, "x": str(x), "y": str(round(y)), "font-size": str(size)}
    element: etree._Element = _S.text(said, place)
    return element
