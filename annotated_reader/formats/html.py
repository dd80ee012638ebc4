"""Reads HTML, whole pages and fragments, however broken."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, document_fromstring

from annotated_reader.crowded import MOST, is_crowded
from annotated_reader.formats.fields import open_fields
from annotated_reader.fragments import unended

_REFERENCE = re.compile(r"&#(?:0*(\d{1,7})(?!\d)|x0*([0-9a-f]{1,6})(?![0-9a-f]));?", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class UnreadableError(ValueError):
    """Markup that no parser bears: a fact, and what to do about it."""

    def __init__(self, fact: str, action: str) -> None:
        super().__init__(fact, action)
        self.fact, self.action = fact, action


TOO_DEEP = "its elements are nested more than 2,048 deep", "Close the tags that it opens again and again"
"""The limit of libxml2."""
CROWDED = f"one of its elements has more than {MOST:,} attributes", "Close its tag where it ends"


def is_page(text: str) -> bool:
    """True where the text brings its own document element."""
    return bool(_PAGE.search(text[:20000]))


_BREAK = re.compile(r"</br\b[^<>]*>", re.I)
"""What HTML5 (13.2.6.4.7) takes for a line break."""
_LEAVING = tuple("p div h1 h2 h3 h4 h5 h6 ul ol li dl table blockquote pre center img br".split())
"""Elements at which HTML5 (13.2.6.5) ends a drawing or a formula that was left open."""
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)
"""All elements are of one class: asking which for each costs a twentieth of a conversion."""


def parse_html(text: str) -> HtmlElement:
    """Return the tree of ``text``; an empty ``body`` where there is nothing to read.

    Raises UnreadableError where the parser gives up, and the rest of the text would be lost, or finds no end.
    """
    text = _CONTROL.sub("", text)
    if declaration := _XML.match(text):
        text = text[declaration.end() :]
    if "&#" in text:
        text = _REFERENCE.sub(_character, text)
    # an included header may close the page, and the parser would drop the rest
    text = _BREAK.sub("<br>", unended(text))
    if is_crowded(text):
        raise UnreadableError(*CROWDED)
    parser = _parser()
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return document_fromstring("<html><body></body></html>")
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableError(*TOO_DEEP)
    open_fields(root, _parser())
    _leave_drawings(root)
    return root


def _parser() -> HTMLParser:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    return parser


def _leave_drawings(root: HtmlElement) -> None:
    """Make plain text of drawings and formulas in which the page goes on, in place: else nobody sees it."""
    drawings = list(root.iter("svg", "math"))
    around: set[HtmlElement] = set()
    for leaving in root.iter(*_LEAVING) if drawings else ():
        for each in leaving.iterancestors():
            if each in around:
                break
            around.add(each)
    for drawing in drawings:
        if drawing in around:
            drawing.tag = "span"
            drawing.attrib.clear()


def _character(match: re.Match[str]) -> str:
    """``&#147;`` and its like mean Windows-1252, as HTML5 says (13.2.5.80); controls mean nothing."""
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    if 128 <= code <= 159:
        return bytes([code]).decode("cp1252", "replace")
    return "" if 0 < code <= 0xFFFF and _CONTROL.match(chr(code)) else match.group(0)
