"""Reads HTML that stands inside a page, whatever it says of itself, to its end."""

from __future__ import annotations

import re

from lxml.html import Element, HtmlElement, document_fromstring

_END = re.compile(r"</(?:html|body)(?=[\s/>])[^>]*>?", re.I)


def unended(html: str) -> str:
    """Return HTML without the tags that end a page: the parser drops what stands behind them."""
    return _END.sub(" ", _END.sub("", html))  # what the first look puts together, the second takes apart


def read_fragment(html: str) -> HtmlElement:
    """Return a ``div`` with what the HTML holds; it may look like a whole page, as no fragment of ours does.

    ``lxml.html.fragment_fromstring`` takes what begins with ``<html`` or a doctype for a page of its own, and
    ends with an AssertionError where that has no body.
    """
    body = document_fromstring(f"<html><body>{unended(html)}</body></html>")[0]
    holder: HtmlElement = Element("div")
    if body.text and body.text.strip():
        holder.text = body.text
    holder.extend(body)
    return holder
