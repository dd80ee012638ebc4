"""Cuts the box about the author that a site hangs below an article, and the headings that head nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line

RULE = "_chrome/author-box"
WHY = "a box about the author, below the article and outside its paragraphs"
HEADING = "_chrome/bare-heading"
HEADING_WHY = "a heading at the end; what it headed has gone"
LINES = 5
"""Lines that such a box may have."""
PROSE = 3
"""Paragraphs at least that stand above it."""
HEADING_LETTERS = 60
"""Letters of the longest heading that may go."""
_CHANGE = re.compile(r"correction|updated?\b|editor.s note|this (?:article|story|piece|post)\b", re.I)
"""Notes on the text, which stand beside those on the author."""
_SAYS = r"\s(?:/\s)?(?:\w+\s)?(?:is|was|covers|writes|has|joined|reports|works|edits|lives)\b"
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def cut_biography(mask: Mask, authors: Sequence[str]) -> None:
    """Cut the last lines of a page from where they begin with an author's name and say who that is.

    They stand in another element than the paragraphs: a note that the article itself ends with stays.
    """
    lines = [line for line in mask.document.lines if mask.is_left(line) and line.letters]
    names = [name for name in authors if " " in name]
    for place in range(max(PROSE, len(lines) - LINES), len(lines)) if names else ():
        if _tells(lines[place], names) and (end := _end(mask, lines, place)):
            for line in lines[place:]:
                if line.start < end and not _CHANGE.match(line.text):
                    mask.cut(line.start, line.end, RULE, "chrome", WHY)
            return


def _end(mask: Mask, lines: Sequence[Line], place: int) -> int | None:
    """Where the largest element around a line ends that holds none of the paragraphs above; None for none."""
    above = [line.start for line in lines[:place] if is_prose(line)]
    if len(above) < PROSE:
        return None
    end, spans = None, mask.document.spans
    for element in lines[place].element.iterancestors():
        start, last = spans.get(element, (0, 0))
        if start <= above[-1]:
            break
        end = last
    return end


def cut_bare_headings(mask: Mask) -> None:
    """Cut the headings at the end of a page below which something was cut and nothing is left."""
    lines = mask.document.lines
    if not any(is_prose(line) and mask.is_left(line) for line in lines):
        return
    last = next((line for line in reversed(lines) if mask.is_left(line)), None)
    while last is not None and _is_heading(last):
        if not any(line.letters or line.images for line in lines[last.index + 1 :]):
            return
        mask.cut(last.start, last.end, HEADING, "chrome", HEADING_WHY)
        last = next((line for line in reversed(lines[: last.index]) if mask.is_left(line)), None)


def _is_heading(line: Line) -> bool:
    return line.element.tag in _HEADS and line.letters <= HEADING_LETTERS and not line.images


def _tells(line: Line, names: Sequence[str]) -> bool:
    """True for "Una Hale", alone and linked, and for "Una Hale is a reporter in Cape Town"."""
    for name in names:
        first = name.split()[0]
        if line.linked and line.text.strip(" :/") == name:
            return True
        if re.match(
            rf"(?:{re.escape(name)}|{re.escape(first)}|{re.escape(name)} / {re.escape(first)}){_SAYS}",
            line.text,
            re.I,
        ):
            return True
    return False
