"""Markup that a parser would chew on for hours: elements with more attributes than anybody writes.

libxml2 walks along all attributes of an element for each new one, in a step that nothing can interrupt:
40,000 take half a minute, and a file has room for millions. Read without a tree, they cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

MOST = 1000
"""Attributes of one element; pages of the web have a dozen."""
_SMALL = 50_000
"""Characters in which all attributes that there is room for take no more than a second."""


class _CrowdedError(Exception):
    """Ends the reading."""


class _Counter:
    """Is told of elements, and makes nothing of them."""

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > MOST:
            raise _CrowdedError

    def close(self) -> None: ...


def is_crowded(html: str) -> bool:
    """Tell whether an element of it has more than ``MOST`` attributes."""
    if len(html) < _SMALL:
        return False
    counter: Any = _Counter()
    parser = etree.HTMLParser(target=counter, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(html.encode("utf-8", "replace"), parser=parser)
    except _CrowdedError:
        return True
    except etree.LxmlError:  # the parser that makes the tree will give up at the same place
        return False
    return False
