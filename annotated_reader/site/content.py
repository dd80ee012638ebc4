"""Makes a rendered article safe to open: no picture loads by itself, no link tells where it was."""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import urlsplit

from lxml.html import HtmlElement, fragment_fromstring, tostring
from lxml.html.builder import E

_REMOTE = ("http://", "https://", "//")


def guard(content: str, words: Mapping[str, str]) -> str:
    """Return rendered HTML in which remote pictures wait to be asked for and outward links are marked."""
    if not any(mark in content for mark in ("<img", "<a ", "<table")):
        return content
    root = fragment_fromstring(content, create_parent="div")
    for image in list(root.iter("img")):
        if (image.get("src") or "").startswith(_REMOTE):
            _hold_back(image, words)
    for link in root.iter("a"):
        if (link.get("href") or "").startswith(_REMOTE):
            link.set("rel", "noopener noreferrer nofollow external")
            link.set("class", f"{link.get('class', '')} outward".strip())
    for table in list(root.iter("table")):
        _wrap(table)
    inner = "".join(tostring(child, encoding="unicode") for child in root)
    return html.escape(root.text or "", quote=False) + inner


def host_of(address: str) -> str:
    """Return the host of an address as a reader knows it."""
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return ""


def _hold_back(image: HtmlElement, words: Mapping[str, str]) -> None:
    address = image.get("src") or ""
    said = image.get("alt") or ""
    box = E.SPAN(
        E.SPAN(said, {"class": "held-alt"}),
        E.SPAN(words["image_at"].format(host=host_of(address)), {"class": "held-host"}),
        E.A(
            words["show_image"],
            {
                "class": "held-show",
                "href": address,
                "rel": "noopener noreferrer nofollow external",
                "data-alt": said,
            },
        ),
        {"class": "held", "data-pagefind-ignore": "all"},
    )
    box.tail = image.tail
    parent = image.getparent()
    if parent is not None:
        parent.replace(image, box)


def _wrap(table: HtmlElement) -> None:
    """Let a wide table scroll in a box of its own."""
    box = E.DIV({"class": "table-box", "tabindex": "0", "role": "group"})
    box.tail, table.tail = table.tail, None
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, box)
        box.append(table)
