"""A body cut at its empty lines, and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotated_reader.edits.undecided import CLOSE, OPEN


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a box with what is undecided, or whatever else stands between two empty lines."""

    text: str
    """Without a line end behind it."""
    gap: str = "\n\n"
    """The line ends and empty lines behind it."""


def split_blocks(body: str) -> list[Block]:
    """Return the blocks of a body; a box stays whole, whatever is in it."""
    blocks: list[Block] = []
    lines: list[str] = []
    gap: list[str] = []
    boxed = False
    for line in body.split("\n"):
        if (lines or gap) and not boxed and (line.startswith(OPEN) or (line.strip() and gap)):
            blocks += _close(lines, gap)
            lines, gap = [], []
        boxed = (boxed or line.startswith(OPEN)) and CLOSE not in line
        (lines if line.strip() or boxed else gap).append(line)
    return blocks + list(_close(lines, gap))


def join_blocks(blocks: Iterable[Block]) -> str:
    """Return the body of these blocks: each behind an empty line, one line end behind the last."""
    parts = [block.text + (block.gap if "\n\n" in block.gap else "\n\n") for block in blocks]
    return "".join(parts).rstrip("\n") + "\n" if parts else ""


def _close(lines: list[str], gap: list[str]) -> Iterator[Block]:
    if lines:
        yield Block("\n".join(lines), "\n" * (len(gap) + 1))
