"""What people mistype in YAML: found entry by entry, so that one bracket does not take the others along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from annotated_reader.errors import VocabularyError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY = re.compile(r"^(?=[^\s#])", re.M)
_SLIPS = (
    (re.compile(r"^ *\t.*$", re.M), "the line is indented with a tab", "Indent it with spaces"),
    (
        re.compile(r"^ *[^\s:#\"'\[{-][^:\n\"'\[]*：.*$", re.M),
        "the colon behind the key is a full-width one",
        "Write ': ' for '：'",
    ),
    (
        re.compile(r"^ *[\w-]+: *[^\s\"'\[{>|#&*][^\"'\n]*: .*$", re.M),
        "a second colon stands in the text",
        "Put the text in quotes",
    ),
    (
        re.compile(r"^[^#\n\"'\[\]]*\[[^\]\n]*$", re.M),
        "the bracket '[' is not closed on its line",
        "Write ']' behind the last name",
    ),
)
"""What a line looks like, what is wrong with it, and what to do; tried only on what cannot be read."""


@dataclass(frozen=True)
class Slip:
    """One place that cannot be read: its line, counted from 1, what is wrong, and what to do."""

    line: int
    fact: str
    action: str

    def at(self, path: str) -> VocabularyError:
        """Return the error that names it in a file."""
        return VocabularyError(f"{path}:{self.line}", self.fact, self.action)


def without_slips(text: str) -> tuple[str, tuple[Slip, ...]]:
    """Return the text with empty lines for the entries that cannot be read, and what is wrong with each."""
    kept, slips, above = [], [], 0
    for entry in _entries(text):
        slip = _slip_in(entry)
        if slip:
            slips.append(Slip(slip.line + above, slip.fact, slip.action))
        kept.append("\n" * entry.count("\n") if slip else entry)
        above += entry.count("\n")
    return "".join(kept), tuple(slips)


def _entries(text: str) -> Iterator[str]:
    """Yield the text cut in front of each line that is not indented."""
    starts = [0, *(match.start() for match in _ENTRY.finditer(text) if match.start()), len(text)]
    for start, end in pairwise(starts):
        yield text[start:end]


def _slip_in(entry: str) -> Slip | None:
    try:
        yaml.compose(entry.rstrip(), Loader=_LOADER)
    except yaml.YAMLError as error:
        return slip_of(error, entry)
    return None


def slip_of(error: yaml.YAMLError, text: str) -> Slip:
    """Return what people mistype in such a place, if it is that; else what the parser says."""
    for look, fact, action in _SLIPS:
        if match := look.search(text):
            return Slip(text.count("\n", 0, match.start()) + 1, f"not valid YAML: {fact}", action)
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Slip(mark.line + 1 if mark else 1, f"not valid YAML: {problem}", "Mend the line")
