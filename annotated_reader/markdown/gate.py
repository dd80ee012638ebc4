"""The last check before an article is written: bleach, behind one function.

It is to find nothing: the tidy tree holds a small vocabulary already.  What it
must never do is clean, for it keeps the text of scripts and glues blocks.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

from bleach.sanitizer import Cleaner
from lxml import etree

from annotated_reader.errors import ReaderError
from annotated_reader.letters import letters
from annotated_reader.markdown.targets import LINK_SCHEMES

TAGS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "pre",
    "hr", "figure", "figcaption", "dl", "dt", "dd",
    "a", "img", "br", "strong", "em", "del", "sub", "sup", "code",
}  # fmt: skip
"""Every element that an article may hold."""

ATTRIBUTES = {"a": ["href"], "img": ["src", "alt"], "ol": ["start"]}
"""Every attribute that it may hold."""

_TAG = re.compile("<[^>]*>")
_PLAIN = re.compile(r"https?://[0-9A-Za-z./_~%=?&+,:@#!$*-]+")
"""Addresses that read the same to everybody: no quotation mark, no bracket, no end of a reference."""


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
    """Return ``body`` without the attributes, if any, that the gate does not let pass.

    bleach costs more than all the rest on whole articles.  A tidy tree can carry
    danger only in attributes, so those elements go through the gate, emptied, but
    for the ones whose address is plain.
    """
    if unknown := {str(one.tag) for one in body.iter()} - TAGS - {"body"}:
        raise GateError(
            "an article", f"its tidy tree holds {sorted(unknown)}", "Name them in CONTAINERS or MARK_OF"
        )
    carriers = [one for one in body.iter() if one.attrib and not _is_plain(one)]
    if carriers:
        shells = [_shell(one) for one in carriers]
        for one, shell, passed in zip(carriers, shells, gate("\n".join(shells)).split("\n"), strict=True):
            if shell != passed:
                one.attrib.clear()
    return body


def _is_plain(element: etree._Element) -> bool:
    address = _address(element)
    return address is None or bool(_PLAIN.fullmatch(address))


def _address(element: etree._Element) -> str | None:
    """The one attribute that can do harm."""
    return element.get("src" if element.tag == "img" else "href")


def _shell(element: etree._Element) -> str:
    """The element with its address alone."""
    name = "src" if element.tag == "img" else "href"
    address = _address(element)
    tag = element.tag if address else "p"
    attribute = f' {name}="{escape(address)}"' if address else ""
    return f"<{tag}{attribute}>" + ("" if tag == "img" else f"</{tag}>")


@cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=LINK_SCHEMES, strip=True)


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html))
