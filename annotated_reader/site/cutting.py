"""Cuts text into single characters for the search index, in one script.

Pagefind finds the words of a page with one dictionary and those of a query with the
browser's: where the two differ (普京 here, 普 and 京 there) a word is never found.  In a
copy where every Han character or kana stands alone, both come to the same, and a word is a
phrase of characters.  The characters are simplified ones, as those of a query will be.
"""

from __future__ import annotations

import re

from annotated_reader.vocabulary import simplify

ALONE = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters that stand alone, as the inside of a class; ``query.js`` cuts a query at the same."""
CUT = "\u200b"
"""A zero-width space: to Pagefind a border between words, in an excerpt nothing."""

_ALONE = re.compile(f"[{ALONE}]+")


def cut(text: str) -> str:
    """Return simplified text with a border on both sides of each Han character and kana."""
    return _ALONE.sub(lambda run: f"{CUT}{(CUT + CUT).join(run[0])}{CUT}", simplify(text))
