"""The front matter of a note file: every field optional, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

import yaml

from annotated_reader.annotations.values import KINDS
from annotated_reader.disguise import on_one_line
from annotated_reader.front_matter import load

_OPENS = re.compile(r"---[ \t]*\n")
_CLOSED = re.compile(r"---[ \t]*\n(?:.*?\n)??---[ \t]*(?:\n|\Z)", re.S)
_UNCLOSED = re.compile(r"---[ \t]*\n(?:[^\n>＞][^\n]*\n?)*")
_RULED = re.compile(r"(?:[ \t\u3000]*\n)*[ \t\u3000]*[-\u2010-\u2015\u2212\u2500－]+[ \t]*\n")
NAMES = "kind|by|date|prefix|suffix|base|resolved|tags"
"""The fields that there are, as a regular expression."""
_NAMED = rf"[ \t]*(?:{NAMES})[ \t]*[:：]"
_SECOND = re.compile(rf"^---[ \t]*\n(?:{_NAMED}[^\n]*\n)+[ \t]*---[ \t]*$", re.M | re.I)
_ENCLOSED = re.compile(r"“([^“”]+)”|「([^「」]+)」|‘([^‘’]+)’")
_JOINED = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*(?:：[ \t]*|:)(\S[^\n:：]*)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Found = tuple[int, str, str]
"""A fault before it has a file: line, fact, action."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What front matter says of the notes below it."""

    kind: str = KINDS[0]
    by: str | None = None
    date: str | None = None
    prefix: str = ""
    suffix: str = ""
    base: str | None = None
    resolved: bool = False
    tags: tuple[str, ...] = ()


def split(text: str) -> tuple[str, str, list[Found]]:
    """Return the front matter block, its two lines included, the rest, and what is wrong with the block.

    A block that nobody closed ends at the first empty or quoted line. One that begins or ends otherwise than
    with ``---`` is none, which is said.
    """
    if not _OPENS.match(text):
        return "", text, list(_misruled(text))
    if block := _CLOSED.match(text):
        return block.group(), text[block.end() :], []
    lost = _UNCLOSED.match(text)
    end = lost.end() if lost else 0
    fault = (1, "its front matter does not end", "Write --- on a line of its own below it")
    return text[:end].rstrip("\n") + "\n---\n", text[end:], [fault]


def _misruled(text: str) -> Iterator[Found]:
    """What looks like front matter and does not stand as it must; lines from 1."""
    ruled = _RULED.match(text)
    if ruled and re.match(_NAMED, text[ruled.end() :], re.I):
        line = ruled.group().count("\n")
        fact = "its front matter does not begin with --- on the first line, so it is read as words"
        yield line, fact, "Write --- there, three hyphens and no more, and nothing above or before them"


def second_block(body: str) -> str | None:
    """Return the front matter that somebody wrote again between two notes of one file."""
    again = _SECOND.search(body)
    return again.group() if again else None


def read_fields(block: str) -> tuple[Fields, list[Found]]:
    """Return the fields, those that are wrong left out, and the faults, by line."""
    values: dict[str, Any] = {}
    loaded, faults = _load(block)
    for name, value in loaded.items():
        try:
            if value is not None:
                values[name.lower()] = _reader(name)(value)
        except ValueError as error:
            fact, action = error.args
            faults.append((_line(block, name), fact, action))
    return Fields(**values), faults


def _load(block: str) -> tuple[dict[str, object], list[Found]]:
    """Return what the block says; where it cannot be read as a whole, what its lines say one by one."""
    try:
        return {str(name): value for name, value in load(block).items()}, []
    except ValueError as error:
        whole = _unread(1, error)
    fields: dict[str, object] = {}
    faults: list[Found] = []
    for number, line in enumerate(block.rstrip("\n").split("\n")[1:-1], 2):
        try:
            fields |= {
                str(name): value for name, value in (load(f"---\n{line}\n---\n") if line else {}).items()
            }
        except ValueError as error:
            joined = _JOINED.fullmatch(line)
            said = "between name and value stands no colon with a space behind it"
            faults.append(
                (number, said, f"Write {joined[1]}: {joined[2]}") if joined else _unread(number, error)
            )
    return fields, faults or [whole]


def _unread(number: int, error: ValueError) -> Found:
    said = f"its front matter cannot be read ({_problem(error)})"
    return number, said, "Mend it; the note is shown without it"


def _problem(error: ValueError) -> str:
    cause = error.__cause__
    problem = cause.problem if isinstance(cause, yaml.MarkedYAMLError) else None
    return str(problem or error)


def _line(block: str, name: str) -> int:
    """Return the line on which a field stands."""
    lines = block.split("\n")
    return next((at for at, line in enumerate(lines, 1) if re.match(rf"['\"]?{re.escape(name)}\b", line)), 1)


def _reader(name: str) -> Callable[[Any], object]:
    if name.lower() in _READERS:
        return _READERS[name.lower()]
    near = get_close_matches(name.lower(), _READERS, 1)
    hint = f"Did you mean {near[0]}" if near else f"Take it out; known are {', '.join(_READERS)}"
    raise ValueError(f"there is no field {name!r}", hint)


def _kind(value: object) -> str:
    kind = str(value).strip().lower()
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, 1)
        hint = f"Did you mean {near[0]}" if near else f"Write one of {', '.join(KINDS)}"
        raise ValueError(f"kind is {value!r}, which is none; it is shown as a {KINDS[0]}", hint)
    return kind


def _words(value: object) -> str:
    if isinstance(value, list | Mapping):
        raise ValueError("a list stands where words should", "Write it as one text, in quotation marks")
    return on_one_line(str(value))


def _by(value: object) -> str | None:
    return " ".join(_words(value).split()).removeprefix("@")[:80] or None


def _base(value: object) -> str:
    text = str(value).strip().lower()
    if not _SHA256.fullmatch(text):
        raise ValueError(
            f"base is {str(value)[:70]!r}, which is no sha256",
            "Take it out; the button on the page writes it",
        )
    return text


def _resolved(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"resolved is {value!r}", "Write true or false")
    return value


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        raise ValueError("tags is no list", "Write it like [灯塔, 海缆]")
    written = value if isinstance(value, list) else [str(value)]
    rows = (row for each in written if each is not None for row in re.split("[,，、;；]", str(each)))
    tags = (" ".join(on_one_line(row).split()).strip("【】").removeprefix("#") for row in rows)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _date(value: object) -> str:
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return value.isoformat()
    return stated_date(str(value).strip())


def stated_date(text: str) -> str:
    """Return a written date as ``Note.date`` has it; raises ValueError with fact and action if it is none."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        return _utc(datetime.fromisoformat(text))
    except ValueError as error:
        raise ValueError(f"date is {text!r}, which is no date", "Write it like 2024-06-17") from error


def _utc(moment: datetime) -> str:
    """A time without a zone is taken as UTC."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.strftime("%Y-%m-%dT%H:%M:%SZ")


def _context(value: object) -> str:
    """Words beside the quotation, without the quotation marks that somebody set around all of them."""
    words = _words(value)
    enclosed = _ENCLOSED.fullmatch(words)
    return (enclosed[1] or enclosed[2] or enclosed[3]) if enclosed else words


_READERS: dict[str, Callable[[Any], object]] = {
    "kind": _kind,
    "by": _by,
    "date": _date,
    "prefix": _context,
    "suffix": _context,
    "base": _base,
    "resolved": _resolved,
    "tags": _tags,
}
