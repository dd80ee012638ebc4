"""Reads plain text: what a browser gives when a page is selected and copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from annotated_reader.formats.wrapped import restore

_INDENTED = re.compile(r"(?<=[。！？…”」』）])[ \t]*\u3000\u3000+(?=[^\s\u3000])")
"""The indent of a Chinese paragraph behind the end of a sentence."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\ufffe\uffff]+")


def parse_text(text: str) -> HtmlElement:
    """Return a tree with one ``p`` a line; ``data-gap`` counts the blank lines above it."""
    root: HtmlElement = document_fromstring("<html><body></body></html>")
    body = root.find("body")
    gap = 0
    for line in _paragraphs(restore(text.split("\n"))):
        if not line.strip():
            gap += 1
            continue
        paragraph = etree.SubElement(body, "p")
        paragraph.text = _printable(line)
        if gap:
            paragraph.set("data-gap", str(gap))
        gap = 0
    return root


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Part what stands on one line, but bears the indents of several paragraphs."""
    for line in lines:
        yield from _INDENTED.split(line) if "\u3000\u3000" in line else (line,)


def _printable(line: str) -> str:
    """Drop what XML cannot hold; none of it is a letter."""
    return _UNPRINTABLE.sub("", line)
