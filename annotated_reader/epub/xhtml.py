"""Pages of a book: XHTML in its namespace, with the marks by which reading systems know notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # the stubs leave it out
from lxml.html import HtmlElement

from annotated_reader.epub.content_model import language

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
"""What a part of a page is to a reading system."""


def maker(namespace: str, **prefixes: str) -> Any:
    """Return what makes elements of a namespace, which is the one without a prefix."""
    return ElementMaker(namespace=namespace, nsmap=dict([(None, namespace), *prefixes.items()]))


X = maker(XHTML, epub=OPS)
"""Makes elements of pages."""


def page(title: str, lang: str, body: Iterable[etree._Element], style: str = "book.css") -> bytes:
    """Return a page; ``style`` is the way from it to the stylesheet."""
    head = X.head(X.title(title), X.link(rel="stylesheet", type="text/css", href=style))
    root = X.html(head, X.body(*body))
    say_language(root, lang)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written


def say_language(element: etree._Element, code: str) -> None:
    """Set the language of an element, in both of the ways that pages have."""
    element.set("lang", language(code))
    element.set(XML_LANG, language(code))


def in_namespace(tree: HtmlElement) -> etree._Element:
    """Return a tree of HTML as XHTML; it is changed in place."""
    root: etree._Element = tree
    for element in list(root.iter("*")):
        if code := element.get("lang"):
            element.set(XML_LANG, code)
        element.tag = f"{{{XHTML}}}{element.tag}"
    return root
