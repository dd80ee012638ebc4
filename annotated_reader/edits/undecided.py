"""What a person has to decide, as it stands in a page: both texts, and the site shows only the person's.

In the body the new text stands in a box below the person's: an HTML comment, so that a page with one can
still be read as Markdown anywhere. In the front matter it stands in comment lines below the person's field.
An editor resolves it where it is, in one file and in any editor, by keeping what is right and taking the
mark away; while a mark stands, every build reports it. A second file beside the page would have to be found,
compared and deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotated_reader.edits.differing import differences

MARK = "待定 UNDECIDED"
OPEN, CLOSE = f"<!-- {MARK}", "-->"
LINE = f"# {MARK}: "
"""How a line of the front matter begins that holds a line of the other text."""

_BOX = re.compile(rf"^{re.escape(OPEN)}.*?{re.escape(CLOSE)}[ \t]*$\n*", re.S | re.M)
_CLOSES = re.compile(r"(--!?)>")
_CLOSED = re.compile(r"(--!?)&gt;")

BOTH = """上面这{passages}人改过，新的存档或规则又给出了下面的文字。留下对的，删掉这个框，保存。
A person changed what stands above, and the new capture or rule says what follows. Keep what is right."""
GONE = """上面这{passages}人改过，新的存档或规则里却没有了。要留就删掉这个框，不留就连上面一起删，保存。
A person changed what stands above, and the new capture or rule has it no more. Keep it or delete it."""
TAKEN_OUT = """这里有人删去了文字，新的存档或规则又给出了下面的文字。要就移到框外，不要就连框一起删，保存。
A person took out what stood here, and the new capture or rule says what follows. Keep it or delete it."""


def box(mine: Sequence[str], new: str) -> str:
    """Return the box with the new text, for below a person's paragraphs."""
    if not mine:
        said = TAKEN_OUT
    else:
        said = (BOTH if new else GONE).format(passages="段" if len(mine) == 1 else f" {len(mine)} 段")
    differing = differences("\n\n".join(mine), new) if mine and new else ()
    lines = [said, *(f"{words} → {other}" for words, other in differing)]
    shown = ["", new] if new else []
    return f"{OPEN}\n" + _CLOSES.sub(r"\1&gt;", "\n".join([*lines, *shown])) + f"\n{CLOSE}"


def boxed(text: str) -> str | None:
    """Return the new text in a box, empty if it says that there is none; None if ``text`` is no box."""
    if not text.startswith(OPEN) or not text.rstrip().endswith(CLOSE):
        return None
    content = text.rstrip().removesuffix(CLOSE).partition("\n\n")[2]
    return _CLOSED.sub(r"\1>", content).rstrip("\n")


def find(page: str) -> list[int]:
    """Return the line numbers, from 1, at which something undecided begins."""
    return list(_marked(page.split("\n")))


def strip(body: str) -> str:
    """Return a body without its boxes, as the site shows it."""
    return _BOX.sub("", body) if OPEN in body else body


def _marked(lines: list[str]) -> Iterator[int]:
    inside = False
    for number, line in enumerate(lines, 1):
        commented = line.startswith(LINE)
        if line.startswith(OPEN) or (commented and not inside):
            yield number
        inside = commented
