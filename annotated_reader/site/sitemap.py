"""Keeps the sitemap within what search engines read, https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotated_reader.site.note_files import write_note_files

MOST = 50_000
"""Addresses in one file."""
LARGEST = 50 * 1024 * 1024
"""Bytes of one file, unpacked."""
NAME = "sitemap.xml"

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_ROW = re.compile(r"<url>.*?</url>", re.S)


def settle_sitemap(site: Path, site_url: str) -> list[Path]:
    """Divide the sitemap of a built site where it is too long, and take away its packed copy.

    MkDocs packs the copy with the clock in it; servers pack by themselves.  Returns what was written.
    """
    (site / f"{NAME}.gz").unlink(missing_ok=True)
    place = site / NAME
    parts = divide(place.read_text("utf-8"), site_url) if place.is_file() else ()
    return write_note_files(site, parts)


def divide(text: str, site_url: str, most: int = MOST, largest: int = LARGEST) -> Iterator[tuple[str, str]]:
    """Yield the files that take the place of a sitemap that is too long: its parts, and an index of them."""
    rows = _ROW.findall(text)
    if len(rows) <= most and len(text.encode()) <= largest:
        return
    names = []
    for number, part in enumerate(_parts(rows, most, largest), 1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], _file("urlset", part)
    yield NAME, _file("sitemapindex", [f"<sitemap><loc>{site_url}{name}</loc></sitemap>" for name in names])


def _file(kind: str, rows: list[str]) -> str:
    return f"{_HEAD}<{kind} {_SPACE}>\n" + "".join(f"{row}\n" for row in rows) + f"</{kind}>\n"


def _parts(rows: list[str], most: int, largest: int) -> Iterator[list[str]]:
    room = largest - len(_file("urlset", []).encode())
    part: list[str] = []
    size = 0
    for row in rows:
        length = len(row.encode()) + 1
        if part and (len(part) == most or size + length > room):
            yield part
            part, size = [], 0
        part.append(row)
        size += length
    if part:
        yield part
