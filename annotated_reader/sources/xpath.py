"""XPath as source files may write it: version 1.0, elements only."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import document_fromstring

XPATH_NAMES = frozenset(
    """
    last position count id local-name namespace-uri name string concat starts-with contains
    substring-before substring-after substring string-length normalize-space translate boolean not true
    false lang number sum floor ceiling round comment text processing-instruction node and or div mod
    """.split()
)
"""What may stand before a bracket in XPath 1.0: functions, node tests and operators."""
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL = re.compile(r"([\w-]+)\s*\(")
_SMALL = document_fromstring("<html><body><div><p><a><img></a><span></span></p></div></body></html>")


def check_xpath(path: str) -> None:
    """Raise ValueError for what compiles but fails, or finds no element, when it meets a page."""
    bare = _LITERAL.sub("''", path)
    if unknown := sorted(set(_CALL.findall(bare)) - XPATH_NAMES):
        raise ValueError(f"{path!r}: XPath 1.0 has no function {unknown[0]}()")
    if re.search(r"\$|(?<![:\w-])[\w-]+:[\w*]", bare):
        raise ValueError(f"{path!r}: variables and namespaces are not known here")
    if re.search(r"/(?:@|attribute::|text\(\))[^/\]]*\Z", bare):
        raise ValueError(f"{path!r}: it finds attributes or text, and elements are wanted")
    try:
        found = compiled_xpath(path)(_SMALL)
    except etree.XPathError as error:
        raise ValueError(f"{path!r}: {error}") from None
    if not isinstance(found, list):
        raise ValueError(f"{path!r}: it gives a number or text, and elements are wanted")


@lru_cache(maxsize=4096)
def compiled_xpath(path: str) -> etree.XPath:
    """Return the expression compiled; raises ValueError where it is none."""
    try:
        return etree.XPath(path)
    except etree.XPathError as error:
        raise ValueError(f"{path!r}: {error}") from None
