"""Gives every paragraph of an article an address of its own, which others may link to."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections import Counter
from html import unescape

from annotated_reader.anchoring.folding import folded_text

PREFIX = "p-"
"""Of the addresses; the gate keeps them from all other ids."""
CHARACTERS = 7
"""Of 32 kinds each: among a thousand paragraphs two share an address by chance once in 70,000 articles."""
_ATTRIBUTES = r"(?: [a-z-]+(?:=\"[^\"]*\")?)*"
_BEGINS_ANOTHER = (
    r"(?!/?(?:p|li|dd|dt|ul|ol|dl|div|blockquote|pre|table|figure|section|aside|details|h[1-6]|hr)\b)"
)
_PARAGRAPH = re.compile(
    rf"<(p|li|dd)({_ATTRIBUTES})>([^<]*(?:<{_BEGINS_ANOTHER}(?:[^<>\"]|\"[^\"]*\")*>[^<]*)*)"
)
"""A paragraph, or the words of an item that stand in no paragraph, up to where another block begins."""
_REFERENCE = re.compile(r"<a [^<>]*class=\"footnote-ref\"[^<>]*>[^<]*</a>")
_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")
_NO_LETTER = re.compile(r"[\W_]+")


def name_paragraphs(html: str) -> str:
    """Return an article's rendered text with an id on each paragraph that has letters and none yet.

    The id is a digest of the paragraph's letters alone, traditional ones read as simplified: what is
    cleaned, added or moved around it does not change it, nor do its marks, links and footnotes.
    Paragraphs that say the same are counted.
    """
    seen: Counter[str] = Counter()

    def named(paragraph: re.Match[str]) -> str:
        element, attributes, inside = paragraph.groups()
        said = _letters(inside)
        if not said or ' id="' in attributes:
            return paragraph[0]
        name = digest(said)
        seen[name] += 1
        ordinal = f"-{seen[name]}" if seen[name] > 1 else ""
        return f'<{element} id="{PREFIX}{name}{ordinal}"{attributes}>{inside}'

    return _PARAGRAPH.sub(named, html)


def digest(letters: str) -> str:
    """Return the name of a paragraph with these letters."""
    return b32encode(hashlib.sha256(letters.encode()).digest())[:CHARACTERS].decode().lower()


def _letters(inside: str) -> str:
    said = unescape(_TAG.sub("", _REFERENCE.sub("", inside)))
    return _NO_LETTER.sub("", folded_text(said)).casefold()
