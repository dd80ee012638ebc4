"""Recognises harmless HTML byte by byte, so that what passes the gate is exactly what was looked at.

The grammar is a part of HTML that every parser reads alike: elements and attributes of the policy in
small letters, values in double quotes, all closed in order and nested as ``nesting.py`` says, and no ``<``
anywhere else. There is no comment in it, no element whose content is read in another way, and no other
namespace, so nothing can mean one thing here and another in a browser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from annotated_reader.disguise import TURNING
from annotated_reader.gate.addresses import is_harmless_address
from annotated_reader.gate.nesting import misplaced
from annotated_reader.gate.policy import ADDRESSES, DEEPEST, ELEMENTS, VOID, Policy

UNPRINTABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff{TURNING}]")
"""Characters that no text has and no tree can hold, and those that turn the direction of writing."""
_UNPRINTABLE_REFERENCE = re.compile(
    r"&#(?:0*(?:\d|[12]\d|3[01])|[xX]0*1?[0-9a-fA-F])(?![0-9a-fA-F])"
    r"|&#(?:0*(?:823[4-8]|829[4-7])|[xX]0*20(?:2[a-eA-E]|6[6-9]))(?![0-9a-fA-F])"
)
_TAG = re.compile(r'<(?:[^"<>]|"[^"<]*")*>')
_START = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<]*")?)*) ?/?>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')


def is_harmless(html: str, policy: Policy) -> bool:
    """Tell whether all of ``html`` is of the grammar, in time linear in its length."""
    if holds_unprintable(html):
        return False
    tags = _TAG.findall(html)
    if len(tags) != html.count("<") or not all(_read(tag, policy) for tag in set(tags)):
        return False
    return _is_nested(tags)


def holds_unprintable(html: str) -> bool:
    """Tell whether there is a character in it, or a reference to one, that no reader should get."""
    return bool(UNPRINTABLE.search(html) or _UNPRINTABLE_REFERENCE.search(html))


def _is_nested(tags: list[str]) -> bool:
    open_: list[str] = []
    for tag in tags:
        if tag[1] == "/":
            if not open_ or open_.pop() != tag[2:-1]:
                return False
            continue
        if misplaced(name := _name(tag), open_):
            return False
        if name not in VOID:
            open_.append(name)
            if len(open_) > DEEPEST:
                return False
    return not open_


@lru_cache(maxsize=4_000)
def _name(tag: str) -> str:
    match = _START.match(tag)
    return match[1] if match else ""


@lru_cache(maxsize=4_000)
def _read(tag: str, policy: Policy) -> bool:
    """Tell whether a tag is one that the policy allows."""
    if tag.startswith("</"):
        return tag[2:-1] in ELEMENTS - VOID
    start = _START.fullmatch(tag)
    if not start or start[1] not in ELEMENTS or (tag.endswith("/>") and start[1] not in VOID):
        return False
    attributes = _ATTRIBUTE.findall(start[2])
    names = [name for name, _ in attributes]
    return len(set(names)) == len(names) and all(
        allows(policy, start[1], name, unescape(value)) for name, value in attributes
    )


def allows(policy: Policy, element: str, attribute: str, value: str) -> bool:
    """Tell whether the element may have the attribute with this value, its references resolved."""
    if (element, attribute) in ADDRESSES:
        return is_harmless_address(attribute, value)
    return policy.allows(element, attribute, value)
