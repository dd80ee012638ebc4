"""Puts a picture and the caption below it into one figure, where the page calls the caption one."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from annotated_reader.document import IMAGES

_NAMES = ("class", "id", "data-testid", "itemprop")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text|img-?desc|pic-?desc)(?:$|[\s_-])", re.I
)
_HOLDERS = frozenset({"p", "div", "span", "center", "figcaption"})


def make_figures(root: HtmlElement) -> None:
    """Wrap pictures with the captions that follow them, in place; the order of the words stays."""
    for caption in [element for element in root.iter(*_HOLDERS) if _is_caption(element)]:
        picture = caption.getprevious()
        if picture is None or not _is_picture(picture) or _in_figure(caption):
            continue
        figure = picture if picture.tag == "figure" else _wrapped(picture)
        tail, caption.tail = caption.tail, None
        figure.append(caption)
        figure.tail = tail
        caption.tag = "figcaption"


def _is_caption(element: HtmlElement) -> bool:
    if element.tag != "figcaption" and not any(_CAPTION.search(element.get(name) or "") for name in _NAMES):
        return False
    return next(element.iter(*IMAGES), None) is None and bool(element.text_content().strip())


def _is_picture(element: HtmlElement) -> bool:
    """One image, and no word beside it or behind it."""
    images = sum(1 for _ in element.iter(*IMAGES))
    return images == 1 and not element.text_content().strip() and not (element.tail or "").strip()


def _in_figure(element: HtmlElement) -> bool:
    return next(element.iterancestors("figure"), None) is not None


def _wrapped(picture: HtmlElement) -> HtmlElement:
    figure: HtmlElement = etree.SubElement(picture.getparent(), "figure")
    picture.addprevious(figure)
    picture.tail = None
    figure.append(picture)
    return figure
