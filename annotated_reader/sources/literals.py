"""Tells which strings a text must contain before a pattern can match in it.

Hundreds of patterns are tried on each line of a capture and nearly all of them fail.
One pass over the text for the strings they cannot do without tells which are worth trying.

Python offers no public way to take a pattern apart: the parser of ``re`` is its own, and a test
names what is relied on.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from annotated_reader.letters import folded

MOST = 64
"""Strings that one part of a pattern may stand for; a class of a thousand characters tells nothing."""

Strings = frozenset[str]
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


@lru_cache(maxsize=4096)
def needed(pattern: re.Pattern[str]) -> Strings | None:
    """Return strings, folded, of which every match of ``pattern`` contains one; None where none are known."""
    return _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(items: Iterable[Any]) -> Strings | None:
    """The most telling strings of a sequence: of all that must stand there, the ones hardest to find."""
    found: list[Strings] = []
    run: Strings = frozenset({""})
    for name, value in items:
        if name in (op.AT, op.ASSERT_NOT):
            continue
        exact = _exact(name, value)
        if exact is not None and len(run) * len(exact) <= MOST:
            run = _joined(run, exact)
            continue
        found.append(run)
        run = exact if exact is not None else frozenset({""})
        if exact is None and (within := _within(name, value)):
            found.append(within)
    telling = [strings for strings in (*found, run) if "" not in strings]
    return max(telling, key=_worth, default=None)


def _worth(strings: Strings) -> tuple[int, int]:
    """Long strings before short ones, a Chinese character as good as two of any other; few before many."""
    return min(len(text) + sum(char > "\u2e80" for char in text) for text in strings), -len(strings)


def _joined(before: Strings, behind: Strings) -> Strings:
    return frozenset(first + last for first, last in product(before, behind))


def _exact(name: Any, value: Any) -> Strings | None:
    """All that a part of a pattern can stand for, folded, where that is a few strings."""
    if name is op.LITERAL:
        return frozenset({folded(chr(value))})
    if name is op.IN:
        return _characters(value)
    if name is op.BRANCH:
        return _either([_sequence(part) for part in value[1]])
    if name is op.SUBPATTERN:
        return _sequence(value[3])
    if name in _REPEATS and value[:2] == (0, 1):
        return _either([frozenset({""}), _sequence(value[2])])
    return None


def _characters(members: Sequence[Any]) -> Strings | None:
    if len(members) > MOST or any(name is not op.LITERAL for name, _ in members):
        return None
    return frozenset(folded(chr(value)) for _, value in members)


def _sequence(items: Iterable[Any]) -> Strings | None:
    strings: Strings = frozenset({""})
    for name, value in items:
        more = _exact(name, value)
        if more is None or len(strings) * len(more) > MOST:
            return None
        strings = _joined(strings, more)
    return strings


def _either(parts: Iterable[Strings | None]) -> Strings | None:
    strings: set[str] = set()
    for part in parts:
        if part is None:
            return None
        strings |= part
    return frozenset(strings) if len(strings) <= MOST else None


def _within(name: Any, value: Any) -> Strings | None:
    """What must stand in a part that can be many things."""
    if name is op.SUBPATTERN:
        return _needed(value[3])
    if name is op.ATOMIC_GROUP:
        return _needed(value)
    if name is op.ASSERT:
        return _needed(value[1])
    if name in _REPEATS and value[0] > 0:
        return _needed(value[2])
    if name is op.BRANCH:
        parts = [_needed(part) for part in value[1]]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    return None
