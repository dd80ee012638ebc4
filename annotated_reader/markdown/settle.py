"""Decides, when a container closes, whether it is what its tag says.

Captures misuse tags for layout: a table of one column, a list item that holds
the article, a heading that was never closed.  Such a container is spliced: its
blocks stand in its place, in order, so that no decision here can lose text.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from annotated_reader.markdown.blocks import drop, is_said, splice, splice_captioned, text_of, unwrap
from annotated_reader.markdown.figures import settle_figure
from annotated_reader.markdown.tables import settle_table
from annotated_reader.markdown.terms import settle_terms

LONGEST_HEADING = 120
"""More characters than this are a paragraph, whatever the tag says."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def settle_heading(heading: etree._Element) -> None:
    """Keep a heading of one short paragraph; images move behind it, bold is implied."""
    lines = [block for block in heading if block.tag != "p" or is_said(block)]
    if [line.tag for line in lines] != ["p"] or len(text_of(heading)) > LONGEST_HEADING:
        splice(heading)
        return
    for image in reversed([block for block in heading if block is not lines[0]]):
        heading.addnext(image)
    unwrap(heading, lines[0])
    if len(heading) == 1 and heading[0].tag == "strong" and not heading.text and not heading[0].tail:
        unwrap(heading, heading[0])
    for line_break in list(heading.iter("br")):
        line_break.tail = " " + (line_break.tail or "")
        drop(line_break)


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
    """Give what stands in a list outside its items a place: text in an item, a list in the item before it."""
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


def as_lines(code: etree._Element) -> None:
    """Turn preformatted text into a paragraph of code with line breaks."""
    lines = [line for line in (code.text or "").split("\n") if line.strip()]
    code.tag, code.text = "p", None
    for at, line in enumerate(lines):
        if at:
            etree.SubElement(code, "br")
        etree.SubElement(code, "code").text = " ".join(line.split())


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
    before = rule.getprevious()
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
