"""What would deceive a reader's eye: characters that turn the writing around, hosts in borrowed letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Characters that make words run the other way, as the inside of a class; Chinese has no use for them."""
_TURNING = re.compile(f"[{TURNING}]")
_CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff{TURNING}]+")
_ADDRESS = re.compile(r"https?://[^\s()<>\"']+", re.I)
_BORROWED = re.compile(
    "[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u2100-\u214f\ua640-\ua69f\uab30-\uabbf\uff21-\uff5a]"
)
"""Greek, Cyrillic, Armenian, Cherokee, letter-like signs, wide letters: what has the shapes of Latin."""


_ODD = re.compile(f'[\x00-\x1f\x7f-\x9f<>:"|?*\\\\\u2028\u2029\ud800-\udfff{TURNING}]')
"""What a file's name cannot hold on every system, or what it would deceive with."""


def is_odd_name(name: str) -> bool:
    """Tell whether a file's name is one that some system cannot have, or that shows as another."""
    return bool(_ODD.search(name))


def on_one_line(text: str) -> str:
    """Return a name or a title without control characters and without what turns it around."""
    return " ".join(_CONTROLS.sub(" ", _TURNING.sub("", text)).split()) if _CONTROLS.search(text) else text


def count_turns(text: str) -> int:
    """Return how many characters of a text turn the direction of writing."""
    return len(_TURNING.findall(text))


def without_turns(text: str) -> str:
    """Return a text without what turns the direction of writing."""
    return _TURNING.sub("", text)


def disguised_hosts(markdown: str) -> tuple[str, ...]:
    """Return the hosts, as they are asked for, of all addresses that are written in borrowed letters."""
    return tuple(dict.fromkeys(_disguised(markdown)))


def plain_host(host: str) -> str:
    """Return a host as it is asked for where its letters are borrowed, else as it is written."""
    if not _BORROWED.search(host):
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")


def _disguised(markdown: str) -> Iterator[str]:
    if markdown.isascii():
        return
    for address in _ADDRESS.findall(markdown):
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        if _BORROWED.search(host):
            yield plain_host(host)
