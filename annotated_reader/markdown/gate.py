"""The last check before an article is written: bleach, behind one function.

It is to find nothing: the tidy tree holds a small vocabulary already.  What it
must never do is clean, for it keeps the text of scripts and glues blocks.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from bleach.sanitizer import Cleaner
from lxml import etree
from lxml.html import fragments_fromstring

from annotated_reader.errors import ReaderError
from annotated_reader.letters import letters
from annotated_reader.markdown.targets import LINK_SCHEMES

TAGS = frozenset(
    """p h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr td th pre hr figure figcaption dl dt dd
    a img br strong em del sub sup code""".split()
)
"""Every element that an article may hold."""

ATTRIBUTES = {"a": ["href"], "img": ["src", "alt"], "ol": ["start"]}
"""Every attribute that it may hold."""

_TAG = re.compile("<[^>]*>")


class GateError(ReaderError):
    """What the gate let through is not what the article said."""


def gate(html: str) -> str:
    """Return ``html`` with nothing but allowed elements, attributes and addresses.

    Raises GateError where that would change the letters.
    """
    passed = _cleaner().clean(html)
    if passed != html and letters(_words(passed)) != letters(_words(html)):
        raise GateError(
            "an article",
            "the final gate would change its letters",
            "Strip the element whose text it sees from the tree before, in INVISIBLE",
        )
    return passed


def pass_gate(body: etree._Element) -> etree._Element:
    """Return ``body`` as the gate lets it pass; blocks without any attribute need no gate."""
    blocks = [block for block in body if any(one.attrib for one in block.iter())]
    if not blocks:
        return body
    html = "".join(etree.tostring(block, encoding="unicode", method="html") for block in blocks)
    passed = gate(html)
    if passed != html:
        for block, one in zip(blocks, fragments_fromstring(passed), strict=True):
            body.replace(block, one)
    return body


@cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=LINK_SCHEMES, strip=True)


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html))
