"""What a person has to see to in the notes: which file, which words, and what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from annotated_reader.anchoring import Outcome, folded_text
from annotated_reader.annotations.alike import short
from annotated_reader.annotations.values import FOLDER, Fault, Placed
from annotated_reader.errors import PageError

SHOWN = 3
"""Candidates that it shows."""
_GAP = re.compile(r"\w.*?(?:…|⋯|\.{3}|。{3}).*?\w", re.S)
"""A mark that stands for words left out, between others."""
TELLING = 6
"""Characters that do not follow a quotation by chance."""


def sentence(fault: Fault, docs: str) -> str:
    """Return a fault as one line; ``docs`` is the docs folder as the reader of the line knows it."""
    return str(PageError(f"{docs}/{FOLDER}/{fault.path}:{fault.line}", fault.fact, fault.action))


def unsettled(placed: Iterable[Placed], text: str) -> Iterator[Fault]:
    """Yield a fault for every note that is an orphan, ambiguous, or quotes less of ``text`` than it means."""
    for each in placed:
        if each.outcome is Outcome.ORPHAN:
            yield _fault(each, *_orphan(each))
        elif each.outcome is Outcome.AMBIGUOUS:
            yield _fault(each, *_ambiguous(each))
        elif each.spans and (line := _torn(each, text)):
            fact = (
                f"the line below its quotation, “{short(line)}”, goes on quoting the article without a mark"
            )
            yield _fault(each, fact, "Write > before each line that is quoted, and an empty line below them")


def _fault(placed: Placed, fact: str, action: str) -> Fault:
    return Fault(placed.note.path, placed.note.line, fact, action)


def _torn(placed: Placed, text: str) -> str:
    """Return the first line of the note where it is what follows the quotation in the text."""
    line = placed.note.body.partition("\n")[0]
    words, end = folded_text(line), placed.spans[-1].end
    behind = folded_text(text[end : end + 2 * len(line)]) if len(words) >= TELLING else ""
    return line if behind.startswith(words) and words else ""


def _orphan(placed: Placed) -> tuple[str, str]:
    if placed.near and placed.quoted and folded_text(placed.near) == folded_text(placed.quoted):
        fact = f"orphan: its quotation “{short(placed.quoted)}” stands in the article, but in another place"
        return fact, (
            "If that one is meant, quote more of it and take prefix, suffix and base out of the front matter"
        )
    fact = f"orphan: its quotation “{short(placed.quoted or '')}” has no place in the article any more"
    if placed.quoted and _GAP.search(placed.quoted):
        return fact, "It leaves words out (…): quote them all, or each part for itself with a note of its own"
    hint = f"The most alike is now “{placed.near}”. " if placed.near else ""
    elsewhere = "" if placed.near else "; words of another text stand in quotation marks, without >"
    return fact, f"{hint}Quote the words as they stand now, or delete the note{elsewhere}"


def _ambiguous(placed: Placed) -> tuple[str, str]:
    fits = "; ".join(f"({number}) {each}" for number, each in enumerate(placed.candidates[:SHOWN], 1))
    more = f"; and {len(placed.candidates) - SHOWN} more" if len(placed.candidates) > SHOWN else ""
    fact = f"ambiguous: its quotation “{short(placed.quoted or '')}” fits {len(placed.candidates)} places: "
    before = json.dumps(placed.candidates[0].partition("【")[0], ensure_ascii=False)
    action = f"Quote more words, or say in its front matter what stands before: for (1), prefix: {before}"
    return fact + fits + more, action
