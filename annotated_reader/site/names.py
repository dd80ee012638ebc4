"""Addresses for subjects and publishers: readable, ASCII, one for each."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotated_reader.slugs import RESERVED, spell

LENGTH = 40
"""Longest address in characters, its tie-breaker not counted."""

NAMELESS = "unknown"
"""The address of what has no name, such as the publisher nobody stated."""

UNLISTED = "unlisted"
"""The address below ``tags/`` of the tags that the vocabulary does not know."""

_TAKEN = re.compile(rf"{RESERVED.pattern}|other|{NAMELESS}|{UNLISTED}|page-\d+")
"""Addresses that mean something else on this site or to a server."""


def page_names(names: Iterable[str]) -> dict[str, str]:
    """Return an address for every name; names that read alike get digits of their hash behind it.

    A name's address depends on the other names only where they read alike, so it
    stays as it is when a new subject comes.
    """
    found = dict.fromkeys(names)
    alike = _by_reading(found)
    return {name: NAMELESS if not name else _address(name, alike) for name in found}


def crossroads(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the addresses that one of several names alike would have had alone, with those names.

    A link made when the name was still alone leads there.
    """
    return {
        reading: tuple(sorted(alike))
        for reading, alike in _by_reading(names).items()
        if len(alike) > 1 and not _TAKEN.fullmatch(reading)
    }


def readings_of(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the addresses that these names would have if no other name read alike, with those names."""
    return {reading: found for reading, found in _by_reading(names).items() if not _TAKEN.fullmatch(reading)}


def _by_reading(names: Iterable[str]) -> dict[str, list[str]]:
    readings: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        if name:
            readings[_reading(name)].append(name)
    return readings


def _reading(name: str) -> str:
    return spell(name)[:LENGTH].strip("-") or "other"


def _address(name: str, alike: Mapping[str, Sequence[str]]) -> str:
    reading = _reading(name)
    if len(alike[reading]) == 1 and not _TAKEN.fullmatch(reading):
        return reading
    return f"{reading}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
