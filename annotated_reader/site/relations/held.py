"""Which article here an address elsewhere belongs to, however the address is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from annotated_reader.site.entries import Entry

Clean = Callable[[str], str]
"""Takes proxies and tracking parameters off an address."""

_WEB = re.compile(r"(?:https?:)?//", re.I)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z", re.I)
_USUAL_PORTS = {None, 80, 443}


class Held:
    """The addresses of all articles that are held here: of the original, of mirrors and of other copies."""

    def __init__(self, entries: Sequence[Entry], clean: Clean = str) -> None:
        """Gather the addresses; where several articles name one, the first of them in ``entries`` has it.

        An article's own address goes before its mirror's, and that before those of its other copies.
        """
        self._clean = clean
        self._slugs: dict[str, str] = {}
        for addresses in (_originals, _mirrors, _copies):
            for entry in entries:
                for address in addresses(entry):
                    if key := key_of(address, clean):
                        self._slugs.setdefault(key, entry.slug)

    def find(self, address: str) -> str | None:
        """Return the slug of the article held from that address, or None."""
        key = key_of(address, self._clean)
        return self._slugs.get(key) if key else None


def key_of(address: str, clean: Clean = str) -> str | None:
    """Return what two spellings of one address have in common; None where it leads to no page of the web.

    Left out: scheme, ``www.``, the usual ports, proxies, tracking parameters, their order, the fragment,
    the last slash, ``index.html``, and how characters are quoted.
    """
    if not _WEB.match(address):
        return None
    try:
        parts = urlsplit(clean(address))
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    path = _INDEX.sub("", unicodedata.normalize("NFC", unquote(parts.path))).rstrip("/")
    query = "&".join(sorted(unquote(pair) for pair in parts.query.split("&") if pair))
    hashed = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    if not host or not (path or query or hashed):
        return None
    return f"{host}{'' if port in _USUAL_PORTS else f':{port}'}{path}?{query}#{hashed}"


def _originals(entry: Entry) -> Iterator[str]:
    if entry.original_url:
        yield entry.original_url


def _mirrors(entry: Entry) -> Iterator[str]:
    if entry.archive_url:
        yield entry.archive_url


def _copies(entry: Entry) -> Iterator[str]:
    yield from (hop.url for hop in entry.provenance if hop.url)
