"""Writes a feed as RSS 2.0, https://www.rssboard.org/rss-specification."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from annotated_reader.portable import sayable
from annotated_reader.site.feeds.values import Feed, Item

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"


def write_rss(feed: Feed, address: str) -> str:
    """Return the feed; ``address`` is its own, whole.

    Persons are named in Dublin Core: RSS's own ``author`` has to be an e-mail address.
    """
    rss = etree.Element("rss", version="2.0", nsmap={"atom": ATOM, "content": CONTENT, "dc": DC})
    channel = etree.SubElement(rss, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", escape(feed.description, quote=False))
    _add(channel, "language", feed.language)
    if feed.moment:
        _add(channel, "pubDate", rfc822(feed.moment))
    _add(channel, "docs", "https://www.rssboard.org/rss-specification")
    kind = {"href": address, "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{ATOM}}}link", kind)
    for item in feed.items:
        _add_item(channel, item)
    etree.indent(rss, " ")
    written: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return written.decode() + "\n"


def rfc822(moment: datetime) -> str:
    """Return a moment as RSS has it, in English in every locale."""
    return format_datetime(moment)


def _add_item(channel: etree._Element, item: Item) -> None:
    row = etree.SubElement(channel, "item")
    _add(row, "title", item.title)
    _add(row, "link", item.url)
    _add(row, "guid", item.url).set("isPermaLink", "true")
    if item.moment:
        _add(row, "pubDate", rfc822(item.moment))
    for author in item.authors:
        _add(row, f"{{{DC}}}creator", author)
    if item.publisher:
        _add(row, f"{{{DC}}}publisher", item.publisher)
    if item.source:
        _add(row, f"{{{DC}}}source", item.source)
    if item.language:
        _add(row, f"{{{DC}}}language", item.language)
    for tag in item.tags:
        _add(row, "category", tag)
    _add(row, "description", escape(item.summary or item.title, quote=False))  # programs read it as HTML
    if item.html:
        _add(row, f"{{{CONTENT}}}encoded", item.html)


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, name)
    child.text = sayable(text)
    return child
