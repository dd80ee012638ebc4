"""Addresses that may stand in an article, written so that Markdown reads them back."""

from __future__ import annotations

import re
from html import unescape

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
IMAGE_SCHEMES = frozenset({"http", "https"})

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_SCHEME = re.compile(r"\s*([^/?#:]*):")
_AWKWARD = re.compile(r"""[\s()\[\]{}<>"'\\`|]""")
_REFERENCE = re.compile(r"&(?=#|[0-9A-Za-z]+;)")


def link_target(href: str | None) -> str | None:
    """Return the address of a link, or None where it is empty, or would run or embed something."""
    return _target(href, LINK_SCHEMES)


def image_target(src: str | None) -> str | None:
    """Return the address of an image, or None where it is empty, or written out in place."""
    return _target(src, IMAGE_SCHEMES)


def written(address: str) -> str:
    """Return ``address`` as it stands in Markdown, where ``&colon;`` would be read as a colon."""
    return _REFERENCE.sub("&amp;", address)


def _target(address: str | None, schemes: frozenset[str]) -> str | None:
    address = _UNSEEN.sub("", address or "").strip()
    if not address or not all(_is_safe(reading, schemes) for reading in (address, unescape(address))):
        return None
    return _AWKWARD.sub(_percent, address)


def _is_safe(address: str, schemes: frozenset[str]) -> bool:
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    return scheme is None or re.sub(r"\s", "", scheme[1]).lower() in schemes


def _percent(match: re.Match[str]) -> str:
    """Percent-encode what would end an address in Markdown, HTML or a table cell."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
