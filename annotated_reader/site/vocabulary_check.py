"""The vocabulary held against the articles: what is wrong in it, what it lacks, what nobody names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.site.entries import read_entries
from annotated_reader.site.tagging import Reader, Tagging
from annotated_reader.vocabulary import KINDS, Entity, Vocabulary, load_vocabulary

SHOWN = 8
"""Tags, or names, that one remark lists."""


@dataclass(frozen=True)
class Review:
    """What a person has to see to, and what one may wish to know."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class _Held:
    """The vocabulary and what it finds in the articles."""

    vocabulary: Vocabulary
    problems: tuple[str, ...]
    tagging: Tagging


def review_vocabulary(docs: Path) -> Review:
    """Return the faults of the vocabulary below ``docs``, and remarks on the tags that it does not know."""
    held = _hold(docs)
    unlisted = [f"{tag} ({len(entries)})" for tag, entries in held.tagging.unlisted.items()]
    remarks = []
    if unlisted:
        listed = ", ".join(unlisted[:SHOWN]) + (
            f" and {len(unlisted) - SHOWN} more" if unlisted[SHOWN:] else ""
        )
        remarks.append(f"{len(unlisted)} tags are in no entry of the vocabulary: {listed}")
    return Review((*held.problems, *_strangers(held)), tuple(remarks))


def account_of_vocabulary(docs: Path) -> str:
    """Return as text what every entry finds, and all tags that no entry has."""
    held = _hold(docs)
    kinds = Counter(entity.kind for entity in held.vocabulary.entities)
    counted = ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS if kinds[kind])
    lines = [f"{len(held.vocabulary.entities)} entries: {counted or 'none'}"]
    lines += [f"error: {problem}" for problem in (*held.problems, *_strangers(held))]
    lines += ["", "Entries: articles tagged with it, articles that mention it only, and how they write it"]
    lines += _entries(held)
    if held.tagging.unlisted:
        lines += ["", "Tags that no entry has; enter them, or make them variants of a name that is there"]
    for tag, entries in held.tagging.unlisted.items():
        lines.append(f"  {tag}: {len(entries)}, as in docs/articles/{entries[0].slug}.md")
    return "\n".join(lines) + "\n"


def _hold(docs: Path) -> _Held:
    vocabulary, faults = load_vocabulary(docs)
    entries, _ = read_entries(docs / "articles")
    return _Held(vocabulary, tuple(map(str, faults)), Reader(vocabulary).tag(entries))


def _strangers(held: _Held) -> Iterator[str]:
    """Yield a sentence for every article that an entry names and that is not there."""
    for entity in held.vocabulary.entities:
        for slug in entity.not_for:
            if slug not in held.tagging.readings:
                fact = f"not_for of '{entity.name}' names '{slug}', which is no article"
                yield f"docs/vocabulary.yaml:{entity.line}: {fact}. Write the name of its page, without .md"


def _entries(held: _Held) -> Iterator[str]:
    tagged = Counter(tag for entry in held.tagging.entries for tag in entry.tags)
    naming: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for entry in held.tagging.entries:
        for name, found in held.tagging.readings[entry.slug].namings.items():
            naming[name] += name not in entry.tags
            spellings.setdefault(name, Counter()).update(found.spellings)
    for entity in held.vocabulary.entities:
        yield f"  {entity.name}: {tagged[entity.name]}, {naming[entity.name]}{_written(entity, spellings)}"


def _written(entity: Entity, spellings: dict[str, Counter[str]]) -> str:
    counts = spellings.get(entity.name, Counter())
    most_used = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:SHOWN]
    written = ", ".join(f"{spelling} {count}" for spelling, count in most_used)
    return f": {written}" if written else "" if entity.in_text else ": not looked for in texts"
