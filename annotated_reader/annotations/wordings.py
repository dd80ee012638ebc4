"""The words a quotation may mean: as they stand, as Markdown shows them, without what clings to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.annotations.text import plain_text
from annotated_reader.markdown import render

_MARKED = re.compile(r"[*_`~\[\]<>&\\#|{}]|^\s*(?:[-+]|\d+[.)])\s", re.M)
"""What may be Markdown in a quotation that was copied from a page's source."""

_CLINGING = (
    # What begins a line of a list, a heading, a quotation or a table; and the rule below a table's head.
    (r"^[ \t\u3000]*(?:(?:[>＞•‣◦▪●○■□·*+-]|#{1,6}|\d{1,3}[.)])[ \t\u3000]+|\|)", ""),
    (r"^[ \t|:-]{3,}$", ""),
    # Links, cut off at either end too; what they point to is not on the page.
    (r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1"),
    (r"\]\([^()\s]*\)?|\[(?=[^\[\]]*\Z)", ""),
    # Numbers of footnotes, and marks of strong, struck and code that lost their fellows.
    (r"\[\^?\d{1,3}\]", ""),
    (r"\*+|~~|__|`+|\|", " "),
    # Words that a PDF breaks at the end of a line.
    (r"(?<=[A-Za-z])[-\u2010]\n(?=[a-z])", ""),
)
_PEELS = tuple((re.compile(pattern, re.M), better) for pattern, better in _CLINGING)
_AROUND = " \t\n\u3000\"“”„«»「」『』‘’'＂….⋯[]［］"
"""Quotation marks and marks of omission that people set around the words."""


def wordings(quote: str) -> Iterator[str]:
    """Yield the quotation as it stands, and the words that its Markdown shows where that differs."""
    yield quote
    if _MARKED.search(quote):
        shown = plain_text(render(quote)).strip()
        if shown and shown != quote:
            yield shown


def bare_wordings(quote: str) -> Iterator[str]:
    """Yield what people may have meant who copied more than the words, or a part of their Markdown."""
    peeled = quote
    for pattern, better in _PEELS:
        peeled = pattern.sub(better, peeled)
    for words in (*wordings(quote), peeled):
        for candidate in (words, words.strip(_AROUND)):
            if candidate != quote and candidate.strip():
                yield candidate
