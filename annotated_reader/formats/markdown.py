"""Reads Markdown as mirrors write it: front matter on top, broken HTML in the middle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import yaml
from lxml import etree
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Scanned, StateInline

from annotated_reader.formats.html import parse_html

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)$")
_DATE_TAG = "tag:yaml.org,2002:timestamp"


class _Strings(yaml.SafeLoader):
    """Reads YAML safely and leaves dates as they are written."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _DATE_TAG]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Return the front matter, as far as it can be read, and the Markdown below it."""
    match = _FRONT_MATTER.match(text)
    if not match or not re.search(r"^[\w-]+[ \t]*:", match.group(1), re.M):
        return {}, text
    return _mapping(match.group(1)), text[match.end() :]


def _mapping(block: str) -> Mapping[str, object]:
    try:
        loaded = yaml.load(block, Loader=_Strings)  # a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = None
    if isinstance(loaded, dict):
        return {str(key): value for key, value in loaded.items()}
    pairs = (_KEY.match(line) for line in block.splitlines())
    return {pair.group(1): pair.group(2).strip().strip("\"'") for pair in pairs if pair}


def parse_markdown(text: str) -> HtmlElement:
    """Return the tree of a Markdown text without its front matter."""
    root = parse_html(_parser().render(text))
    for paragraph in root.iter("p"):
        _typed_marks(paragraph)
    _gather_items(root)
    return root


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough.

    Indented code is off: in these archives four spaces are a paragraph's indent
    or the indent of broken HTML, never a program.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # unsafe ones go with the article's gate
    parser.inline.State = _Inline  # type: ignore[attr-defined]
    return parser


class _Inline(StateInline):
    """Emphasis that may end behind full-width punctuation: ``**真。**她`` is bold.

    CommonMark (0.31, 6.2) asks for white space or punctuation on the far side,
    which Chinese does not write.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  # the base class's names
        scanned = super().scanDelims(start, canSplitWord)
        if self.src[start] == "_" or (scanned.can_open and scanned.can_close):
            return scanned
        before = self.src[start - 1] if start else " "
        after = self.src[start + scanned.length] if start + scanned.length < self.posMax else " "
        if before <= "\u2e7f" and after <= "\u2e7f":
            return scanned
        return Scanned(not after.isspace(), not before.isspace(), scanned.length)


_BOLD = re.compile(r"\s*\*\*([^*]+)\*\*\s*\Z")
_ITEM = re.compile(r"\s*[*•]\s+(?=\S)")


def _typed_marks(paragraph: HtmlElement) -> None:
    """Give ``* item`` and ``**heading**``, typed into an HTML paragraph, their meaning."""
    text = paragraph.text or ""
    item = _ITEM.match(text)
    if item:
        paragraph.tag = "li"
        paragraph.text = text[item.end() :]
    elif len(paragraph) == 0 and (bold := _BOLD.match(text)):
        paragraph.text = None
        etree.SubElement(paragraph, "strong").text = bold.group(1)


def _gather_items(root: HtmlElement) -> None:
    """Put list items that stand outside a list into one, neighbours together."""
    for item in [
        element for element in root.iter("li") if element.getparent().tag not in ("ul", "ol", "menu")
    ]:
        before = item.getprevious()
        if before is None or before.tag != "ul" or (before.tail or "").strip():
            before = etree.Element("ul")
            item.addprevious(before)
        before.append(item)
