"""The words of a page's Markdown, paragraph by paragraph, with its links: without rendering it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADDRESS = (
    r"\(\s*(?:<(?P<within>(?:\\.|[^<>\n\\])*)>|(?P<bare>(?:\\.|[^\s()\\]|\([^()\s]*\))*))"
    r"(?:\s+\"[^\"]*\")?\s*\)(?:\{[^}\n]*\})?"
)
_PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]" + _ADDRESS)
_LINK = re.compile(r"\[(?P<words>(?:\\.|[^\[\]\\])*)\]" + _ADDRESS)
_BEGINS = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d+[.)]|#{1,6}|:|\[\^[^\]]+\]:)[ \t]+|\||!!!)")
"""What a line begins with that stands for itself: an item, a heading, a quotation, a table's row."""
_RULE = re.compile(r"[ \t]*\|?[ \t]*(?::?-{2,}:?[ \t]*\|?[ \t]*)+|[ \t]*(?:[-*_][ \t]*){3,}")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->|\[\^[^\]]+\]|\{[:#.][^}\n]*\}")
_MARK = re.compile(r"\\(?P<kept>[!-/:-@\[-`{-~])|\*+|`+|~~|(?<!\w)_+|_+(?!\w)|\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NARROW = re.compile(r"[\x21-\u02ff]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where its words stand in their paragraph."""

    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, item or row, as a reader sees it."""

    text: str
    links: tuple[Link, ...] = ()


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """Return the page's paragraphs in order, without pictures, tags and marks; empty ones are left out."""
    bare = _PICTURE.sub("", markdown)
    read = (_read(lines) for lines in _blocks(bare))
    return tuple(paragraph for paragraph in read if paragraph.text)


def _blocks(markdown: str) -> Iterator[str]:
    """The lines that belong together: a wrapped sentence is put back into one."""
    block = ""
    for line in markdown.split("\n"):
        if not line.strip() or _RULE.fullmatch(line):
            yield block
            block = ""
        elif _BEGINS.match(line) or _HARD_BREAK.search(block):
            yield _HARD_BREAK.sub("", block)
            block = line
        else:
            block = _joined(block, line)
    yield block


def _joined(block: str, line: str) -> str:
    if not block:
        return line
    line = line.lstrip()
    apart = _NARROW.match(block[-1]) or _NARROW.match(line[:1])
    return f"{block}{' ' if apart else ''}{line}"


def _read(block: str) -> Paragraph:
    while begins := _BEGINS.match(block):
        block = block[begins.end() :]
    if "](" not in block:
        return Paragraph(_bare(block).strip())
    text, links, at = "", [], 0
    for match in _LINK.finditer(block):
        text = (text + _bare(block[at : match.start()])).lstrip()
        words = _bare(match["words"])
        address = match["within"] if match["within"] is not None else match["bare"]
        links.append(Link(html.unescape(_ESCAPED.sub(r"\1", address)), len(text), len(text) + len(words)))
        text, at = text + words, match.end()
    return Paragraph((text + _bare(block[at:])).strip(), tuple(links))


def _bare(markdown: str) -> str:
    text = _MARK.sub(_kept, _TAG.sub("", markdown))
    return html.unescape(text) if "&" in text else text


def _kept(mark: re.Match[str]) -> str:
    return mark["kept"] or ""
