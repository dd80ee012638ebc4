"""What a page of another site may ask of one's own server: nothing but to lead a person to a page.

The rule is the resource isolation policy that the Fetch Metadata headers were made for
(https://www.w3.org/TR/fetch-metadata/); browsers send them to ``localhost``, and pages cannot forge them.
"""

from __future__ import annotations

from collections.abc import Mapping

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
)
"""What every answer says: no page of another site may frame it, read it, or hold on to its window."""


WAITING = "/livereload/"
"""Where the server answers when something has changed: whoever leads a window there sees when it closes."""


def is_welcome(environ: Mapping[str, str]) -> bool:
    """Tell whether a WSGI request is from our own pages, from a person, or leads a person to a page."""
    if "HTTP_UPGRADE" in environ or not _is_own(environ):
        return False
    site = environ.get("HTTP_SEC_FETCH_SITE", "none")
    if site in ("same-origin", "none"):
        return True
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
        and not environ.get("PATH_INFO", "").startswith(WAITING)
    )


def _is_own(environ: Mapping[str, str]) -> bool:
    """True where a request names no origin, or ours: sockets say theirs, and nothing of how they came."""
    origin = environ.get("HTTP_ORIGIN")
    return origin is None or origin.partition("://")[2].lower() == environ.get("HTTP_HOST", "").lower()


def is_plain(path: str) -> bool:
    """Tell whether a path names a file in one way only, on every system."""
    return not any(character in path for character in "\\\0:") and "/../" not in f"{path}/"
