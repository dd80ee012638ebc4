"""What a person has to see to in the notes: which file, which words, and what to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.values import FOLDER, Fault, Placed
from annotated_reader.errors import PageError

QUOTED = 60
"""Characters of a quotation that a sentence shows."""
SHOWN = 3
"""Candidates that it shows."""
RESEMBLES = 50
"""Likeness in per cent from which a passage is worth pointing to."""


def sentence(fault: Fault, docs: str) -> str:
    """Return a fault as one line; ``docs`` is the docs folder as the reader of the line knows it."""
    return str(PageError(f"{docs}/{FOLDER}/{fault.path}:{fault.line}", fault.fact, fault.action))


def unsettled(placed: Iterable[Placed], text: str) -> Iterator[Fault]:
    """Yield a fault for every note of an article with this text that is an orphan or ambiguous."""
    for each in placed:
        if each.outcome is Outcome.ORPHAN:
            yield _fault(each, *_orphan(each, text))
        elif each.outcome is Outcome.AMBIGUOUS:
            yield _fault(each, *_ambiguous(each))


def _fault(placed: Placed, fact: str, action: str) -> Fault:
    return Fault(placed.note.path, placed.note.line, fact, action)


def _orphan(placed: Placed, text: str) -> tuple[str, str]:
    fact = f"orphan: its quotation “{short(placed.quoted or '')}” has no place in the article any more"
    near = _most_alike(placed.quoted or "", text)
    hint = f"The most alike is now “{near}”. " if near else ""
    return fact, f"{hint}Quote the words as they stand now, or delete the note"


def _ambiguous(placed: Placed) -> tuple[str, str]:
    fits = "; ".join(f"({number}) {each}" for number, each in enumerate(placed.candidates[:SHOWN], 1))
    more = f"; and {len(placed.candidates) - SHOWN} more" if len(placed.candidates) > SHOWN else ""
    fact = f"ambiguous: its quotation “{short(placed.quoted or '')}” fits {len(placed.candidates)} places: "
    before = json.dumps(placed.candidates[0].partition("【")[0], ensure_ascii=False)
    action = f"Quote more words, or say in its front matter what stands before: for (1), prefix: {before}"
    return fact + fits + more, action


def short(words: str) -> str:
    """Return the words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


def _most_alike(quoted: str, text: str) -> str | None:
    """Return the passage of the text that resembles the quotation most, if any does."""
    if not quoted.strip() or not text:
        return None
    found = fuzz.partial_ratio_alignment(quoted, text, score_cutoff=RESEMBLES)
    return short(text[found.dest_start : found.dest_end]) or None if found else None
