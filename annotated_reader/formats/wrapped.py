"""Restores the paragraphs of plain text whose lines were broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

LEAST_WIDTH = 24
"""Narrowest column, in characters of double width counted as two, that is taken for a wrapped one."""
FULL = 3
"""A line this many columns short of the widest still counts as full: a long word or a mark moved down."""
CERTAIN = 3
"""So many full lines of one block must stop in mid-sentence before any of it is joined."""

_ENDS = re.compile(r"[。！？!?…；;：:”」』）)\].》]\s*\Z")
_INDENT = re.compile(r"[\s\u3000]{2,}|\u3000")
_WORD = re.compile(r"[A-Za-z0-9“‘\"'(][^\s\u2e80-\U0002ffff]*")
_LATIN_END = re.compile(r"[A-Za-z0-9,.;:!?'\"’”)-]\Z")


def restore(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` with those joined that a fixed width had broken; all others as they stand.

    Lines are joined only inside a block without blank lines, of which at least
    ``CERTAIN`` lines are full and stop in mid-sentence.
    """
    restored: list[str] = []
    for block in _blocks(lines):
        restored.extend(_joined(block) if _is_wrapped(block) else block)
    return restored


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
            continue
        if block:
            yield block
        block = []
        yield [line]
    if block:
        yield block


def _width(line: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in line.rstrip())


def _is_full(line: str, below: str, widest: int) -> bool:
    """True where no more went on the line: it reaches the edge, or the next word would have passed it."""
    width = _width(line)
    if width >= widest - FULL:
        return True
    word = _WORD.match(below)
    return word is not None and bool(_LATIN_END.search(line.rstrip())) and width + 1 + len(word[0]) > widest


def _is_wrapped(block: Sequence[str]) -> bool:
    if len(block) <= CERTAIN:
        return False
    widest = max(map(_width, block))
    full = [line for line, below in pairwise(block) if _is_full(line, below, widest)]
    broken = [line for line in full if not _ENDS.search(line)]
    return widest >= LEAST_WIDTH and len(broken) >= CERTAIN and 2 * len(full) >= len(block) - 1


def _joined(block: Sequence[str]) -> Iterator[str]:
    widest = max(map(_width, block))
    paragraph = block[0].rstrip()
    for before, line in pairwise(block):
        if _is_full(before, line, widest) and not _INDENT.match(line):
            space = " " if _LATIN_END.search(paragraph) and line[:1] < "\u2e80" else ""
            paragraph += space + line.strip()
        else:
            yield paragraph
            paragraph = line.rstrip()
    yield paragraph
