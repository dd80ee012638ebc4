"""Reads a capture, in whatever form it arrived, into a Document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from annotated_reader.document import Document
from annotated_reader.errors import CaptureError
from annotated_reader.formats.decoding import decode
from annotated_reader.formats.foreign import refuse_feed, refuse_foreign
from annotated_reader.formats.html import UnreadableError, is_page, parse_html
from annotated_reader.formats.layout import lay_out
from annotated_reader.formats.markdown import parse_markdown, split_front_matter
from annotated_reader.formats.text import parse_text
from annotated_reader.values import Capture

_TAG = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|li|img|table|section|article|center|figure|strong|b|font)\b", re.I
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|!?\[[^\[\]\n]*\]\([^()\n]+(?:\([^()\n]*\)[^()\n]*)?\)|^\S.*\n(?:-{4,}|={4,})[ \t]*$"
    r"|\*\*[^*\n]+\*\*|^```|^[ ]{0,3}[-*] \[",
    re.M,
)

_INVISIBLE = re.compile(r"\s*<(?:script|style|noscript|meta|link|title|iframe)\b", re.I)

FORMATS = ("html", "markdown", "text")


def read(capture: Capture) -> Document:
    """Return the capture as a Document.

    Raises CaptureError where the file is empty, a feed or no text at all, its bytes are in no
    known encoding or its elements are nested too deep.
    """
    if not capture.content.strip():
        raise CaptureError(capture.path, "the file is empty", "Save the capture again, or delete the file")
    refuse_foreign(capture)
    text, notes = decode(capture)
    refuse_feed(capture, text)
    form = detect(text)
    try:
        front_matter, root = _parse(form, text)
    except UnreadableError as error:
        action = f"{error.action}, or take it out of the folder"
        raise CaptureError(capture.path, error.fact, action) from None
    layout = lay_out(root)
    return Document(
        capture=capture,
        format=form,
        root=root,
        text="".join(layout.parts),
        runs=layout.runs,
        spans=layout.spans,
        lines=layout.lines,
        front_matter=front_matter,
        comments=layout.comments,
        page=form == "html" and is_page(text),
        notes=notes,
    )


def detect(text: str) -> str:
    """Name the form of ``text`` by what stands in it; file names of scraped pages say nothing."""
    if split_front_matter(text)[0]:
        return "markdown"
    if is_page(text) or _INVISIBLE.match(text):
        return "html"
    if _MARKDOWN.search(text):
        return "markdown"
    return "html" if len(list(islice(_TAG.finditer(text), 2))) == 2 else "text"


def _parse(form: str, text: str) -> tuple[Mapping[str, object], HtmlElement]:
    if form == "html":
        return {}, parse_html(text)
    if form == "text":
        return {}, parse_text(text)
    front_matter, markdown = split_front_matter(text)
    return front_matter, parse_markdown(markdown)
