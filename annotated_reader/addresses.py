"""Addresses without the proxies that hide them and the parameters that follow readers."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from annotated_reader.sources.model import Sources

_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*:", re.I)
_ONE_SLASH = re.compile(r"\A(https?:)/(?=[^/])", re.I)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")

_NEVER = re.compile(r"[\s\"<>\\^`{|}]")


def clean_address(url: str, sources: Sources) -> str:
    """Return ``url`` without proxies and tracking parameters, other bytes as they stand."""
    url = unproxied(_UNSEEN.sub(" ", url).strip(), sources)
    return without_trackers(url, sources)


def unproxied(url: str, sources: Sources) -> str:
    """Return the address that stands behind a known proxy, however many are nested."""
    for _ in range(4):
        match = next((match for proxy in sources.proxies if (match := proxy.match(url))), None)
        if match is None:
            break
        behind = match["url"] if "://" in match["url"] else unquote(match["url"])
        behind = unquote(behind) if "://" not in behind and "%" in behind else behind
        behind = _UNSEEN.sub(lambda unseen: quote(unseen.group()), _ONE_SLASH.sub(r"\1//", behind))
        url = behind if _SCHEME.match(behind) else f"https://{behind.lstrip('/')}"
    return url


def without_trackers(url: str, sources: Sources) -> str:
    """Return ``url`` without the query parameters that only follow readers."""
    head, mark, rest = url.partition("?")
    if not mark:
        return url
    query, hash_mark, fragment = rest.partition("#")
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair.split("=")[0], sources)]
    return head + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


def _tracks(name: str, sources: Sources) -> bool:
    name = name.lower().removeprefix("amp;")
    return name in sources.trackers or any(
        prefix.endswith("*") and name.startswith(prefix[:-1]) for prefix in sources.trackers
    )


@lru_cache(maxsize=4096)
def host(url: str) -> str:
    """Return the host of an address in lower case, without ``www.``; empty if it has none."""
    try:
        name = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.").rstrip(".")


@lru_cache(maxsize=4096)
def _hosts_above(url: str) -> frozenset[str]:
    """The host of an address, and all that it stands below."""
    labels = host(url).split(".")
    return frozenset(".".join(labels[start:]) for start in range(len(labels)))


def is_on(url: str, name: str) -> bool:
    """True where ``url`` stands on host ``name`` or below it; ``name`` may end in a path."""
    wanted, _, path = name.partition("/")
    if wanted not in _hosts_above(url):
        return False
    there = urlsplit(url if "//" in url else f"//{url}").path.strip("/")
    return not path or there == path.strip("/") or there.startswith(path.rstrip("/") + "/")


def is_whole(url: str) -> bool:
    """Tell whether an address says by itself where it leads."""
    return bool(_SCHEME.match(url))


def encoded(url: str) -> str:
    """Return ``url`` with what no address holds percent-encoded: spaces, quotation marks, angles."""
    return _NEVER.sub(lambda found: quote(found.group()), url)


def absolute(url: str, base: str | None) -> str:
    """Return ``url`` made absolute against the page's own address, where that is known."""
    if url.startswith("//"):
        return f"https:{url}"
    if _SCHEME.match(url) or not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


_FRONT = re.compile(r"/?(?:(?:index|default|home)\.\w{2,5})?\Z", re.I)


def is_front(address: str) -> bool:
    """Tell whether an address is that of a site's front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(_FRONT.match(parts.path)) and not parts.query and not parts.fragment
