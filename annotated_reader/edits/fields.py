"""Merges the front matter of a page, field by field, in the words and order of the person who edited it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader import front_matter
from annotated_reader.edits import undecided
from annotated_reader.edits.base import LISTS, Keys, field_keys
from annotated_reader.front_matter import Value

FOLLOWS = ("slug", "capture", "provenance", "removed", "review")
"""The fields that say where a page comes from: where both changed one, the build's value stands in the page,
and the person's beside it."""

NOTHING = "（无 none）"
"""Stands for the value of a field that the new text does not have."""

_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[^\s"'#:\[\]{}-][^"'#:\[\]{}]*?)(?P=quote)[ \t]*:(?=\s|\Z)""")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one field; or of none: comments, empty lines, what is undecided."""

    name: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What the fields were and are to be."""

    base: Mapping[str, Keys] | None
    """None where nobody knows what the build wrote last: then all in which the two differ is undecided."""
    new: Mapping[str, Value]

    def before(self, name: str) -> Keys | None:
        """Return the keys of what the build wrote last; None if it wrote no such field."""
        return (self.base or {}).get(name)

    def now(self, name: str) -> Keys | None:
        """Return the keys of what the build would write now; None if it would write no such field."""
        return field_keys(name, self.new[name]) if name in self.new else None

    def moved(self, name: str) -> bool:
        """Tell whether the build would write something else than last time."""
        return self.base is None or self.before(name) != self.now(name)

    def written(self, name: str) -> Chunk | None:
        """Return the field as the build would write it."""
        return Chunk(name, front_matter.entry(name, self.new[name])) if name in self.new else None


def merge_fields(block: str, mine: Mapping[str, object], sides: Sides) -> str:
    """Return the lines between the two ``---``: ``block`` are the person's lines, ``mine`` what they say."""
    chunks = [chunk for chunk in split_fields(block) if not _is_stale(chunk, sides)]
    merged: list[Chunk] = []
    for chunk in chunks:
        moved = chunk.name is not None and sides.moved(chunk.name)
        merged += _merge(chunk, mine.get(str(chunk.name)), sides) if moved else [chunk]
    there = {chunk.name for chunk in chunks}
    for name in sides.new:
        if name not in there and sides.moved(name):
            _insert(merged, _missing(name, sides), name, list(sides.new))
    return "".join(chunk.text for chunk in merged)


def split_fields(block: str) -> list[Chunk]:
    """Return the lines of a front matter by field; comments and empty lines between fields stand alone."""
    chunks: list[Chunk] = []
    waiting: list[Chunk] = []
    for line in block.splitlines(keepends=True):
        mark = line.removeprefix(undecided.LINE) if line.startswith(undecided.LINE) else None
        if mark is not None and waiting and not _KEY.match(mark):
            waiting[-1] = Chunk(None, waiting[-1].text + line)
        elif not line.strip() or line.startswith("#"):
            waiting.append(Chunk(None, line))
        elif named := _KEY.match(line):
            chunks += [*waiting, Chunk(named["name"], line)]
            waiting = []
        else:
            last = chunks.pop() if chunks else Chunk(None, "")
            chunks.append(Chunk(last.name, "".join((last.text, *(each.text for each in waiting), line))))
            waiting = []
    return chunks + waiting


def _merge(chunk: Chunk, value: object, sides: Sides) -> Iterator[Chunk]:
    """Yield what becomes of a person's field that the build would write otherwise than last time."""
    name = str(chunk.name)
    mine, before, written = field_keys(name, value), sides.before(name), sides.written(name)
    if mine == sides.now(name) or (sides.base is None and written is None):
        yield chunk
    elif mine == before and sides.base is not None:
        yield from [written] if written else []
    elif before is not None and (listed := _merge_lists(chunk, value, before, sides.new.get(name))):
        yield listed
    elif name in FOLLOWS and written:
        yield from (written, _mark(chunk.text))
    else:
        yield from (chunk, _mark(written.text if written else f"{name}: {NOTHING}\n"))


def _merge_lists(chunk: Chunk, mine: object, before: Keys, new: object) -> Chunk | None:
    """Return the list with what either side put in and without what either took out, in the new order."""
    name = str(chunk.name)
    if name not in LISTS or "#" in chunk.text:
        return None
    ours, theirs = _words(mine), _words(new)
    if ours is None or theirs is None:
        return None
    our_keys, their_keys = field_keys(name, ours), field_keys(name, theirs)
    taken_out, known = set(before) - set(our_keys), {*before, *their_keys}
    kept = [word for word, key in zip(theirs, their_keys, strict=True) if key not in taken_out]
    added = [word for word, key in zip(ours, our_keys, strict=True) if key not in known]
    return Chunk(name, front_matter.entry(name, [*kept, *added]))


def _words(value: object) -> list[str] | None:
    words = value if isinstance(value, list | tuple) else [value]
    texts = [word for word in words if isinstance(word, str)]
    return texts if len(texts) == len(words) else None


def _missing(name: str, sides: Sides) -> Chunk:
    """Return what is to be put in for a field that a person's page does not have."""
    written = sides.written(name) or Chunk(name, "")
    taken_out = sides.base is None or sides.before(name) is not None
    return _mark(written.text) if taken_out and name not in FOLLOWS else written


def _insert(merged: list[Chunk], chunk: Chunk, name: str, order: Sequence[str]) -> None:
    """Put a field behind the nearest one before it in the new order, or at the top."""
    earlier = set(order[: order.index(name)])
    places = [number for number, each in enumerate(merged) if each.name in earlier]
    at = places[-1] + 1 if places else 0
    while at < len(merged) and merged[at].text.startswith(undecided.LINE):
        at += 1
    merged.insert(at, chunk)


def _mark(text: str) -> Chunk:
    return Chunk(None, "".join(undecided.LINE + line for line in text.splitlines(keepends=True)))


def _is_stale(chunk: Chunk, sides: Sides) -> bool:
    """Tell whether undecided lines only repeat what the build wrote last and would not write now."""
    if not chunk.text.startswith(undecided.LINE):
        return False
    text = "".join(line.removeprefix(undecided.LINE) for line in chunk.text.splitlines(keepends=True))
    try:
        said = front_matter.fields_of(text)
    except ValueError:
        return False
    if len(said) != 1:
        return False
    ((name, value),) = said.items()
    if name in FOLLOWS or not sides.moved(name):
        return False
    return sides.before(name) == (None if value == NOTHING else field_keys(name, value))
