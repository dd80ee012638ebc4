"""Reads Markdown as mirrors write it: front matter on top, broken HTML in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from textwrap import dedent

import yaml
from lxml import etree
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from annotated_reader.formats.html import parse_html
from annotated_reader.yaml_traps import find_trap

_FRONT_MATTER = re.compile(
    r"\A\s*?(?P<indent>[ \t]*)---[ \t]*\n(?P<block>.*?)\n(?P=indent)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S
)
_KEY = re.compile(r"^([^\W\d][\w-]*)[ \t]*:[ \t]*", re.M)
_NOTHING = ("", "~", "null", "Null", "NULL")

_STARS = re.compile(r"(?<=[^\s*])(?:\*\*)+(?P<gap>[ \t]*\n)?(?:\*\*)+(?=[^\s*])")
_EMPTY = re.compile(r"^[ \t]*\*\*[ \t]+\n?\*\*[ \t]*$", re.M)

FRONT_MATTER_LIMIT = 100_000
"""Characters. YAML is read at some 200 KB a second; longer blocks are no front matter of one article."""


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads strings, lists and mappings, as they are written; knows no tags."""


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Return the front matter, as far as it can be read, and the Markdown below it."""
    match = _FRONT_MATTER.match(text)
    block = dedent(match["block"]) if match and match["indent"] else match["block"] if match else ""
    if not match or len(block) > FRONT_MATTER_LIMIT or not _KEY.search(block):
        return {}, text
    return _mapping(block), text[match.end() :]


def _mapping(block: str) -> Mapping[str, object]:
    """Read a block whole or, where it is no YAML, key by key: one bad title must not cost the date."""
    loaded = _loaded(block) or dict(_entries(block))
    return {str(key): None if value in _NOTHING else value for key, value in loaded.items()}


def _entries(block: str) -> Iterator[tuple[str, object]]:
    for entry in re.split(r"\n(?=[^\W\d][\w-]*[ \t]*:)", block):
        if key := _KEY.search(entry):
            bare = " ".join(entry[key.end() :].split()).strip("\"'")
            yield key.group(1), _loaded(entry[key.start() :]).get(key.group(1), bare)


def _loaded(text: str) -> Mapping[str, object]:
    """Return what ``text`` says as YAML; empty where it is none, or no mapping."""
    try:
        loaded = None if find_trap(text) else yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError:
        loaded = None
    return loaded if isinstance(loaded, dict) else {}


def parse_markdown(text: str) -> HtmlElement:
    """Return the tree of a Markdown text without its front matter."""
    root = parse_html(_parser().render(_joined(text)))
    for paragraph in root.iter("p"):
        _typed_marks(paragraph)
    _gather_items(root)
    return root


def _joined(text: str) -> str:
    """Join bold pieces that converters set side by side: ``**真****。**`` is one, ``** **`` is nothing."""
    if "****" in text and _HAN.search(text):
        text = _STARS.sub(_one_mark, text)
    return _EMPTY.sub("", text) if "** " in text else text


def _one_mark(stars: re.Match[str]) -> str:
    """What many marks in a row come to: two pairs end and begin what goes on."""
    gap, count = stars["gap"] or "", stars[0].count("*")
    if count < (6 if gap else 4):
        return stars[0]
    return ("**" if count % 4 else "") + gap


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough.

    Indented code is off: in these archives four spaces are a paragraph's indent
    or the indent of broken HTML, never a program.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # unsafe ones go with the article's gate
    inline = _InlineParser()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    parser.core.ruler.push("typed_lines", _break_typed_lines)
    parser.block.ruler.at("reference", _reference)
    return parser


_SAID = re.compile(r"\[(?:\^|[^]\n]{1,999}\]:\s*[^\x00-\x7f])")
"""The start of a footnote, or of words behind a label: ``[^1]: 注``, ``[编者按]: 原文如此``."""


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the address of a link, but no words: Chinese has no spaces that would tell them from one."""
    said = _SAID.match(state.src, state.bMarks[start] + state.tShift[start])
    return not said and reference(state, start, end, silent)


_ENDED = re.compile(r"[。！？…”」』：:!?][*_~\s]*\Z")
_TARGET = re.compile(r"\]\([^()\n]*\)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL = 3
"""A wrapped line is at most so much shorter than the longest: some marks may not begin a line."""
_LABEL = 20
"""A line of so many characters that ends in no mark is a heading, a name or a verse."""


def _break_typed_lines(state: StateCore) -> None:
    """Keep the breaks of Chinese lines that nobody wrapped: CommonMark makes one paragraph of them."""
    for token in state.tokens:
        if token.type != "inline" or "\n" not in token.content or not _HAN.search(token.content):
            continue
        breaks = [child for child in token.children or () if child.type in ("softbreak", "hardbreak")]
        lines = [_TARGET.sub("", line).strip() for line in token.content.split("\n")]
        if len(breaks) == len(lines) - 1:
            for each, kept in zip(breaks, _kept_breaks(lines), strict=True):
                if kept:
                    each.type = "hardbreak"


def _kept_breaks(lines: Sequence[str]) -> list[bool]:
    """Tell for each line but the last whether it was ended on purpose."""
    longest = max(map(len, lines))
    if all(len(line) >= longest - _FULL for line in lines[:-1]):
        return [False] * (len(lines) - 1)
    return [
        bool(_ENDED.search(line)) or (len(line) <= _LABEL and line[-1:] not in "，、；,;")
        for line in lines[:-1]
    ]


class _InlineParser(ParserInline):
    """Reads a paragraph with ``_Inline`` in place of the library's own state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Inline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


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
