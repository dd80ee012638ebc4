"""Tells a tag from what search engines are fed."""

from __future__ import annotations

import re

from annotated_reader.metadata.affixes import bare
from annotated_reader.metadata.evidence import Candidate

HAN_LETTERS = 20
"""Letters of the longest tag in Chinese; longer ones are sentences or titles."""
LATIN_LETTERS = 40
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(r"[<>{}=]|&\w+;|https?:|[。！？]")


KEYWORDS = "meta/keywords"
MANY = 4
"""Fewer keywords were chosen for the article; a longer list may be the site's, for search engines."""


def is_tag(value: str, title: str | None) -> bool:
    """True where a value can be a tag: short words that are not the title."""
    shortest, longest = (1, HAN_LETTERS) if _HAN.search(value) else (2, LATIN_LETTERS)
    if not shortest <= len(value) <= longest or _MARKUP.search(value) or value.isdigit():
        return False
    return not title or bare(value) != bare(title)


def said_tags(tags: list[Candidate], text: str) -> list[Candidate]:
    """Leave out the keywords of a head that the text does not say; all, where it says less than half."""
    keywords = [candidate for candidate in tags if candidate.rule == KEYWORDS]
    if len(keywords) < MANY:
        return tags
    folded = text.casefold()
    unsaid = {candidate.value for candidate in keywords if candidate.value.casefold() not in folded}
    if len(unsaid) * 2 > len(keywords):
        unsaid = {candidate.value for candidate in keywords}
    return [tag for tag in tags if tag.rule != KEYWORDS or tag.value not in unsaid]
