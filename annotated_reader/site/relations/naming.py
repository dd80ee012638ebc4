"""The names in a text: those of the vocabulary and of all tags, and what the text itself marks as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from annotated_reader.vocabulary import EMPTY, Entity, Mention, Scanner, Vocabulary, simplify

_MARKED = re.compile(
    r"《(?P<title>[^《》\n]{2,24})》"
    r"|[“「『](?P<quoted>[^“”「」『』\n]{4,24})[”」』](?=条约|條約|公约|公約|协定|協定|协议|協議|宣言|声明|聲明)"
    r"|(?<![\u4e00-\u9fff])(?P<foreign>[\u4e00-\u9fff]{1,6}(?:[·•‧・][\u4e00-\u9fff]{1,6})+)"
)
"""A title in its brackets, a treaty's name in quotation marks, a foreign name with its dots where no other
word goes before it."""


class Known(Enum):
    """By what a name is known to be one."""

    ENTRY = "entry"
    TAG = "tag"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text."""

    preferred: str
    """As the vocabulary has it; of others, in simplified characters."""
    start: int
    end: int
    known: Known = Known.ENTRY


class Namer:
    """Finds names; ready for many texts."""

    def __init__(self, vocabulary: Vocabulary = EMPTY, tags: Iterable[str] = ()) -> None:
        """Look for the names of ``vocabulary``, and for ``tags`` that it does not have."""
        unknown = (tag for tag in dict.fromkeys(tags) if len(tag) > 1 and vocabulary.find(tag) is None)
        subjects = tuple(Entity(tag, "topic", "") for tag in unknown)
        self._subjects = frozenset(subject.name for subject in subjects)
        self._scanner = Scanner(replace(vocabulary, entities=(*vocabulary.entities, *subjects)))

    @property
    def known(self) -> str:
        """A digest of the names that are looked for."""
        return self._scanner.known

    def names(self, text: str) -> Iterator[Name]:
        """Yield the names of a text, those of the vocabulary and the tags first; none over another.

        An entry goes before what the text marks, and that before a tag that is a piece of it.
        """
        marked = [match.span(match.lastgroup or 0) for match in _MARKED.finditer(text)]
        within = {place: span for span in marked for place in range(*span)}
        taken: set[int] = set()
        for mention in self._scanner.mentions(text):
            known = Known.TAG if mention.entity.name in self._subjects else Known.ENTRY
            if known is Known.TAG and _is_piece(mention, within.get(mention.start)):
                continue
            taken.update((mention.start, mention.end - 1))
            name = simplify(mention.entity.name).strip("《》")
            yield Name(name, mention.start, mention.end, known)
        for start, end in marked:
            if not taken & {start, end - 1}:
                yield Name(simplify(text[start:end]), start, end, Known.MARKS)


def _is_piece(mention: Mention, span: tuple[int, int] | None) -> bool:
    return span is not None and mention.end <= span[1] and mention.end - mention.start < span[1] - span[0]
