"""Lays an element tree out as one string with runs and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from annotated_reader.document import BLOCKS, IMAGE, IMAGES, INVISIBLE, Line, Run

_SIGN = re.compile(r"[\W_]")
"""What is neither letter nor digit; most of a line is, so these are the ones to count."""
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff" + IMAGE + "]+")
_ODD = re.compile("[\u200b-\u200f\u2060\ufeff" + IMAGE + "]")
"""What is white space to a reader, but not to Python."""
_LINKS = frozenset({"a", "ok"})
_TELLING = BLOCKS | IMAGES | _LINKS | {"br", "span"}
"""Elements that do more than hold text."""


@dataclass(slots=True)
class Layout:
    """The state of one walk over a tree."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    spans: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    line_start: int = 0
    line_part: int = 0
    """Index in ``parts`` of the line under way."""
    shows: bool = False
    """The line under way holds more than white space."""
    links: int = 0
    linked: list[str] = field(default_factory=list)
    blocks: list[HtmlElement] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where the elements under way begin, outermost first."""


def lay_out(root: HtmlElement) -> Layout:
    """Walk ``root`` once and return its text, runs, spans and lines.

    The parser puts comments in front of the first element beside the root.
    """
    layout = Layout()
    layout.blocks.append(root)
    layout.comments.extend(node.text or "" for node in reversed(list(root.itersiblings(preceding=True))))
    walker = iterwalk(root, events=("start", "end", "comment", "pi"))
    spans, starts = layout.spans, layout.starts
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in INVISIBLE:
                walker.skip_subtree()
                starts.append(-1)
                continue
            starts.append(layout.length)
            if tag in _TELLING:
                _enter(layout, element, tag)
            if text := element.text:
                _text(layout, element, text, False)
            continue
        if event == "end":
            start = starts.pop()
            spans[element] = (layout.length if start < 0 else start, layout.length)
            if start >= 0 and tag in _TELLING:
                _leave(layout, element, tag)
        else:
            spans[element] = (layout.length, layout.length)
            layout.comments.append(element.text or "")
        if (tail := element.tail) and element is not root:
            _text(layout, element, tail, True)
    _break(layout)
    layout.comments.extend(node.text or "" for node in root.itersiblings())
    return layout


def _enter(layout: Layout, element: HtmlElement, tag: str) -> None:
    if tag in BLOCKS:
        _break(layout)
        layout.blocks.append(element)
    elif tag == "br":
        _break(layout)
    elif tag in IMAGES:
        layout.parts.append(IMAGE)
        layout.length += 1
        layout.shows = True
    elif tag in _LINKS or element.get("href"):
        layout.links += 1


def _leave(layout: Layout, element: HtmlElement, tag: str) -> None:
    if tag in BLOCKS:
        _break(layout)
        layout.blocks.pop()
    elif tag in _LINKS or (tag == "span" and element.get("href")):
        layout.links -= 1


def _text(layout: Layout, element: HtmlElement, text: str, is_tail: bool) -> None:
    start = layout.length
    layout.length = end = start + len(text)
    layout.runs.append(Run(start, end, element, is_tail))
    layout.parts.append(text)
    if not layout.shows and not text.isspace():
        layout.shows = True
    if layout.links:
        layout.linked.append(text)


def _break(layout: Layout) -> None:
    """Close the line if it holds anything a reader would see."""
    if not layout.shows:
        _begin(layout)
        return
    raw = "".join(layout.parts[layout.line_part :])
    images = raw.count(IMAGE)
    text = " ".join(raw.split())
    if _ODD.search(text):
        text = _SPACE.sub(" ", text).strip()
    if text or images:
        layout.lines.append(
            Line(
                index=len(layout.lines),
                start=layout.line_start,
                end=layout.length,
                text=text,
                letters=_letters(text),
                linked=_letters("".join(layout.linked)) if layout.linked else 0,
                images=images,
                element=layout.blocks[-1],
            )
        )
    _begin(layout)


def _letters(text: str) -> int:
    return len(text) - len(_SIGN.findall(text))


def _begin(layout: Layout) -> None:
    """Begin a line here."""
    layout.line_start = layout.length
    layout.line_part = len(layout.parts)
    layout.shows = False
    if layout.linked:
        layout.linked.clear()
