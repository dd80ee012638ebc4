"""Tells a tag from what search engines are fed."""

from __future__ import annotations

import re

from annotated_reader.metadata.affixes import bare

HAN_LETTERS = 20
"""Letters of the longest tag in Chinese; longer ones are sentences or titles."""
LATIN_LETTERS = 40
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(r"[<>{}=]|&\w+;|https?:|[。！？]")


def is_tag(value: str, title: str | None, text: str | None) -> bool:
    """True where a value can be a tag: short words that are not the title.

    ``text`` is given for keywords of a page's head, which count only where the capture says them.
    """
    longest = HAN_LETTERS if _HAN.search(value) else LATIN_LETTERS
    if not 1 < len(value) <= longest or _MARKUP.search(value) or value.isdigit():
        return False
    if title and bare(value) == bare(title):
        return False
    return text is None or value.casefold() in text.casefold()
