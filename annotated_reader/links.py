"""Gives the finished tree its true addresses: no proxies, no trackers, lazy images awake."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from annotated_reader.addresses import absolute, clean_address, is_whole
from annotated_reader.document import IMAGES
from annotated_reader.sources.model import Source, Sources

LAZY = (
    "src",
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-lazyload",
    "data-echo",
    "zoomfile",
    "file",
)
"""Where an image's address may stand; ``src`` counts first unless it is a placeholder."""

NOWHERE = "https://unknown.invalid/"
"""Where pictures are whose host nothing tells; no request can reach a name below ``invalid`` (RFC 2606)."""


def unlink(root: HtmlElement, lineage: Sequence[Source]) -> None:
    """Take the links off keywords, in place: they lead to the site's own lists, not to what is meant."""
    for element in [element for source in lineage for select in source.unlink for element in select(root)]:
        element.attrib.pop("href", None)


def mend_addresses(root: HtmlElement, base: str | None, sources: Sources) -> tuple[str, ...]:
    """Rewrite the addresses of all images and links below ``root``, in place.

    A link whose address is still not whole goes, and its words stay: on this site it would lead astray.
    A picture's is put on a host that is nobody's, so that its name is kept; those addresses are returned.
    """
    astray: list[str] = []
    for element in root.iter("a", *IMAGES):
        if element.tag == "a":
            written = element.attrib.pop("href", "")
            href = absolute(clean_address(written, sources), base)
            if written and is_whole(href):
                element.set("href", href)
        else:
            _mend_image(element, base, sources)
            astray += _place_nowhere(element)
    return tuple(dict.fromkeys(astray))


def _place_nowhere(image: HtmlElement) -> tuple[str, ...]:
    """Give an address that does not say where the picture is a host that nobody has, and return it."""
    address = image.get("src", "")
    if not address or is_whole(address):
        return ()
    image.set("src", absolute(address, NOWHERE))
    return (address,)


def _mend_image(image: HtmlElement, base: str | None, sources: Sources) -> None:
    addresses = [value for name in LAZY if (value := _plain(image.get(name)))]
    real = [
        address for address in addresses if not any(mark.search(address) for mark in sources.placeholders)
    ]
    address = next(iter(real or addresses), None) or _largest(image)
    image.tag = "img"
    if address:
        image.set("src", absolute(clean_address(address, sources), base))
    for name in (*LAZY[1:], "srcset", "data-srcset"):
        image.attrib.pop(name, None)


def _plain(value: str | None) -> str | None:
    """An address, unless it is a picture written out in place."""
    return value if value and not value.startswith("data:") else None


def _largest(image: HtmlElement) -> str | None:
    """The last address of a ``srcset``; they are written in growing size."""
    entries = (image.get("srcset") or image.get("data-srcset") or "").split(", ")
    return _plain(entries[-1].split()[0]) if entries[-1].strip() else None
