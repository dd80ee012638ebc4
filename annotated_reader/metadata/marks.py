"""Finds the elements by the title that are marked as the author's name: by hCard, microdata, rel or class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from annotated_reader.document import Line
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.people import SURNAMES

NAMES = frozenset(
    """
    author-name author_name authorname byline-name byline__name post-author entry-author article-author
    author__name post__author authorinfo-name note-author author-link media-name
    info_author follow-nickname nickname
    """.split()
)
"""Classes that name an author wherever they stand."""
INNER = frozenset({"fn", "name"})
"""Classes that name an author inside a box for one."""
BOXES = ("author", "byline")
ABOVE = 4
"""So many lines above the title may name the author."""
AROUND = 40
"""Elements of a line that are looked at."""
_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}\Z")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}\Z")
_AUTHOR = ("author", "author-name", "byline__name")
_BY = re.compile(r"by\s+\S", re.I)
LONGEST = 60
"""Characters of a marked name; longer ones are boxes about the author."""


def find_marked(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Yield the text of every marked element in the lines around the title, the nearest below first."""
    seen: set[HtmlElement] = set()
    for line in (*evidence.head(title_at), *evidence.above(title_at)[-ABOVE:]):
        for element in _elements(line):
            if element not in seen and (element.attrib or element.tag == "address"):
                seen.add(element)
                text = _text(element, evidence)
                if 0 < len(text) <= LONGEST and _is_marked(element, text):
                    yield Candidate("author", text, "marked", "byline/marked", text)


def _elements(line: Line) -> Iterator[HtmlElement]:
    """The line's block, what it holds, and the boxes around it."""
    inside = islice(
        line.element.iter("a", "span", "div", "p", "em", "strong", "address", "li", "cite"), AROUND
    )
    return chain(inside, islice(line.element.iterancestors("div", "span", "p", "a", "li"), 2))


def _text(element: HtmlElement, evidence: Evidence) -> str:
    span = evidence.document.spans.get(element, (0, 0))
    return " ".join(evidence.document.text[slice(*span)].split())


def _is_marked(element: HtmlElement, text: str) -> bool:
    if element.get("rel") == "author" or (element.get("itemprop") == "author" and not len(element)):
        return True
    if element.get("itemprop") == "name" and _within(element, "itemprop"):
        return True
    words = (element.get("class") or "").lower().split()
    plainly = element.tag == "address" or words in (["author"], ["byline"])
    if plainly and _HAN_NAME.match(text) and text[0] in SURNAMES:
        return True
    if _NAME.match(text) and any(word.endswith(_AUTHOR) for word in words):
        return True
    if words and words[0].endswith("byline") and _BY.match(text):
        return True
    return not NAMES.isdisjoint(words) or (not INNER.isdisjoint(words) and _within(element, "class"))


def _within(element: HtmlElement, attribute: str) -> bool:
    """True in a box that is marked as an author's, by the same attribute."""
    outer = chain([element], islice(element.iterancestors(), 3))
    values = ((box.get(attribute) or "").lower() for box in outer)
    return any(box in value for value in values for box in BOXES)
