"""The few moves by which blocks of the tidy tree are taken apart; none loses text."""

from __future__ import annotations

from lxml import etree


def text_of(element: etree._Element) -> str:
    """Return all text below ``element``."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def is_said(block: etree._Element) -> bool:
    """True for a block that holds more than images."""
    return bool(text_of(block).strip())


def splice(element: etree._Element) -> None:
    """Put the children of ``element`` in its place."""
    parent = element.getparent()
    assert parent is not None
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def unwrap(element: etree._Element, paragraph: etree._Element) -> None:
    """Make the inline content of ``paragraph``, the only child of ``element``, the element's own."""
    element.text = paragraph.text
    element[:] = list(paragraph)


def drop(element: etree._Element) -> None:
    """Take an inline element out and leave its tail where it stood."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def join_lines(element: etree._Element) -> None:
    """Make the paragraphs in ``element`` lines of its own inline content."""
    first, *rest = list(element)
    unwrap(element, first)
    for paragraph in rest:
        line_break = etree.SubElement(element, "br")
        line_break.tail = paragraph.text
        element.extend(list(paragraph))


def splice_captioned(block: etree._Element) -> None:
    """Splice a figure or a definition list with its captions, terms and definitions."""
    for image in list(block.findall("img")):
        paragraph = etree.Element("p")
        image.addprevious(paragraph)
        paragraph.append(image)
    for part in block.findall("figcaption") + block.findall("dt") + block.findall("dd"):
        if (len(part) and part[0].tag == "p") or part.text is None:
            splice(part)
        else:
            part.tag = "p"
    splice(block)
