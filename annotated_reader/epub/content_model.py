"""Makes a tree of harmless HTML keep HTML's content model, which a book is held to and a web page is not.

The tables below are the parts of https://html.spec.whatwg.org/multipage/dom.html#content-models that
concern the elements of the gate's policy. What does not fit where it stands becomes a ``div`` or goes,
and its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement
from lxml.html.builder import E

PHRASING = frozenset(
    (
        "a abbr b bdi br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong "
        "sub sup u var"
    ).split()
)
"""What may stand in a line of text."""
TRANSPARENT = frozenset("a del ins".split())
"""May hold whatever may stand in their place."""
LINES = frozenset("p h1 h2 h3 h4 h5 h6 pre".split())
"""Blocks that hold nothing but lines of text."""
RENAMED = {"details": "div", "summary": "p"}
"""Shown in a book at once, where nothing folds."""
UNWRAPPED = frozenset("time rb rtc wbr".split())
"""Say nothing to a reader of a book; of ``wbr`` the parser does not know that it is empty."""
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl"},
    "dd": {"dl"},
    "figcaption": {"figure"},
    "caption": {"table"},
    "colgroup": {"table"},
    "col": {"colgroup"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
"""Elements that only stand in certain others."""
_ROWS = re.compile(r"(?:caption )?(?:colgroup )*(?:thead )?(?:(?:tbody )*|(?:tr )+)(?:tfoot )?")
_RUBY = re.compile(r"(?:[^<>]+(?:<rt>|<rp><rt><rp>))+")
"""What a ruby holds: words, each with its reading behind it."""
_DEFINITIONS = re.compile(r"(?:(?:dt )+(?:dd )+)*")
_TABLE = frozenset("table caption colgroup col thead tbody tfoot tr td th".split())
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_OF_LINKS = ("rel", "hreflang")
"""Attributes of a link that leads somewhere."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.\u4e00-\u9fff-]")


def settle(root: HtmlElement) -> None:
    """Make all below ``root``, which stands where blocks may stand, keep the content model; in place."""
    for element in list(root.iterdescendants("*")):
        _rename(element)
        _mend_attributes(element)
    for table in [*root.iter("table")]:
        if not _is_table(table):
            _dissolve(table, _TABLE)
    for list_ in [*root.iter("ul", "ol")]:
        _fill_list(list_)
    for definitions in [*root.iter("dl")]:
        if not _are(definitions, _DEFINITIONS):
            _dissolve(definitions, frozenset(("dl", "dt", "dd")))
    for element in list(root.iterdescendants("*")):
        _settle_place(element)
    for element in reversed(list(root.iterdescendants("*"))):
        _settle_lines(element)
    for element in list(root.iter("ruby", "rt", "rp")):
        if _is_stray_reading(element):
            element.tag = "span"


def language(code: str) -> str:
    """Return a language code if it is well formed, else the code for an unknown language."""
    return code if _LANGUAGE.fullmatch(code) else "und"


def xml_name(name: str) -> str:
    """Return the name as XML accepts it as an id: another for another."""
    kept = _NOT_IN_NAMES.sub(lambda match: f"_{ord(match.group()):x}", name)
    return kept if kept[:1].isalpha() else f"id-{kept}"


def _rename(element: HtmlElement) -> None:
    element.tag = RENAMED.get(element.tag, element.tag)
    if element.tag in UNWRAPPED:
        element.drop_tag()


def _mend_attributes(element: HtmlElement) -> None:
    for name in ("colspan", "rowspan", "span", "width", "height"):
        if not element.get(name, "1").isdigit() or element.get(name) == "0":
            del element.attrib[name]
    for name in ("lang", "hreflang"):
        if not _LANGUAGE.fullmatch(element.get(name, "zh")):
            del element.attrib[name]
    for name in ("open", "loading", "decoding", "datetime", *(() if "href" in element.attrib else _OF_LINKS)):
        element.attrib.pop(name, None)
    for name in [name for name in element.attrib if name.startswith("data-")]:
        del element.attrib[name]


def _are(parent: HtmlElement, order: re.Pattern[str]) -> bool:
    """Tell whether the element holds nothing but these children, in this order."""
    bare = not any(_says(text) for text in (parent.text, *(child.tail for child in parent)))
    return bare and bool(order.fullmatch("".join(f"{child.tag} " for child in parent)))


def _says(text: str | None) -> bool:
    """Tell whether there is more than white space, as XML has it: other kinds of space are text."""
    return bool((text or "").strip(" \t\r\n"))


def _is_table(table: HtmlElement) -> bool:
    sections = [child for child in table if child.tag in ("thead", "tbody", "tfoot")]
    rows = [row for part in (table, *sections) for row in part if row.tag == "tr"]
    return (
        _are(table, _ROWS)
        and all(_are(part, re.compile("(?:tr )*")) for part in sections)
        and all(_are(row, re.compile("(?:t[dh] )+")) for row in rows)
        and all(_are(part, re.compile("(?:col )*")) for part in table.iter("colgroup"))
    )


def _dissolve(whole: HtmlElement, parts: Iterable[str]) -> None:
    """Make blocks of a structure's parts, down to the next structure of its kind."""
    for child in list(whole):
        if child.tag in parts and child.tag != whole.tag:
            _dissolve(child, parts)
    _make_block(whole)


def _make_block(element: HtmlElement) -> None:
    """Make of a part of some structure a block that is nothing else."""
    element.tag = "div"
    for name in ("colspan", "rowspan", "span", "scope", "value"):
        element.attrib.pop(name, None)


def _fill_list(list_: HtmlElement) -> None:
    """Make items of whatever stands in a list and is none."""
    if _says(list_.text):
        list_.insert(0, E.li(list_.text))
        list_.text = None
    for child in list(list_):
        if child.tag != "li":
            item = E.li()
            child.addprevious(item)
            item.append(child)
        elif _says(child.tail):
            item = E.li(child.tail)
            child.tail = None
            child.addnext(item)


def _settle_place(element: HtmlElement) -> None:
    if _is_astray(element):
        _make_block(element)
    elif element.tag in ("a", "dfn") and any(True for _ in element.iterancestors(element.tag)):
        element.drop_tag()


def _is_astray(element: HtmlElement) -> bool:
    parent = element.getparent()
    if element.tag in PARENTS and parent.tag not in PARENTS[element.tag]:
        return True
    return element.tag == "figcaption" and not _ends_figure(element)


def _is_stray_reading(element: HtmlElement) -> bool:
    if element.tag == "ruby":
        return not _is_ruby(element)
    return element.tag in ("rt", "rp") and element.getparent().tag != "ruby"


def _is_ruby(element: HtmlElement) -> bool:
    parts = [element.text or ""]
    for child in element:
        parts += [f"<{child.tag}>" if child.tag in ("rt", "rp") else "-", child.tail or ""]
    return bool(_RUBY.fullmatch("".join(part.strip(" \t\r\n") for part in parts)))


def _ends_figure(caption: HtmlElement) -> bool:
    figure = caption.getparent()
    only = sum(child.tag == "figcaption" for child in figure) == 1
    first = caption.getprevious() is None and not _says(figure.text)
    return only and (first or (caption.getnext() is None and not _says(caption.tail)))


def _settle_lines(element: HtmlElement) -> None:
    """Where a line of text holds a block, make a block of the line."""
    if not _holds_block(element):
        return
    if element.tag in LINES:
        element.tag = "div"
    elif element.tag in PHRASING - TRANSPARENT:
        element.drop_tag()


def _holds_block(element: HtmlElement) -> bool:
    return any(
        child.tag not in PHRASING or (child.tag in TRANSPARENT and _holds_block(child)) for child in element
    )
