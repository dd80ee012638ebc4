"""Compiles CSS selectors and XPath to one callable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from annotated_reader.sources.model import Select

_TRANSLATOR = HTMLTranslator()


def compile_selector(selectors: Sequence[str]) -> Select:
    """Return a function giving the elements that any of ``selectors`` matches.

    A selector that begins with ``/`` is XPath, all others are CSS.  Raises
    ValueError with the reason where one is neither.
    """
    paths = tuple(_xpath(selector) for selector in selectors)
    union = _compiled(" | ".join(paths))

    def select(root: HtmlElement) -> list[HtmlElement]:
        found = union(root)
        return [element for element in found if isinstance(element, HtmlElement)]

    return select


def _xpath(selector: str) -> str:
    selector = selector.strip()
    if selector.startswith(("/", "(")):
        _compiled(selector)
        return selector
    try:
        return _TRANSLATOR.css_to_xpath(selector, prefix="//")
    except SelectorError as error:
        raise ValueError(f"{selector!r}: {error}") from None


@lru_cache(maxsize=4096)
def _compiled(path: str) -> etree.XPath:
    try:
        return etree.XPath(path)
    except etree.XPathError as error:
        raise ValueError(f"{path!r}: {error}") from None
