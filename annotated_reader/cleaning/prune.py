"""Builds the tree of what is left."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.document import INVISIBLE, Document, Run

_SEEN = re.compile(r"[^\s" + "\u200b-\u200f\u2060\ufeff" + "]")
_EMPTY = frozenset({"br", "hr", "wbr"})


def prune(mask: Mask) -> HtmlElement:
    """Return a copy of the document's tree that holds just what no rule has cut."""
    top = _top(mask)
    copy = deepcopy(top)
    copy.tail = None
    pairs = dict(zip(top.iter(), copy.iter(), strict=True))
    _trim_text(mask, pairs)
    for element, twin in pairs.items():
        parent = twin.getparent()
        if parent is not None and not _stays(mask, element):
            _drop(twin)
    return copy


def _top(mask: Mask) -> HtmlElement:
    """The innermost element that holds everything left; the root where nothing is."""
    document = mask.document
    first, last = _bounds(mask)
    top = document.root
    if first >= last:
        return top
    while (inner := _holder(document, top, first, last)) is not None:
        top = inner
    return top


def _bounds(mask: Mask) -> tuple[int, int]:
    """Start and end of what is left, white space aside; equal where nothing is."""
    text = mask.document.text
    left = [span for span in mask.left_spans(0, len(text)) if _SEEN.search(text, *span)]
    if not left:
        return 0, 0
    return left[0][0], left[-1][1]


def _holder(document: Document, element: HtmlElement, first: int, last: int) -> HtmlElement | None:
    for child in element:
        start, end = document.spans.get(child, (0, 0))
        if start <= first and last <= end:
            return child if child.tag not in ("img", "a", "p") else None
    return None


def _trim_text(mask: Mask, pairs: dict[HtmlElement, HtmlElement]) -> None:
    for run in mask.document.runs:
        twin = pairs.get(run.element)
        if twin is None or mask.covered.find(1, run.start, run.end) == -1:
            continue
        _set(twin, run, mask.left_text(run.start, run.end))


def _set(twin: HtmlElement, run: Run, text: str) -> None:
    if run.is_tail:
        twin.tail = text or None
    else:
        twin.text = text or None


def _stays(mask: Mask, element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in INVISIBLE:
        return False
    start, end = mask.document.spans.get(element, (0, 0))
    if start == end:
        return tag in _EMPTY
    return any(_SEEN.search(mask.document.text, *span) for span in mask.left_spans(start, end))


def _drop(twin: HtmlElement) -> None:
    """Take an element out and leave its tail where it stood."""
    parent = twin.getparent()
    if parent is None:
        return
    tail, before = twin.tail, twin.getprevious()
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        twin.tail = None
    parent.remove(twin)
