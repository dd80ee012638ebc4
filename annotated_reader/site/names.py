"""Addresses for subjects and publishers: readable, ASCII, one for each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from annotated_reader.slugs import spell

LENGTH = 40
"""Longest address in characters, its tie-breaker not counted."""


def page_names(names: Iterable[str]) -> dict[str, str]:
    """Return an address for every name; names that read alike get digits of their hash behind it.

    A name's address depends on the other names only where they read alike, so it
    stays as it is when a new subject comes.
    """
    found = list(dict.fromkeys(names))
    readings = {name: spell(name)[:LENGTH].strip("-") or "other" for name in found}
    count = Counter(readings.values())
    return {
        name: reading if count[reading] == 1 and reading not in ("index", "other") else f"{reading}-{_digits(name)}"
        for name, reading in readings.items()
    }


def _digits(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
