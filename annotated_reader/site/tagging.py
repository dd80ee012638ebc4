"""What each article is about, in the names of the vocabulary: its own tags, and what its text keeps naming.

An article's front matter says what the capture, or an editor, said; the vocabulary is laid over
it each time the site is built.  So an edited vocabulary changes no page file, and a tag that a
person wrote into a page stays where it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotated_reader.site.entries import Entry
from annotated_reader.site.kept.findings import NONE, Findings, Json
from annotated_reader.site.plain import excerpt, plain
from annotated_reader.vocabulary import EMPTY, Scanner, Vocabulary

OFTEN = 3
"""Mentions that an entity needs at least, in a text whose title does not name it."""
PER_MENTION, PER_MENTION_OF_PLACE = 400, 200
"""In a longer text it needs one for so many characters; docs/guide/vocabulary.md shows the trial.  Places
need more: capitals stand for governments, and most texts name the places where their stories happen."""
MOST = 10
"""Tags that a text may add to those its page has."""

_UNIT = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u3040-\u30ff]|[^\W\u3400-\u9fff\u3040-\u30ff]+")
"""What is counted as length: a Chinese character, or a word of a script with spaces."""


@dataclass(frozen=True)
class Naming:
    """How one article names one entity."""

    spellings: Mapping[str, int]
    """As they stand in title and text, with counts."""
    in_title: bool
    excerpt: tuple[str, str, str] = ("", "", "")
    """Its first mention in the text, between what stands around it; empty if only the title names it."""

    @property
    def count(self) -> int:
        """All mentions, the title's too."""
        return sum(self.spellings.values())


@dataclass(frozen=True)
class Reading:
    """What a scan of one article found."""

    namings: Mapping[str, Naming] = field(default_factory=dict)
    """By the entity's preferred name, in the order of the text."""
    length: int = 0
    """Of the text: Chinese characters and words."""


@dataclass(frozen=True)
class Tagging:
    """All articles under the names of the vocabulary."""

    entries: tuple[Entry, ...]
    """As before, their tags the preferred names, those of the text behind their own."""
    readings: Mapping[str, Reading]
    """By slug."""
    unlisted: Mapping[str, tuple[Entry, ...]]
    """Tags that the vocabulary does not know, most used first, with the articles that have them."""


class Reader:
    """Reads articles with one vocabulary, and remembers those that have not changed."""

    def __init__(self, vocabulary: Vocabulary = EMPTY, findings: Findings = NONE) -> None:
        """Make ready to look for the names of ``vocabulary``; ``findings`` are those of earlier builds."""
        self.findings = findings
        self.vocabulary = vocabulary
        self.scanner = Scanner(vocabulary)
        self._read: dict[str, tuple[str, str, Reading]] = {}

    def read(self, entry: Entry) -> Reading:
        """Return what the article names."""
        title, body, reading = self._read.get(entry.slug, ("", "", None))
        if reading is None or (title, body) != (entry.title, entry.body):
            found = self.findings.of("reading", self._decisive(entry), lambda: _read(entry, self.scanner))
            reading = _reading(*found)
            self._read[entry.slug] = (entry.title, entry.body, reading)
        return reading

    def knows(self, entry: Entry) -> bool:
        """Tell whether what the article names was found before."""
        return self.findings.has("reading", self._decisive(entry))

    def tag(self, entries: Iterable[Entry]) -> Tagging:
        """Return the articles with the tags that the vocabulary gives them."""
        given = tuple(entries)
        readings = {entry.slug: self.read(entry) for entry in given}
        tagged = tuple(
            replace(entry, tags=tags_of(entry, readings[entry.slug], self.vocabulary)) for entry in given
        )
        return Tagging(tagged, readings, _unlisted(tagged, self.vocabulary))

    def _decisive(self, entry: Entry) -> tuple[str, ...]:
        return self.scanner.known, entry.title, entry.body


def tags_of(entry: Entry, reading: Reading, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the article's own tags under their preferred names, then what its title or text is about."""
    own = [found.name if (found := vocabulary.find(tag)) else tag for tag in entry.tags]
    about = [
        name
        for name, naming in reading.namings.items()
        if naming.in_title or naming.count >= needed(reading.length, _kind_of(name, vocabulary))
    ]
    most_named = sorted(about, key=lambda name: -reading.namings[name].count)[:MOST]
    names = dict.fromkeys([*own, *most_named])
    return tuple(name for name in names if not _ruled_out(name, entry.slug, vocabulary))


def needed(length: int, kind: str) -> int:
    """Return the mentions that make an entity of this kind a subject of a text of this length."""
    per_mention = PER_MENTION_OF_PLACE if kind == "place" else PER_MENTION
    return max(OFTEN, -(-length // per_mention))


def _kind_of(name: str, vocabulary: Vocabulary) -> str:
    entity = vocabulary.find(name)
    return entity.kind if entity else ""


def _ruled_out(name: str, slug: str, vocabulary: Vocabulary) -> bool:
    entity = vocabulary.find(name)
    return entity is not None and slug in entity.not_for


def _reading(namings: Json, length: int) -> Reading:
    found = {
        name: Naming(spellings, in_title, tuple(excerpted))
        for name, (spellings, in_title, excerpted) in namings.items()
    }
    return Reading(found, length)


def _read(entry: Entry, scanner: Scanner) -> Json:
    text = plain(entry.body)
    spellings: dict[str, Counter[str]] = {}
    excerpts: dict[str, tuple[str, str, str]] = {}
    in_title: set[str] = set()
    for mention in scanner.mentions(entry.title):
        name = mention.entity.name
        in_title.add(name)
        spellings.setdefault(name, Counter())[entry.title[mention.start : mention.end]] += 1
    for mention in scanner.mentions(text):
        name, start, end = mention.entity.name, mention.start, mention.end
        spellings.setdefault(name, Counter())[text[start:end]] += 1
        if name not in excerpts:
            excerpts[name] = excerpt(text, start, end)
    namings = {
        name: (dict(counts), name in in_title, excerpts.get(name, ("", "", "")))
        for name, counts in spellings.items()
    }
    return namings, len(_UNIT.findall(text))


def _unlisted(entries: Iterable[Entry], vocabulary: Vocabulary) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for tag in entry.tags:
            if vocabulary.find(tag) is None:
                found.setdefault(tag, []).append(entry)
    most_used = sorted(found, key=lambda tag: (-len(found[tag]), tag))
    return {tag: tuple(found[tag]) for tag in most_used}
