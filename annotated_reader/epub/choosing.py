"""Which articles a book has: those of some subjects, of a publisher, of a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from annotated_reader.errors import ReaderError
from annotated_reader.site.entries import Entry
from annotated_reader.slugs import spell
from annotated_reader.vocabulary import Vocabulary

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
"""A year, a month or a day."""


class ChoiceError(ReaderError):
    """A choice that no book can be made of."""


@dataclass(frozen=True)
class Choice:
    """What is asked for; all of it has to be true of an article."""

    tags: tuple[str, ...] = ()
    publisher: str | None = None
    since: str | None = None
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; what is within it is in."""
    until: str | None = None

    @property
    def key(self) -> str:
        """The choice in one line: what makes a book another book."""
        parts = (*sorted(self.tags), f"@{self.publisher or ''}", f"{self.since or ''}/{self.until or ''}")
        return "\n".join(parts)

    @property
    def name(self) -> str:
        """A file name for the book, without its ending."""
        said = [*self.tags, *([self.publisher] if self.publisher else [])]
        dates = [f"{self.since or ''}--{self.until or ''}"] if self.since or self.until else []
        return "_".join([*(spell(each) or "tag" for each in said), *dates]) or "articles"

    def title(self, words: Mapping[str, str]) -> str:
        """Return what the book is of; empty where it is of everything."""
        said = [words["comma"].join(self.tags), self.publisher or ""]
        if self.since or self.until:
            said.append(f"{self.since or '…'}—{self.until or '…'}")
        return " · ".join(each for each in said if each)

    def has(self, entry: Entry) -> bool:
        """Tell whether an article is asked for; one without a date is of no time."""
        day = entry.published or ""
        return (
            set(self.tags) <= set(entry.tags)
            and self.publisher in (None, entry.publisher)
            and (not self.since or day[: len(self.since)] >= self.since)
            and (not self.until or (day != "" and day[: len(self.until)] <= self.until))
        )


def choose(entries: Sequence[Entry], choice: Choice, vocabulary: Vocabulary) -> tuple[Choice, list[Entry]]:
    """Return the choice in preferred names and its articles, oldest first, those without a date last.

    Raises ChoiceError where a name is unknown or nothing is left.
    """
    tags = {tag for entry in entries for tag in entry.tags}
    preferred = tuple(_known(_preferred(tag, vocabulary), tags, "tag") for tag in choice.tags)
    publishers = {entry.publisher for entry in entries if entry.publisher}
    publisher = _known(choice.publisher, publishers, "publisher") if choice.publisher else None
    choice = Choice(preferred, publisher, choice.since, choice.until)
    chosen = [entry for entry in entries if choice.has(entry)]
    if not chosen:
        raise ChoiceError("epub", "no article is all that was asked for", "Leave out one of the options")
    return choice, sorted(chosen, key=lambda entry: (entry.published or "9999", entry.slug))


def _preferred(tag: str, vocabulary: Vocabulary) -> str:
    entity = vocabulary.find(tag)
    return entity.name if entity else tag


def _known(name: str, names: Iterable[str], kind: str) -> str:
    if name in names:
        return name
    near = get_close_matches(name, sorted(names), 3, 0.3)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Write it as it stands on the page of {kind}s"
    raise ChoiceError(f"--{kind}", f"no article has the {kind} {name!r}", hint)
