"""Which addresses a page's text may lead to, or show a picture from."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

_SCHEMES = {"href": frozenset({"http", "https", "mailto"}), "src": frozenset({"http", "https"})}
_SCHEMES["cite"] = _SCHEMES["src"]
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\\\]+")
"""What browsers drop from an address, and what hides in one."""
_DROPPED = re.compile(r"[\x00-\x1f\x7f]|\A\s|\s\Z")
_SCHEME = re.compile(r"([^/?#:]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]*")


@lru_cache(maxsize=20_000)
def is_harmless_address(attribute: str, value: str) -> bool:
    """Tell whether an address, as browsers read the attribute, can only lead somewhere or show a picture.

    Both the value and what a second reading of its references would make of it have to be harmless.
    """
    if attribute == "src" and _PICTURE.fullmatch(value):
        return True
    return not _DROPPED.search(value) and all(
        _has_known_scheme(reading, _SCHEMES[attribute]) for reading in (value, unescape(value))
    )


def _has_known_scheme(address: str, schemes: frozenset[str]) -> bool:
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    return scheme is None or scheme[1].lower() in schemes or _is_a_name(scheme[1])


def _is_a_name(before: str) -> bool:
    """True for what stands before a colon and is no scheme, such as 第1章 in 第1章:上/."""
    return not re.match(r"[A-Za-z]", before) and not re.fullmatch(r"[A-Za-z0-9+.-]*", before)
