"""Digests of values by what they hold: equal digests mean that a page made of them is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AnySet
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any


class UnknownError(TypeError):
    """A value of which nobody knows what it holds; a page made of it is not kept."""


class Digests:
    """Takes digests during one build, of each frozen value once; the values must not change meanwhile."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, dict[str, str]]] = {}
        """By identity, with the value itself, so that no other can take its place in memory."""
        self._encode = json.JSONEncoder(default=self._stand_for, check_circular=False).encode

    def of(self, value: Any) -> bytes:
        """Return the digest of strings, numbers, dates, sequences, mappings, sets and dataclasses of such.

        A tuple is the same as a list of the same, and a key the same as the key written as a string: which
        of them a value has, the code decides, and that is known by other means.  Raises UnknownError for
        anything else.
        """
        try:
            written = self._encode(value)
        except UnknownError:
            raise
        except (TypeError, ValueError) as error:
            raise UnknownError(str(error)) from error
        return hashlib.blake2b(written.encode(), digest_size=16).digest()

    def _stand_for(self, value: Any) -> Any:
        """Return what JSON can hold in the place of what it cannot."""
        if is_dataclass(value) and not isinstance(value, type):
            return self._of_dataclass(value)
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, AnySet):
            return {"\0set": sorted(self.of(each).hex() for each in value)}
        if isinstance(value, bytes):
            return {"\0bytes": value.hex()}
        if isinstance(value, Enum) or type(value).__module__ == "datetime":
            return {"\0value": repr(value)}
        raise UnknownError(f"{type(value).__qualname__} is not a value")

    def _of_dataclass(self, value: Any) -> dict[str, str]:
        if known := self._known.get(id(value)):
            return known[1]
        kind = type(value)
        held = [getattr(value, each.name) for each in fields(kind)]
        found = {f"\0{kind.__module__}.{kind.__qualname__}": self.of(held).hex()}
        self._known[id(value)] = value, found
        return found
