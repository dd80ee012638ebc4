"""The names in a text: those of the vocabulary and of all tags, and what the text itself marks as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotated_reader.vocabulary import EMPTY, Entity, Scanner, Vocabulary, simplify

_MARKED = re.compile(
    r"《(?P<title>[^《》\n]{2,24})》|(?<![\u4e00-\u9fff])(?P<foreign>[\u4e00-\u9fff]{1,6}(?:[·•‧・][\u4e00-\u9fff]{1,6})+)"
)
"""A title in its brackets, a foreign name with its dots where no other word goes before it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text."""

    preferred: str
    """As the vocabulary has it; of others, in simplified characters."""
    start: int
    end: int


class Namer:
    """Finds names; ready for many texts."""

    def __init__(self, vocabulary: Vocabulary = EMPTY, tags: Iterable[str] = ()) -> None:
        """Look for the names of ``vocabulary``, and for ``tags`` that it does not have."""
        unknown = (tag for tag in dict.fromkeys(tags) if len(tag) > 1 and vocabulary.find(tag) is None)
        subjects = tuple(Entity(tag, "topic", "") for tag in unknown)
        self._scanner = Scanner(replace(vocabulary, entities=(*vocabulary.entities, *subjects)))

    @property
    def known(self) -> str:
        """A digest of the names that are looked for."""
        return self._scanner.known

    def names(self, text: str) -> Iterator[Name]:
        """Yield the names of a text, those of the vocabulary and the tags first; none over another."""
        taken: set[int] = set()
        for mention in self._scanner.mentions(text):
            taken.update((mention.start, mention.end - 1))
            yield Name(simplify(mention.entity.name).strip("《》"), mention.start, mention.end)
        for match in _MARKED.finditer(text):
            start, end = match.span("title") if match["title"] else match.span()
            if not taken & {start, end - 1}:
                yield Name(simplify(text[start:end]), start, end)
