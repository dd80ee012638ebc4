"""Cuts the body of a note file into quotations, each with what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTED = re.compile(r"[ \u00a0\u3000]{0,3}[>＞][ \u00a0\u3000]?(.*)")
"""A quoted line; what people set in by characters that look like spaces is quoted too."""
_FENCE = re.compile(r" {0,3}(```+|~~~+)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation and the note below it; either may be missing."""

    line: int
    """From 1, in the text that was cut."""
    quote: str | None
    body: str


def pairs(text: str) -> tuple[Pair, ...]:
    """Return the pairs in order; empty where the text is.

    Each line that begins with ``>`` is quoted, and nothing else is: who forgets the empty line below a
    quotation has still written a note. Quoted lines with only empty lines between them are one quotation,
    of several paragraphs. Words above the first quotation belong to its note.
    """
    lines = [(number, *_read(line)) for number, line in enumerate(_unfenced(text), 1)]
    starts = [at for at, line in enumerate(lines) if line[2] and not _continues(lines, at)]
    if not starts:
        body = text.strip("\n")
        first = next((number for number, words, _ in lines if words.strip()), 1)
        return (Pair(first, None, body.rstrip()),) if body.strip() else ()
    above = _body([words for _, words, _ in lines[: starts[0]]])
    found = [_pair(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    first_pair = found[0]
    body = "\n\n".join(part for part in (above, first_pair.body) if part)
    return (Pair(first_pair.line, first_pair.quote, body), *found[1:])


def _unfenced(text: str) -> list[tuple[str, bool]]:
    """Return the lines, each with whether it may be a quotation: it may not inside a fence of code."""
    lines: list[tuple[str, bool]] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        lines.append((line, not fence))
        if fence and mark and mark[1].startswith(fence):
            fence = ""
        elif not fence and mark:
            fence = mark[1]
    return lines


def _read(line: tuple[str, bool]) -> tuple[str, bool]:
    """Return the words of a line, and whether they are quoted."""
    words, free = line
    quoted = QUOTED.fullmatch(words) if free else None
    return (quoted[1], True) if quoted else (words, False)


def _continues(lines: list[tuple[int, str, bool]], at: int) -> bool:
    """Tell whether the quoted line belongs to the quotation above it."""
    for _, words, quoted in reversed(lines[:at]):
        if quoted or words.strip():
            return quoted
    return False


def _pair(lines: list[tuple[int, str, bool]]) -> Pair:
    last = max(at for at, line in enumerate(lines) if line[2])
    quote = "\n".join(words for _, words, _ in lines[: last + 1]).strip()
    return Pair(lines[0][0], quote or None, _body([words for _, words, _ in lines[last + 1 :]]))


def _body(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()
