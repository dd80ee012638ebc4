"""Writes a feed as JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import Any

from annotated_reader.site.feeds.values import Feed, Item

VERSION = "https://jsonfeed.org/version/1.1"
OURS = "_annotated_reader"
"""What an item holds beyond the format, under a name that begins with ``_`` as the format asks."""


def write_json(feed: Feed, address: str) -> str:
    """Return the feed; ``address`` is its own, whole."""
    fields = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "description": feed.description,
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": item.url,
        "url": item.url,
        "external_url": item.source,
        "title": item.title,
        "content_html": item.html,
        "content_text": "" if item.html else item.summary or item.title,
        "summary": item.summary if item.html else "",
        "date_published": item.moment.strftime("%Y-%m-%dT%H:%M:%SZ") if item.moment else None,
        "authors": [{"name": author} for author in item.authors],
        "tags": item.tags,
        "language": item.language,
        OURS: {name: value for name, value in item.facts.items() if value},
    }
    return {name: value for name, value in fields.items() if value}
