"""Decides, when a container closes, whether it is what its tag says.

Captures misuse tags for layout: a table of one column, a list item that holds
the article, a heading that was never closed.  Such a container is spliced: its
blocks stand in its place, in order, so that no decision here can lose text.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from annotated_reader.markdown.tables import settle_table

LONGEST_HEADING = 120
"""More characters than this are a paragraph, whatever the tag says."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def text_of(element: etree._Element) -> str:
    """Return all text below ``element``."""
    return "".join(element.itertext())


def splice(element: etree._Element) -> None:
    """Put the children of ``element`` in its place."""
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def unwrap(element: etree._Element, paragraph: etree._Element) -> None:
    """Make the inline content of ``paragraph``, the only child of ``element``, the element's own."""
    element.text = paragraph.text
    element[:] = list(paragraph)


def settle_heading(heading: etree._Element) -> None:
    """Keep a heading of one short paragraph; images move behind it, bold is implied."""
    if [child.tag for child in heading] != ["p"] or len(text_of(heading)) > LONGEST_HEADING:
        splice(heading)
        return
    images = list(heading.iter("img"))
    if not text_of(heading).strip():
        splice(heading)
        return
    unwrap(heading, heading[0])
    if len(heading) == 1 and heading[0].tag == "strong" and not heading.text and not heading[0].tail:
        unwrap(heading, heading[0])
    for image in reversed(images):
        _move_behind(heading, image)
    for line_break in list(heading.iter("br")):
        line_break.tail = " " + (line_break.tail or "")
        _drop(line_break)


def _move_behind(heading: etree._Element, image: etree._Element) -> None:
    paragraph = etree.Element("p")
    heading.addnext(paragraph)
    _drop(image)
    paragraph.append(image)


def _drop(element: etree._Element) -> None:
    """Take an inline element out and leave its tail where it stood."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def settle_quote(quote: etree._Element) -> None:
    """Keep a quote that holds anything; in it figures and code are plain paragraphs."""
    for block in list(quote.iter("figure", "dl", "pre")):
        if block.tag == "pre":
            as_lines(block)
        else:
            splice_captioned(block)
    if len(quote) == 0:
        splice(quote)


def settle_list(items: etree._Element) -> None:
    """Keep a list whose items hold paragraphs and lists; anything else makes it layout."""
    if len(items) == 0 or any(child.tag not in ("p", "ul", "ol") for item in items for child in _of(item)):
        for item in list(items):
            if item.tag == "li":
                splice(item)
        splice(items)
        return
    for child in list(items):
        if child.tag != "li":
            _take_in(child)


def _of(item: etree._Element) -> list[etree._Element]:
    return list(item) if item.tag == "li" else [item]


def _take_in(stray: etree._Element) -> None:
    """Give what stands in a list outside its items a place: a nested list in the item before it, text its own."""
    before = stray.getprevious()
    if stray.tag == "p" or before is None:
        if stray.tag == "p":
            item = etree.Element("li")
            stray.addprevious(item)
            item.append(stray)
        else:
            splice(stray)
    else:
        before.append(stray)


def settle_item(item: etree._Element) -> None:
    """Lift a list that stands first in an item into the list around it; Markdown cannot say it."""
    while len(item) and item[0].tag in ("ul", "ol"):
        for nested in list(item[0]):
            item.addprevious(nested)
        item.remove(item[0])
    if len(item) == 0:
        splice(item)


def settle_figure(figure: etree._Element) -> None:
    """Keep a figure of images and one caption; anything else becomes paragraphs."""
    captions = figure.findall("figcaption")
    others = [child for child in figure if child.tag != "figcaption"]
    plain = all(child.tag == "p" and not text_of(child).strip() for child in others)
    caption_fits = len(captions) == 1 and all(child.tag == "p" for child in captions[0]) and len(captions[0])
    if not others or not plain or not caption_fits:
        splice_captioned(figure)
        return
    images = [image for paragraph in others for image in paragraph.iter("img")]
    images += list(captions[0].iter("img"))
    for image in images:
        _drop(image)
    join_lines(captions[0])
    figure[:] = [*images, captions[0]]


def splice_captioned(block: etree._Element) -> None:
    """Splice a figure or a definition list with its captions, terms and definitions."""
    for image in list(block.findall("img")):
        paragraph = etree.Element("p")
        image.addprevious(paragraph)
        paragraph.append(image)
    for part in block.findall("figcaption") + block.findall("dt") + block.findall("dd"):
        if len(part) and part[0].tag == "p" or part.text is None:
            splice(part)
        else:
            part.tag = "p"
    splice(block)


def join_lines(element: etree._Element) -> None:
    """Make the paragraphs in ``element`` lines of its own inline content."""
    first, *rest = list(element)
    unwrap(element, first)
    for paragraph in rest:
        line_break = etree.SubElement(element, "br")
        line_break.tail = paragraph.text
        element.extend(list(paragraph))


def as_lines(code: etree._Element) -> None:
    """Turn preformatted text into a paragraph of code with line breaks."""
    lines = [line for line in (code.text or "").split("\n") if line.strip()]
    code.tag, code.text = "p", None
    for at, line in enumerate(lines):
        if at:
            etree.SubElement(code, "br")
        etree.SubElement(code, "code").text = " ".join(line.split())


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


def _stay(element: etree._Element) -> None:
    """Leave cells, rows, terms and captions to the container around them."""


def settle_body(body: etree._Element) -> None:
    """Drop rules that part nothing, and make room for the title, the only first-level heading."""
    rules = [rule for rule in body.iter("hr") if _parts_nothing(rule)]
    for rule in rules:
        parent = rule.getparent()
        assert parent is not None
        parent.remove(rule)
    if next(body.iter("h1"), None) is not None:
        for heading in body.iter(*HEADINGS):
            heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"
    for pre in body.findall("pre"):
        if not (pre.text or "").strip():
            body.remove(pre)


def _parts_nothing(rule: etree._Element) -> bool:
    before, after = rule.getprevious(), rule.getnext()
    return before is None or before.tag == "hr" or all(one.tag == "hr" for one in rule.itersiblings())


SETTLE: dict[str, Callable[[etree._Element], None]] = {
    **dict.fromkeys(HEADINGS, settle_heading),
    "blockquote": settle_quote,
    "ul": settle_list,
    "ol": settle_list,
    "li": settle_item,
    "table": settle_table,
    "figure": settle_figure,
    "dl": settle_terms,
    **dict.fromkeys(("tr", "td", "th", "figcaption", "dt", "dd"), _stay),
}
"""What is asked of each container when it closes."""
