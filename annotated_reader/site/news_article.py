"""An article's page as search engines read it, https://schema.org/NewsArticle."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from annotated_reader.citing import is_body, person
from annotated_reader.metadata.people import is_person
from annotated_reader.site.archive import Archive
from annotated_reader.site.entries import Entry

_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
"""What could end the element that holds JSON, written as JSON may write it."""
_CHINESE_BODY = re.compile(
    r"(?:[社报報网網台臺站刊部处處局院校会會组組]|中心|频道|頻道|公司|周刊|杂志|雜誌)\Z"
)
"""How the names of Chinese outlets, offices and institutions end."""


def news_article(entry: Entry, held_in: Archive, about: str = "") -> str:
    """Return the article as schema.org's ``NewsArticle``, in JSON that may stand in a page.

    The page is a copy: ``isBasedOn`` is what it was made from, ``archivedAt`` the mirror it was taken from,
    ``author`` and ``publisher`` are the original's, and ``provider`` is the archive.
    """
    fields: Mapping[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "inLanguage": entry.lang if entry.lang != "und" else None,
        "datePublished": entry.published,
        "description": about,
        "author": [_author(name) for name in entry.authors],
        "publisher": {"@type": "Organization", "name": entry.publisher} if entry.publisher else None,
        "isBasedOn": [url for url in (entry.original_url, entry.archive_url) if url],
        "archivedAt": entry.archive_url,
        "keywords": list(entry.tags),
        "url": held_in.url + entry.url if held_in.url else None,
        "provider": {"@type": "ArchiveOrganization", "name": held_in.name},
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": entry.capture_sha256}
        if entry.capture_sha256
        else None,
    }
    told = {name: value for name, value in fields.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _author(name: str) -> Mapping[str, str]:
    """A person or an institution where the name tells which; of a pen name nobody can say."""
    if person(name).family or is_person(name) or "·" in name:
        return {"@type": "Person", "name": name}
    if is_body(name) or _CHINESE_BODY.search(name):
        return {"@type": "Organization", "name": name}
    return {"name": name}
