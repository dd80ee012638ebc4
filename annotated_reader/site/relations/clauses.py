"""The clause that a figure stands in: enough of it to be read, from mark to mark."""

from __future__ import annotations

import re

AROUND = 18
"""Characters shown on either side of a figure at most."""
LEAST = 3
"""Characters wanted on either side: a mark nearer than that is passed over, if no sentence ends there."""

_STOP = re.compile(r"[。！？!?；;]|\n")
_MARK = re.compile(r"[，,：:、。！？!?；;]")


def clause_around(line: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind ``line[start:end]`` in its clause; … where it is cut."""
    return _before(line[:start]), _behind(line[end:])


def _before(text: str) -> str:
    stops = [match.end() for match in _STOP.finditer(text)]
    sentence = text[stops[-1] :] if stops else text
    marks = [match.end() for match in _MARK.finditer(sentence) if len(sentence) - match.end() >= LEAST]
    clause = sentence[marks[-1] :] if marks else sentence
    return clause.lstrip() if len(clause) <= AROUND else "…" + clause[-AROUND:].lstrip()


def _behind(text: str) -> str:
    stop = _STOP.search(text)
    sentence = text[: stop.end()] if stop else text
    marks = [match.start() for match in _MARK.finditer(sentence) if match.start() >= LEAST]
    clause = sentence[: marks[0]] if marks else sentence
    return clause.rstrip() if len(clause) <= AROUND else clause[:AROUND].rstrip() + "…"
