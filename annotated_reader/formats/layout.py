"""Lays an element tree out as one string with runs and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from annotated_reader.document import BLOCKS, IMAGE, IMAGES, INVISIBLE, Line, Run

_LETTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff" + IMAGE + "]+")
_LINKS = frozenset({"a", "ok"})


@dataclass
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
    links: int = 0
    linked: list[str] = field(default_factory=list)
    blocks: list[HtmlElement] = field(default_factory=list)


def lay_out(root: HtmlElement) -> Layout:
    """Walk ``root`` once and return its text, runs, spans and lines.

    The parser puts comments in front of the first element beside the root.
    """
    layout = Layout()
    layout.blocks.append(root)
    layout.comments.extend(node.text or "" for node in reversed(list(root.itersiblings(preceding=True))))
    _element(layout, root)
    _break(layout)
    layout.comments.extend(node.text or "" for node in root.itersiblings())
    return layout


def _element(layout: Layout, root: HtmlElement) -> None:
    """Visit without recursion: broken captures nest thousands deep."""
    stack: list[tuple[HtmlElement, int]] = [(root, -1)]
    while stack:
        element, start = stack.pop()
        if start >= 0:
            _leave(layout, element, start, tail=element is not root)
        elif not isinstance(element.tag, str) or element.tag in INVISIBLE:
            _pass_over(layout, element, tail=element is not root)
        else:
            stack.append((element, layout.length))
            _enter(layout, element)
            stack.extend((child, -1) for child in reversed(element))


def _pass_over(layout: Layout, element: HtmlElement, tail: bool) -> None:
    layout.spans[element] = (layout.length, layout.length)
    if not isinstance(element.tag, str):
        layout.comments.append(element.text or "")
    if tail:
        _text(layout, element, element.tail, is_tail=True)


def _enter(layout: Layout, element: HtmlElement) -> None:
    tag = element.tag
    if tag in BLOCKS:
        _break(layout)
        layout.blocks.append(element)
    elif tag == "br":
        _break(layout)
    elif tag in IMAGES:
        _append(layout, IMAGE)
    elif tag in _LINKS or (tag == "span" and element.get("href")):
        layout.links += 1
    _text(layout, element, element.text, is_tail=False)


def _leave(layout: Layout, element: HtmlElement, start: int, tail: bool) -> None:
    tag = element.tag
    layout.spans[element] = (start, layout.length)
    if tag in BLOCKS:
        _break(layout)
        layout.blocks.pop()
    elif tag in _LINKS or (tag == "span" and element.get("href")):
        layout.links -= 1
    if tail:
        _text(layout, element, element.tail, is_tail=True)


def _text(layout: Layout, element: HtmlElement, text: str | None, is_tail: bool) -> None:
    if text:
        layout.runs.append(Run(layout.length, layout.length + len(text), element, is_tail))
        _append(layout, text)


def _append(layout: Layout, text: str) -> None:
    layout.parts.append(text)
    layout.length += len(text)
    if layout.links:
        layout.linked.append(text)


def _break(layout: Layout) -> None:
    """Close the line if it holds anything a reader would see."""
    if layout.line_start == layout.length:
        return
    raw = "".join(layout.parts[layout.line_part :])
    if raw.isspace():
        _begin(layout)
        return
    text = _SPACE.sub(" ", raw).strip()
    images = raw.count(IMAGE)
    if text or images:
        layout.lines.append(
            Line(
                index=len(layout.lines),
                start=layout.line_start,
                end=layout.length,
                text=text,
                letters=len(_LETTER.findall(text)),
                linked=len(_LETTER.findall("".join(layout.linked))) if layout.linked else 0,
                images=images,
                element=layout.blocks[-1],
            )
        )
    _begin(layout)


def _begin(layout: Layout) -> None:
    """Begin a line here."""
    layout.line_start = layout.length
    layout.line_part = len(layout.parts)
    layout.linked.clear()
