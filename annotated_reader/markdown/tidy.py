"""Turns any tree into one in a small vocabulary; the tables below are the whole policy.

Out of it come, below ``body``: p, h2 to h6, ul, ol, li, blockquote, table, tr,
td, th, pre, hr, figure, figcaption, dl, dt, dd; and inside these, inline: a,
img, br, strong, em, del, sub, sup, code.  No attribute but href, src, alt and start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from annotated_reader.document import BLOCKS, IMAGES, INVISIBLE
from annotated_reader.markdown.code import code_text, is_prose
from annotated_reader.markdown.inline import Leaf
from annotated_reader.markdown.paragraphs import breaks_are_paragraphs, paragraphs
from annotated_reader.markdown.settle import SETTLE, settle_body
from annotated_reader.markdown.targets import image_target, link_target
from annotated_reader.markdown.whitespace import BREAK, IMAGE, without_unseen

CONTAINERS = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6",
    "blockquote": "blockquote",
    "ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "li": "li",
    "table": "table", "tr": "tr", "td": "td", "th": "th",
    "figure": "figure", "figcaption": "figcaption",
    "dl": "dl", "dt": "dt", "dd": "dd",
}  # fmt: skip
"""Blocks that keep their meaning; every other block only parts paragraphs."""

MARK_OF = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em",
    "del": "del", "s": "del", "strike": "del",
    "sub": "sub", "sup": "sup",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code",
}  # fmt: skip
"""Inline elements that keep their meaning; every other one is as if it were not there."""

PARTING = BLOCKS | {"caption", "details", "summary", "colgroup"}
"""Elements that begin and end a paragraph."""

HOMES = {
    "li": ("ul", "ol"), "tr": ("table",), "td": ("tr",), "th": ("tr",),
    "figcaption": ("figure",), "dt": ("dl",), "dd": ("dl",),
}  # fmt: skip
"""Where those containers stand that mean nothing elsewhere."""

NUMBERS = ("start", "colspan", "rowspan")
"""Attributes of containers that say how they read; spans are spent when the table closes."""

TEXT_ONLY = ("h1", "h2", "h3", "h4", "h5", "h6", "figcaption")

NESTING = ("ul", "ol", "blockquote")

DEEPEST = 4
"""How many lists and quotes nest; deeper ones only part paragraphs."""


class _Style(NamedTuple):
    marks: frozenset[str] = frozenset()
    href: str | None = None
    lines: bool = False
    """Line breaks in the text are meant, as in prose set as preformatted."""


@dataclass
class _Draft:
    """The tree under way."""

    open: list[etree._Element] = field(default_factory=lambda: [etree.Element("body")])
    leaves: list[Leaf] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=lambda: [_Style()])
    sources: list[etree._Element] = field(default_factory=list)
    """The elements that opened what is open."""
    breaks_part: bool = False
    """Every line break parts paragraphs: the page was written so throughout."""


def tidy(root: etree._Element) -> etree._Element:
    """Return the content of ``root`` as a new tree in the small vocabulary; ``root`` stays as it is."""
    draft = _Draft(breaks_part=breaks_are_paragraphs(root))
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in INVISIBLE or not _enter(draft, element):
                walk.skip_subtree()
            continue
        if event == "end":
            _leave(draft, element)
        if element is not root and element.tail:
            _text(draft, element.tail)
    _flush(draft)
    settle_body(draft.open[0])
    return draft.open[0]


def _enter(draft: _Draft, element: etree._Element) -> bool:
    """Begin an element; False where its content is not to be walked through."""
    style = _styled(draft.styles[-1], element)
    draft.styles.append(style)
    if element.tag in PARTING:
        _flush(draft)
        if element.tag == "pre" and not style.lines:
            etree.SubElement(draft.open[-1], "pre").text = without_unseen(code_text(element))
            return False
        _enter_block(draft, element)
    else:
        _enter_inline(draft, element)
    if element.text:
        _text(draft, element.text)
    return True


def _styled(style: _Style, element: etree._Element) -> _Style:
    """The style of what stands directly in ``element``."""
    tag = element.tag
    if tag in MARK_OF:
        return style._replace(marks=_with(style.marks, MARK_OF[tag]))
    if tag == "a":
        return style._replace(href=link_target(element.get("href")))
    if tag == "pre":
        return style._replace(lines=is_prose(element))
    return style


def _enter_block(draft: _Draft, element: etree._Element) -> None:
    tag = element.tag
    if tag == "hr":
        etree.SubElement(draft.open[-1], "hr")
    elif _opens(draft, tag):
        kept = {name: value for name in NUMBERS if (value := element.get(name, "")).isdecimal()}
        draft.open.append(etree.SubElement(draft.open[-1], CONTAINERS[tag], kept))
        draft.sources.append(element)


def _opens(draft: _Draft, tag: str) -> bool:
    if tag not in CONTAINERS:
        return False
    if (parents := HOMES.get(tag)) is not None:
        return draft.open[-1].tag in parents
    if CONTAINERS[tag] in NESTING:
        return sum(one.tag in NESTING for one in draft.open) < DEEPEST
    return True


def _enter_inline(draft: _Draft, element: etree._Element) -> None:
    tag = element.tag
    if tag == "br":
        draft.leaves.append(Leaf(BREAK))
    elif tag in IMAGES:
        _image(draft, element)
    elif tag == "rt" and not _has_parentheses(element):
        _text(draft, "(")


def _image(draft: _Draft, element: etree._Element) -> None:
    """Keep an image where it stands; beside the text in headings and captions, which hold text only."""
    src = image_target(element.get("src"))
    if src is None:
        return
    alt = " ".join(without_unseen(element.get("alt") or "").split())
    if draft.open[-1].tag in TEXT_ONLY:
        etree.SubElement(etree.SubElement(draft.open[-1], "p"), "img", src=src, alt=alt)
    else:
        draft.leaves.append(Leaf(IMAGE, draft.styles[-1].marks, None, (src, alt)))


def _leave(draft: _Draft, element: etree._Element) -> None:
    tag = element.tag
    if tag in INVISIBLE:
        return
    draft.styles.pop()
    if tag == "rt" and not _has_parentheses(element):
        _text(draft, ")")
    if tag not in PARTING:
        return
    _flush(draft)
    if draft.sources and draft.sources[-1] is element:
        draft.sources.pop()
        closed = draft.open.pop()
        SETTLE[closed.tag](closed)


def _has_parentheses(annotation: etree._Element) -> bool:
    """True for ruby text whose writer set the parentheses himself."""
    parent = annotation.getparent()
    return parent is not None and parent.find("rp") is not None


def _with(marks: frozenset[str], mark: str) -> frozenset[str]:
    """Add a mark; in code no other mark counts."""
    return frozenset({"code"}) if mark == "code" or "code" in marks else marks | {mark}


def _text(draft: _Draft, text: str) -> None:
    if not draft.leaves and text.isspace():
        return
    style, text = draft.styles[-1], without_unseen(text)
    first, *rest = text.split("\n") if style.lines else (text,)
    draft.leaves.append(Leaf(first, style.marks, style.href))
    for line in rest:
        draft.leaves += (Leaf(BREAK), Leaf(line, style.marks, style.href))


def _flush(draft: _Draft) -> None:
    """Close the paragraph under way."""
    if draft.leaves:
        draft.open[-1].extend(paragraphs(_merged(draft.leaves), draft.breaks_part))
        draft.leaves.clear()


def _merged(leaves: list[Leaf]) -> list[Leaf]:
    """Join neighbouring text of one kind."""
    merged: list[Leaf] = []
    for _, run in groupby(leaves, lambda leaf: (leaf.marks, leaf.href) if leaf.is_text else id(leaf)):
        first, *rest = run
        merged.append(
            first._replace(text=first.text + "".join(leaf.text for leaf in rest)) if rest else first
        )
    return merged
