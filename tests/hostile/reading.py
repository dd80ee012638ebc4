"""Reads every file of a built site as text, whatever it is packed in."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_HOST = re.compile(r"(?:https?:)?(?://|\\/\\/)((?:[\w-]+\.)+[a-z]{2,})", re.I)


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file below ``site``; files in an archive under its path and theirs."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield from _unpacked(path.relative_to(site).as_posix(), path.read_bytes())


def hosts(text: str) -> set[str]:
    """Return the hosts of all addresses in a text, however often they are written over."""
    return {
        host.lower() for reading in (text, unescape(text), unquote(text)) for host in _HOST.findall(reading)
    }


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from _unpacked(f"{name}!{inner}", archive.read(inner))
        return
    yield name, content.decode("utf-8", "replace")
