"""Shows the pictures that are held: from the site itself, at their size, when the reader comes near."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import urljoin

from annotated_reader.images.values import Held

LookUp = Callable[[str], tuple[Held, str | None] | None]
"""Returns the picture that is held of an address, and its own address on the site."""


def none_held(address: str) -> None:
    """Hold no picture."""


LEAST_SIDE = 200
"""Pixels of either side below which messengers take no picture."""

_IMAGE = re.compile(r'<img((?: [a-z-]+(?:="[^"<]*")?)*) ?/?>')
"""An image as the gate lets it pass, which is in one spelling only."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')


def show_held(html: str, look_up: LookUp, lead: Callable[[str], str], words: Mapping[str, str]) -> str:
    """Return a page that passed the gate, with the pictures that are held as pictures of the site.

    ``lead`` turns an address below the site's root into one that the page leads to. Of pictures whose files
    are not on this machine, their sizes are told.
    """
    return _IMAGE.sub(lambda image: _shown(image, look_up, lead, words), html) if "<img" in html else html


def first_shown(html: str, address: str) -> Mapping[str, str] | None:
    """Return what messengers may show of a page at ``address``: its first picture that is held, if not small.

    ``src`` is absolute; ``width``, ``height`` and ``alt`` are as they stand on the page.
    """
    for image in _IMAGE.finditer(html):
        found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[1])}
        sides = (found.get("width", ""), found.get("height", ""))
        if found.get("loading") and all(side.isdecimal() and int(side) >= LEAST_SIDE for side in sides):
            return found | {"src": urljoin(address, found["src"])}
    return None


def _shown(
    image: re.Match[str], look_up: LookUp, lead: Callable[[str], str], words: Mapping[str, str]
) -> str:
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[1])}
    found = look_up(attributes.get("src", ""))
    if not found:
        return image[0]
    held, url = found
    attributes |= {"width": str(held.width), "height": str(held.height)}
    if url:
        said = attributes.get("alt") or words["picture"]
        attributes |= {"src": lead(url), "alt": said, "loading": "lazy", "decoding": "async"}
    else:
        attributes["data-size"] = str(held.size)
    return f"<img{''.join(f' {name}={_quoted(value)}' for name, value in attributes.items())}>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def size_in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
