"""Tells definition lists that Markdown can say from others."""

from __future__ import annotations

from lxml import etree

from annotated_reader.markdown.blocks import splice_captioned, unwrap


def settle_terms(terms: etree._Element) -> None:
    """Keep a definition list in which every term of one line has definitions of one paragraph."""
    shape = "".join({"dt": "t", "dd": "d"}.get(child.tag, "x") for child in terms)
    whole = shape.startswith("t") and shape.endswith("d") and "x" not in shape
    simple = all([block.tag for block in child] == ["p"] and child.find(".//br") is None for child in terms)
    if whole and simple:
        for child in terms:
            unwrap(child, child[0])
        return
    for term in terms.findall("dt"):
        for paragraph in term.findall("p"):
            _embolden(paragraph)
    splice_captioned(terms)


def _embolden(paragraph: etree._Element) -> None:
    strong = etree.Element("strong")
    strong.text = paragraph.text
    for nested in list(paragraph.iter("strong")):
        nested.tag = "span"
    strong.extend(list(paragraph))
    etree.strip_tags(strong, "span")
    paragraph.text = None
    paragraph[:] = [strong]
