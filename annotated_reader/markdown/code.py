"""Preformatted text: code, or prose that somebody set as preformatted."""

from __future__ import annotations

import re

from lxml import etree

from annotated_reader.document import BLOCKS, IMAGES, INVISIBLE

PROSE_SHARE = 0.3
"""From this share of Chinese characters on, preformatted text is prose."""

_HAN = re.compile("[\u4e00-\u9fff]")


def is_prose(element: etree._Element) -> bool:
    """True where a ``pre`` holds Chinese sentences, or an image, rather than a program."""
    if next(element.iter(*IMAGES), None) is not None:
        return True
    if next(element.iter("code"), None) is not None:
        return False
    text = code_text(element)
    return len(_HAN.findall(text)) > PROSE_SHARE * len(text.strip())


def code_text(element: etree._Element) -> str:
    """Return the text of a ``pre`` with its lines as they stand."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        if event == "start":
            if one.tag in INVISIBLE:
                walk.skip_subtree()
                continue
            if one is not element and (one.tag == "br" or one.tag in BLOCKS):
                parts.append("\n")
            parts.append(one.text or "")
            continue
        if one is not element:
            parts.append(one.tail or "")
    return "".join(parts)
