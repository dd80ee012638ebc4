"""The names that are looked for in texts: the subjects of all articles, and what a text marks as a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from annotated_reader.anchoring import folded_text

_MARKED = re.compile(r"<(?P<title>[^<>]{2,24})>|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+")
"""What a text itself marks as a name: a title in its brackets, a foreign name with its dots."""
_LATIN = re.compile(r"[a-z0-9]", re.I)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where in the folded text it stands."""

    preferred: str
    start: int
    end: int


class Lexicon:
    """Names in all their spellings, ready to be looked for in one pass over a text."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        """Take each spelling with the name it stands for."""
        self._names: dict[str, str] = {}
        for spelling, preferred in spellings.items():
            key = folded_text(spelling).strip("<>").lower()
            if len(key) > 1:
                self._names.setdefault(key, preferred)
        lengths: dict[str, set[int]] = {}
        for key in self._names:
            lengths.setdefault(key[:2], set()).add(len(key))
        self._lengths = {begins: sorted(found, reverse=True) for begins, found in lengths.items()}

    def find(self, folded: str) -> Iterator[Name]:
        """Yield the names of a folded text in order, the longest at each place, none over another."""
        text, at = _lower(folded), 0
        lengths, names = self._lengths, self._names
        for start, pair in enumerate(map("".join, pairwise(text))):
            if start >= at and pair in lengths:
                for length in lengths[pair]:
                    end = start + length
                    name = names.get(text[start:end])
                    if name and not _continues(text, start) and not _continues(text, end):
                        yield Name(name, start, end)
                        at = end
                        break

    def find_marked(self, folded: str) -> Iterator[Name]:
        """Yield what the text marks as a name and the lexicon does not have."""
        for match in _MARKED.finditer(folded):
            inner = match["title"] or match[0]
            if inner.lower() not in self._names:
                yield Name(f"《{inner}》" if match["title"] else inner, match.start(), match.end())


def subjects(tags: Iterable[str]) -> dict[str, str]:
    """Return the spellings that tags alone give: each stands for itself."""
    return {tag: tag for tag in dict.fromkeys(tags)}


def _lower(folded: str) -> str:
    """The text in small letters, place by place: one capital has two of them."""
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(map(_one_lower, folded))


def _one_lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _continues(text: str, border: int) -> bool:
    """Tell whether a Latin word runs over the border."""
    if not 0 < border < len(text):
        return False
    return bool(_LATIN.match(text[border - 1]) and _LATIN.match(text[border]))
