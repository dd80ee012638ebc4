"""Links within the site that lead nowhere; MkDocs looks at those of Markdown, not at those of raw HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator
from urllib.parse import unquote, urljoin, urlsplit

_HREF = re.compile(r"<a\s[^<>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.I)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\Z", re.I)
_ROOT = "https://site/"
"""Stands for the site's root, wherever it is published."""


def broken_links(rendered: str, page_url: str, known: Container[str]) -> Iterator[str]:
    """Yield the links of a rendered page to what is not among the site's addresses ``known``, as written."""
    for match in _HREF.finditer(rendered):
        address = html.unescape(match[1] or match[2] or match[3] or "").strip()
        if not _ELSEWHERE.match(address) and not _leads_to(address, page_url, known):
            yield address


def _leads_to(address: str, page_url: str, known: Container[str]) -> bool:
    if address.startswith("/"):
        return False
    path = urlsplit(urljoin(_ROOT + page_url, address)).path
    return unquote(path).lstrip("/") in known
