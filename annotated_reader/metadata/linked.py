"""Reads the linked data (JSON-LD) in which a page describes its article, its author and its publisher."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "OpinionNewsArticle",
        "WebPage",
        "VideoObject",
    }
)
_WHO = {"author": ("Person",), "publisher": ("Organization", "NewsMediaOrganization")}
"""The types of things that an article may point to as these."""


def linked_articles(root: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Yield the things in a page's scripts of linked data that describe an article."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        names = _names(loaded)
        yield from (_named(thing, names) for thing in _articles(loaded, 0))


def _names(loaded: object) -> dict[tuple[object, object], object]:
    """The names of the things in a graph, by type and by address there."""
    graph = loaded.get("@graph") if isinstance(loaded, dict) else loaded
    things = [thing for thing in graph if isinstance(thing, dict)] if isinstance(graph, list) else []
    plain = [thing for thing in things if isinstance(thing.get("@type"), str)]
    return {(thing["@type"], str(thing.get("@id"))): thing.get("name") for thing in plain}


def _named(
    thing: Mapping[str, object], names: Mapping[tuple[object, object], object]
) -> Mapping[str, object]:
    """An article whose author and publisher, where it only points to them, are given by name."""
    found = dict(thing)
    for key, kinds in _WHO.items():
        who = found.get(key)
        if isinstance(who, dict) and not who.get("name"):
            places = ((kind, str(who.get("@id"))) for kind in kinds)
            found[key] = next((name for place in places if (name := names.get(place))), who)
    return found


def _articles(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(name in ARTICLE_TYPES for name in names if isinstance(name, str)):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)
