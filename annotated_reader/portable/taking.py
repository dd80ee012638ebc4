"""Takes a rendered article along: links lead where they led, and no picture is fetched from anywhere."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from annotated_reader.fragments import read_fragment
from annotated_reader.portable.texts import sayable


@dataclass(frozen=True)
class Picture:
    """A picture that is held, as it is shown there."""

    src: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Way:
    """How a text finds, from another place, what its page leads to."""

    lead: Callable[[str], str | None]
    """From an address as the text has it to the address there; None where it cannot be followed."""
    picture: Callable[[str], Picture | None]
    """From a picture's address to the picture; None where it is not held."""
    words: Mapping[str, str]
    """The interface's."""


def take_along(rendered: str, way: Way) -> HtmlElement:
    """Return HTML that passed the gate, below an element that is no part of it, fit to be shown elsewhere.

    A picture that is not held becomes its words and its address, which nothing fetches.
    """
    root = read_fragment(rendered)
    for element in root.iter("*"):
        _keep_sayable(element)
    for image in list(root.iter("img")):
        _settle_picture(image, way)
    for link in list(root.iter("a")):
        _settle_link(link, way)
    for element in root.iter("*"):
        element.attrib.pop("cite", None)
    return root


def inside(root: HtmlElement) -> str:
    """Return the HTML of what is in the element."""
    return html.escape(root.text or "", quote=False) + "".join(
        tostring(child, encoding="unicode") for child in root
    )


def _keep_sayable(element: HtmlElement) -> None:
    element.text = sayable(element.text) if element.text else None
    element.tail = sayable(element.tail) if element.tail else None
    for name, value in element.items():
        element.set(name, sayable(value))


def _settle_picture(image: HtmlElement, way: Way) -> None:
    address = image.get("src") or ""
    held = way.picture(address)
    if held:
        image.set("src", held.src)
        for name, size in (("width", held.width), ("height", held.height)):
            image.attrib.pop(name, None)
            if size:
                image.set(name, str(size))
        image.set("alt", image.get("alt") or "")
    else:
        _put_words(image, address, way)


def _put_words(image: HtmlElement, address: str, way: Way) -> None:
    """Put words in a picture's place; where the picture stands in a link, in front of that link."""
    said = (image.get("alt") or "").strip()
    label = way.words["picture"] + (f"{way.words['colon']}{said}" if said else "")
    target = way.lead(address) if "://" in address else None
    words = E.a(label, {"href": target}) if target else E.em(label)
    outer = next(image.iterancestors("a"), None)
    if outer is None:
        words.tail = image.tail
        image.getparent().replace(image, words)
        return
    outer.addprevious(words)
    image.drop_tree()
    if not outer.text_content().strip():
        outer.drop_tree()


def _settle_link(link: HtmlElement, way: Way) -> None:
    address = link.get("href")
    target = way.lead(address) if address else None
    if target:
        link.set("href", target)
    elif "id" in link.attrib:
        link.attrib.pop("href", None)
    else:
        link.drop_tag()
