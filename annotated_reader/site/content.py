"""Makes a rendered article safe to open: no picture loads by itself, no link tells where it was."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from annotated_reader.disguise import plain_host
from annotated_reader.fragments import read_fragment
from annotated_reader.gate import pass_own
from annotated_reader.site.captioned import CLASS, MOST, says_the_same
from annotated_reader.site.held import size_in_words

OUTWARD = "noopener noreferrer nofollow external"
"""The ``rel`` of every link that leaves the site."""

_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
"""An address with a scheme, or one that begins with a host, as browsers read it."""
_INLINE = re.compile(r"[\x00-\x20]*data:image/", re.I)
_LOADS = ("srcset", "poster", "background")
"""Attributes besides ``src`` by which an element fetches a picture."""
_TOUCHED = re.compile(r"<(?:img|a|table|pre)\b|\b(?:srcset|poster|background|style)\s*=", re.I)
_PLAIN_LINK = re.compile(r'<a href="([^"<>]*)">')
"""A link with nothing but its address, as most are; what is touched in a text of such takes no tree."""


def guard(content: str, words: Mapping[str, str]) -> str:
    """Return rendered HTML in which remote pictures wait to be asked for and outward links are marked."""
    if not _TOUCHED.search(_PLAIN_LINK.sub("", content)):
        return pass_own(_PLAIN_LINK.sub(_marked, content)).html
    root = read_fragment(content)
    for element in root.iter("*"):
        _disarm(element)
    for link in list(root.iter("a")):
        if _ELSEWHERE.match(link.get("href") or ""):
            link.set("rel", OUTWARD)
            link.set("class", f"{link.get('class', '')} outward".strip())
    for image in list(root.iter("img")):
        if _is_remote(image.get("src") or ""):
            _hold_back(image, words)
    for table in list(root.iter("table")):
        _wrap(table, words)
    for code in root.iter("pre"):
        code.set("tabindex", "0")
    for back in root.find_class("footnote-backref"):
        back.set("title", words["footnote_back"])
    inner = "".join(tostring(child, encoding="unicode") for child in root)
    return pass_own(html.escape(root.text or "", quote=False) + inner).html


def host_of(address: str) -> str:
    """Return the host of an address as a reader knows it; empty where it has none."""
    try:
        return plain_host((urlsplit(address).hostname or "").removeprefix("www."))
    except ValueError:
        return ""


def _marked(link: re.Match[str]) -> str:
    """Return a link's tag, marked if it leads outward."""
    if not _ELSEWHERE.match(html.unescape(link[1])):
        return link.group()
    return f'<a href="{link[1]}" rel="{OUTWARD}" class="outward">'


def _is_remote(address: str) -> bool:
    return bool(_ELSEWHERE.match(address)) and not _INLINE.match(address)


def _disarm(element: HtmlElement) -> None:
    """Take away the attributes by which a picture would load without being asked for."""
    for name in _LOADS:
        if name in element.attrib:
            del element.attrib[name]
    if re.search(r"[(\\]", element.get("style") or ""):
        del element.attrib["style"]


def _hold_back(image: HtmlElement, words: Mapping[str, str]) -> None:
    """Put a box in the picture's place; where the picture was a link, in front of that link."""
    link = next(image.iterancestors("a"), None)
    box = _box(image, words)
    if link is None:
        box.tail = image.tail
        image.getparent().replace(image, box)
        return
    link.addprevious(box)
    image.drop_tree()
    if not link.text_content().strip():
        link.append(E.span(words["image_link"], {"data-pagefind-ignore": "all"}))


def _box(image: HtmlElement, words: Mapping[str, str]) -> HtmlElement:
    address, said = image.get("src") or "", image.get("alt") or ""
    label = words["show_image"] + (f"{words['colon']}{said}" if said else "")
    show = {"class": "held-show", "href": address, "rel": OUTWARD, "data-alt": said, "aria-label": label}
    for name in ("width", "height"):
        if (number := image.get(name) or "").isdecimal():
            show[f"data-{name}"] = number
    show |= {"data-waits": words["image_waits"], "data-failed": words["image_failed"]}
    told = any(says_the_same(caption, said) for caption in _captions(image))
    return E.span(
        E.span("" if told else said, {"class": "held-alt"}),
        E.span(_where(image, words), {"class": "held-host", "lang": words["lang"]}),
        E.a(words["show_image"], show),
        {"class": "held", "data-pagefind-ignore": "all"},
    )


def _captions(image: HtmlElement) -> Iterator[str]:
    """Yield what stands below a picture as its caption."""
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        yield from (caption.text_content() for caption in figure.iter("figcaption"))
    for paragraph in image.iterancestors("p"):
        for below in islice(paragraph.itersiblings(), MOST):
            if below.get("class") != CLASS:
                break
            yield below.text_content()


def _where(image: HtmlElement, words: Mapping[str, str]) -> str:
    """Say where the picture is, and how large, where that is known."""
    where = words["image_at"].format(host=host_of(image.get("src") or ""))
    size, width, height = (image.get(name) or "" for name in ("data-size", "width", "height"))
    if not size.isdecimal():
        return where
    return where + words["image_size"].format(w=width, h=height, size=size_in_words(int(size)))


def _wrap(table: HtmlElement, words: Mapping[str, str]) -> None:
    """Let a wide table scroll in a box of its own, by keyboard too."""
    box = E.div({"class": "table-box", "tabindex": "0", "role": "group", "aria-label": words["table"]})
    box.tail, table.tail = table.tail, None
    table.getparent().replace(table, box)
    box.append(table)
