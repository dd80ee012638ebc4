"""What a person has to see to in the notes: which file, which words, and what to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.alike import short
from annotated_reader.annotations.values import FOLDER, Fault, Placed
from annotated_reader.errors import PageError

SHOWN = 3
"""Candidates that it shows."""


def sentence(fault: Fault, docs: str) -> str:
    """Return a fault as one line; ``docs`` is the docs folder as the reader of the line knows it."""
    return str(PageError(f"{docs}/{FOLDER}/{fault.path}:{fault.line}", fault.fact, fault.action))


def unsettled(placed: Iterable[Placed]) -> Iterator[Fault]:
    """Yield a fault for every note that is an orphan or ambiguous."""
    for each in placed:
        if each.outcome is Outcome.ORPHAN:
            yield _fault(each, *_orphan(each))
        elif each.outcome is Outcome.AMBIGUOUS:
            yield _fault(each, *_ambiguous(each))


def _fault(placed: Placed, fact: str, action: str) -> Fault:
    return Fault(placed.note.path, placed.note.line, fact, action)


def _orphan(placed: Placed) -> tuple[str, str]:
    fact = f"orphan: its quotation “{short(placed.quoted or '')}” has no place in the article any more"
    hint = f"The most alike is now “{placed.near}”. " if placed.near else ""
    return fact, f"{hint}Quote the words as they stand now, or delete the note"


def _ambiguous(placed: Placed) -> tuple[str, str]:
    fits = "; ".join(f"({number}) {each}" for number, each in enumerate(placed.candidates[:SHOWN], 1))
    more = f"; and {len(placed.candidates) - SHOWN} more" if len(placed.candidates) > SHOWN else ""
    fact = f"ambiguous: its quotation “{short(placed.quoted or '')}” fits {len(placed.candidates)} places: "
    before = json.dumps(placed.candidates[0].partition("【")[0], ensure_ascii=False)
    action = f"Quote more words, or say in its front matter what stands before: for (1), prefix: {before}"
    return fact + fits + more, action
