"""Where the links of an article lead, seen from outside its page."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?|\[[0-9A-Fa-f:.]+\]")
_AS_IT_IS = "!#$%&'()*+,-./:;=?@_~"
"""What an address may hold beside letters and digits; other characters are quoted."""


def sound(address: str) -> str | None:
    """Return a whole address, spelt as the URL standard wants it; None where nothing can be reached by it."""
    scheme = _SCHEME.match(address)
    if not scheme or scheme[1].lower() not in ("http", "https", "mailto"):
        return None
    if scheme[1].lower() == "mailto":
        return _quoted(address)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    if not _HOST.fullmatch(host):
        return None
    rest = address.partition("//")[2][len(parts.netloc) :]
    return f"{parts.scheme}://{host}{port}{_once(_quoted(rest))}"


def below(page_uri: str, target: str) -> str | None:
    """Return where a relative link leads from the Markdown file ``page_uri``, below the site's root.

    None where it leads out of the site, or to nothing.
    """
    path, mark, fragment = target.partition("#")
    path, asked, query = path.partition("?")
    place = normpath(f"{page_uri.rpartition('/')[0]}/{unquote(path)}") if path else page_uri
    if path.startswith("/") or place.startswith("..") or not place:
        return None
    if place.endswith(".md"):
        place = re.sub(r"(?:\A|(?<=/))index/\Z", "", f"{place.removesuffix('.md')}/")
    elif path.endswith("/"):
        place += "/"
    return quote(place) + asked + _quoted(query) + mark + _quoted(fragment)


def is_local(site_url: str) -> bool:
    """Tell whether a site's address leads nowhere but on the machine that built it, or is not known."""
    host = urlsplit(site_url).hostname or ""
    return not host or host in ("localhost", "::1") or host.startswith("127.")


def _quoted(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=_AS_IT_IS)


def _once(rest: str) -> str:
    """Leave one ``#`` only: there is no second fragment."""
    head, mark, fragment = rest.partition("#")
    return head + mark + fragment.replace("#", "%23")
