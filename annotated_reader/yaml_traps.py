"""YAML that would kill its reader: known before it is loaded.

libyaml's loader calls itself for each level and knows no limit: some hundred thousand brackets end the
process, and no error can be caught.  Ten lines of aliases to aliases stand for gigabytes of text.  A tag says
what a value is, and where it is not that, the loader breaks with an error that is none of YAML's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

MOST_LEVELS = 100
"""Lists inside lists; what people write by hand has fewer than ten."""

_HEAD = re.compile(rf"^[ \t?:-]{{{MOST_LEVELS},}}", re.M)
"""Lists and mappings without brackets begin further to the right than what they stand in."""


@dataclass(frozen=True)
class Trap:
    """What must not be loaded: its line, counted from 1, and what is wrong with it."""

    line: int
    fact: str


def find_trap(text: str) -> Trap | None:
    """Return the first alias or the first level too many; None where the text may be loaded.

    Of text that is no YAML, what stands behind the first fault is not looked at: no loader gets there.
    """
    if "*" not in text and text.count("[") + text.count("{") < MOST_LEVELS and not _HEAD.search(text):
        return None
    try:
        return _first_of(text)
    except yaml.YAMLError:
        return None


def find_tag(text: str) -> Trap | None:
    """Return the first tag, as in ``!!bool maybe``; None where the loader itself tells what values are."""
    if "!" not in text:
        return None
    try:
        for event in _events(text):
            if getattr(event, "tag", None):
                return Trap(_line(event), "tags (!name) are not read here")
    except yaml.YAMLError:
        pass
    return None


def _events(text: str) -> Iterator[yaml.Event]:
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return events


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _first_of(text: str) -> Trap | None:
    levels = 0
    for event in _events(text):
        levels += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            return Trap(_line(event), "aliases (*name) are not read here")
        if levels > MOST_LEVELS:
            return Trap(_line(event), f"it is nested more than {MOST_LEVELS} levels deep")
    return None
