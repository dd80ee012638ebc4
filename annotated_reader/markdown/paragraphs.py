"""Finds the paragraphs in what stands between two block boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from annotated_reader.markdown.inline import Leaf, nest
from annotated_reader.markdown.whitespace import BREAK, IMAGE, INDENT, SEAM, settle_spaces

LONG_LINE = 25
"""From this many characters a line of its own is prose, not verse or an address."""

_SENTENCE_END = re.compile("[。！？!?….：:；;][”’」』）)\\]】》〉\"']*\\Z|[”」』）)】]\\Z")

MANY_BREAKS = 12
"""So many line breaks are a way of writing, not an accident; prose must follow one in six of them."""

Line = list[Leaf]


def breaks_are_paragraphs(root: etree._Element) -> bool:
    """True for a page that knows no other paragraphs than ``br``: many of them, and prose between them.

    A poem or an address has the breaks, but not the prose.
    """
    lengths = [length for element in root.iter("br") if (length := len((element.tail or "").strip()))]
    return len(lengths) >= MANY_BREAKS and sum(length >= LONG_LINE for length in lengths) * 6 >= len(lengths)


def paragraphs(leaves: Sequence[Leaf], every: bool = False) -> Iterator[etree._Element]:
    """Yield one ``p`` for every paragraph in ``leaves``; with ``every``, one for each line.

    Two line breaks part paragraphs.  One does so before an indented line, beside
    a line that is only an image, and behind a line that ends like a sentence, if
    that line or the next is a long one.  Every other break stays a break.
    """
    group: list[Line] = []
    blank_before = False
    for line in _lines(leaves):
        if not _text(line).strip():
            blank_before = True
            continue
        if group and (every or blank_before or _parts(group[-1], line)):
            yield _paragraph(group)
            group = []
        group.append(line)
        blank_before = False
    if group:
        yield _paragraph(group)


def _lines(leaves: Sequence[Leaf]) -> Iterator[Line]:
    joined = SEAM.join(leaf.text for leaf in leaves)
    line: Line = []
    for text, leaf in zip(settle_spaces(joined).split(SEAM), leaves, strict=True):
        if text == BREAK:
            yield line
            line = []
        elif text:
            line.append(leaf if text == leaf.text else leaf._replace(text=text))
    yield line


def _text(line: Line) -> str:
    return "".join(leaf.text for leaf in line)


def _parts(before: Line, after: Line) -> bool:
    first, second = _text(before), _text(after)
    if second.startswith(INDENT) or not first.strip(IMAGE + " ") or not second.strip(IMAGE + " "):
        return True
    return max(len(first), len(second)) >= LONG_LINE and bool(_SENTENCE_END.search(first.rstrip()))


def _paragraph(lines: list[Line]) -> etree._Element:
    leaves: Line = []
    for line in lines:
        if leaves:
            leaves.append(Leaf(BREAK))
        leaves.extend(_trimmed(line))
    paragraph = etree.Element("p")
    nest(paragraph, leaves)
    return paragraph


def _trimmed(line: Line) -> Line:
    """Drop white space at both ends of a line, however many leaves it spans."""
    first, last = 0, len(line)
    while line[first].text.isspace():
        first += 1
    while line[last - 1].text.isspace():
        last -= 1
    line = line[first:last]
    if line[0].text[0].isspace():
        line[0] = line[0]._replace(text=line[0].text.lstrip())
    if line[-1].text[-1].isspace():
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip())
    return line
