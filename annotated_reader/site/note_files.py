"""The files about notes that stand beside the pages: Web Annotations and digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from annotated_reader.site.note_digest import note_digest
from annotated_reader.site.note_export import COLLECTION, Json, collection, pages
from annotated_reader.site.notes import Views
from annotated_reader.site.standing import put


def note_files(
    views: Views, texts: Mapping[str, str], site_url: str, label: str, words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield address and content of every file about notes; ``site_url`` ends in a slash."""
    yield COLLECTION, _written(collection(views, site_url, label))
    for address, page in pages(views, texts, site_url):
        yield address, _written(page)
    for notes in views.by_slug.values():
        if notes:
            yield notes[0].entry.notes_digest, note_digest(notes, site_url, words)


def write_note_files(site: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    """Write the files below a built site, those that are not there already as they should be.

    Returns the places of all.
    """
    places = []
    for address, content in files:
        place = site / unquote(address)
        if not place.is_file() or place.read_bytes() != content.encode():
            put(content.encode(), place)
        places.append(place)
    return places


def _written(fields: Json) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
