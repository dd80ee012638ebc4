"""Opens the fields in which a page keeps its article as escaped markup, for a script to show."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, HTMLParser

from annotated_reader.crowded import is_crowded

LEAST = 200
"""Characters of markup that such a field holds at least; shorter ones are codes to be copied."""
_MARKUP = re.compile(r"\s*<(?:article|section|div|p)\b[^<>]*>", re.I)


def open_fields(root: HtmlElement, parser: HTMLParser) -> None:
    """Turn each ``textarea`` that holds paragraphs as markup into a ``div`` that holds them as elements."""
    for field in list(root.iter("textarea")):
        text = field.text or ""
        if len(field) or len(text) < LEAST or not _MARKUP.match(text) or is_crowded(text):
            continue
        written = _parsed(text, parser)
        if written is not None:
            field.tag, field.text = "div", written.text
            field.extend(list(written))


def _parsed(text: str, parser: HTMLParser) -> HtmlElement | None:
    """The body of ``text``; None where the parser finds none."""
    parser.feed(f"<html><body>{text}</body></html>".encode("utf-8", "replace"))
    body: HtmlElement | None = parser.close().find("body")
    return body
