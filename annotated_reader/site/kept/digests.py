"""Digests of values by what they hold: equal digests mean that a page made of them is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AnySet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

_PLAIN = (str, int, float, bool, bytes, type(None))


class UnknownError(TypeError):
    """A value of which nobody knows what it holds; a page made of it is not kept."""


class Digests:
    """Takes digests during one build, of each frozen value once; the values must not change meanwhile."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}
        """By identity, with the value itself, so that no other can take its place in memory."""

    def of(self, value: Any) -> bytes:
        """Return the digest of strings, numbers, dates, sequences, mappings, sets and dataclasses of such.

        Raises UnknownError for anything else.
        """
        if isinstance(value, _PLAIN):
            return _hash(type(value).__name__.encode(), _written(value))
        if known := self._known.get(id(value)):
            return known[1]
        found = _hash(*self._parts(value))
        if is_dataclass(value):
            self._known[id(value)] = value, found
        return found

    def _parts(self, value: Any) -> list[bytes]:
        if isinstance(value, tuple | list):
            return [b"sequence", *map(self.of, value)]
        if isinstance(value, Mapping):
            return [b"mapping", *(part for pair in value.items() for part in map(self.of, pair))]
        if isinstance(value, AnySet):
            return [b"set", *sorted(map(self.of, value))]
        if isinstance(value, Enum):
            return [b"enum", repr(value).encode()]
        if is_dataclass(value) and not isinstance(value, type):
            names = _names(type(value))
            return [_title(type(value)), *(self.of(getattr(value, name)) for name in names)]
        if type(value).__module__ == "datetime":
            return [b"datetime", repr(value).encode()]
        raise UnknownError(f"{type(value).__qualname__} is not a value")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _title(kind: type[Any]) -> bytes:
    return f"{kind.__module__}.{kind.__qualname__}".encode()


def _written(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    return value if isinstance(value, bytes) else repr(value).encode()


def _hash(*parts: bytes) -> bytes:
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.digest()
