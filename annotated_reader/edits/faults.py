"""What a person has to see to in a page that somebody edited, before it can be merged or published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotated_reader import front_matter
from annotated_reader.edits import undecided
from annotated_reader.errors import PageError
from annotated_reader.git_marks import ACTION, unmerged

_OPENS = re.compile(r"\A---[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a page, with the line where it begins."""

    line: int
    fact: str
    action: str
    blocks: bool = True
    """Nothing can be merged into the page until it is mended."""

    def sentence(self, place: str) -> str:
        """Return it as one line; ``place`` is the page's path."""
        return str(PageError(f"{place}:{self.line}", self.fact, self.action))


def faults_of(page: bytes) -> tuple[Fault, ...]:
    """Return the faults of a page, the first of each sort."""
    try:
        return tuple(_faults(read(page)))
    except UnicodeDecodeError as error:
        line = page.count(b"\n", 0, error.start) + 1
        return (Fault(line, "it is not UTF-8", "Save it as UTF-8"),)


def read(page: bytes) -> str:
    """Return the text of a page, with line ends as on Unix; raises UnicodeDecodeError."""
    return page.decode("utf-8-sig").replace("\r\n", "\n")


def _faults(text: str) -> Iterator[Fault]:
    if conflict := unmerged(text):
        yield Fault(*conflict, ACTION)
    elif misread := _misread(text):
        yield Fault(1, misread, "Mend it; what stood there is in the history of the file")
    if places := undecided.find(text):
        count = "one place" if len(places) == 1 else f"{len(places)} places, of which this is the first,"
        fact = f"in {count} a person's edit meets a new text, and both were kept"
        action = f"Keep what is right, and delete what is marked {undecided.MARK!r}"
        yield Fault(places[0], fact, action, blocks=False)


def _misread(text: str) -> str | None:
    if _OPENS.match(text) and front_matter.block_of(text) is None:
        return "its front matter has no second line '---'"
    try:
        front_matter.load(text)
    except ValueError as error:
        return f"its front matter cannot be read ({error})"
    return None
