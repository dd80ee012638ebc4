"""From the text of a note file to its notes: whatever is wrong with it is said, and the note kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from annotated_reader.annotations.fields import (
    Fields,
    Found,
    read_fields,
    second_block,
    split,
    stated_date,
)
from annotated_reader.annotations.pairs import Pair, pairs
from annotated_reader.annotations.slips import in_fields as slips_in_fields
from annotated_reader.annotations.slips import in_words as slips_in_words
from annotated_reader.annotations.values import Fault, Note
from annotated_reader.disguise import count_turns, without_turns
from annotated_reader.git_marks import ACTION, unmerged
from annotated_reader.slugs import spell

_UNSAFE = re.compile(r"[^a-z0-9_]+")
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
"""Line ends of other systems, and those that word processors copy for a line broken by hand."""
_LONGEST_ID = 80
_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def read_note_file(path: str, text: str) -> tuple[tuple[Note, ...], tuple[Fault, ...]]:
    """Return the notes of the file ``<slug>/<name>.md``, and its faults by line.

    Front matter holds for all notes of the file, but for ``prefix`` and ``suffix``: they are the first's.
    """
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if conflict := unmerged(text):  # which of the two notes it is, only a person knows
        return (), (Fault(path, *conflict, ACTION),)
    block, rest, faults = split(text)
    fields, wrong = read_fields(block)
    below = text.count("\n", 0, len(text) - len(rest))
    found = pairs(rest) or ((Pair(1, None, ""),) if fields.tags else ())
    notes = tuple(_note(path, fields, pair, below, number) for number, pair in enumerate(found))
    again = () if faults else _again(rest, found, below)
    slips = (*slips_in_fields(block), *slips_in_words(rest, below, bool(block)))
    every = sorted([*faults, *wrong, *_empty(fields, found, below), *_turned(rest, below), *again, *slips])
    return notes, tuple(Fault(path, *fault) for fault in every)


def with_unique_ids(notes: Iterable[Note]) -> Iterator[Note]:
    """Yield the notes, in their order; of those of one article that share an id, the later get a number."""
    taken: set[tuple[str, str]] = set()
    last: dict[tuple[str, str], int] = {}
    for note in notes:
        id_, number = note.id, last.get((note.slug, note.id), 1)
        while (note.slug, id_) in taken:
            number += 1
            id_ = f"{note.id}-{number}"
        last[note.slug, note.id] = number
        taken.add((note.slug, id_))
        yield note if id_ == note.id else replace(note, id=id_)


def note_id(stem: str) -> str:
    """Return a file's name as it can stand in an address."""
    plain = _UNSAFE.sub("-", (stem if stem.isascii() else spell(stem)).lower())
    return plain.strip("-")[:_LONGEST_ID].rstrip("-") or "note"


def _note(path: str, fields: Fields, pair: Pair, below: int, number: int) -> Note:
    place = PurePosixPath(path)
    stem = "-".join(place.with_suffix("").parts[1:])
    return Note(
        slug=place.parts[0],
        path=path,
        line=below + pair.line,
        id=note_id(stem) + (f"-{number + 1}" if number else ""),
        kind=fields.kind,
        by=fields.by,
        date=fields.date or _dated(place.name),
        quote=pair.quote,
        prefix=fields.prefix if number == 0 else "",
        suffix=fields.suffix if number == 0 else "",
        base=fields.base,
        resolved=fields.resolved,
        tags=fields.tags,
        body=without_turns(pair.body),
    )


def _dated(name: str) -> str | None:
    """The day that a file's name begins with."""
    day = _DATED.match(name)
    try:
        return stated_date(day.group()) if day else None
    except ValueError:
        return None


def _turned(rest: str, below: int) -> Iterator[Found]:
    for number, line in enumerate(rest.split("\n"), start=below + 1):
        if count := count_turns(line):
            fact = f"it holds {count} unseen characters that turn the direction of writing"
            yield number, fact, "Delete them: they make words and links look like others"


def _empty(fields: Fields, found: tuple[Pair, ...], below: int) -> Iterator[Found]:
    if not found:
        yield below + 1, "it holds neither a quotation nor a note", "Write one, or delete the file"
    if fields.kind == "tag" and not fields.tags:
        yield (
            1,
            "it is of kind tag and names no tags",
            "Write them in its front matter, like tags: [灯塔, 海缆]",
        )


def _again(rest: str, found: tuple[Pair, ...], below: int) -> Iterator[Found]:
    """Front matter above a later pair, which holds for nothing and would be shown as words."""
    for pair in found:
        if block := second_block(pair.body):
            line = below + rest.count("\n", 0, rest.find(block)) + 1
            fact = (
                "a second front matter stands here; only that on top is read, and it holds for all its notes"
            )
            yield line, fact, "Put the note below it into a file of its own"
