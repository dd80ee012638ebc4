"""All articles and their receipts for programs: a short file that names the others, each of bounded size."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotated_reader.citing import csl
from annotated_reader.site.archive import Archive
from annotated_reader.site.citations import reference_of
from annotated_reader.site.entries import Entry

CATALOGUE = "catalogue.json"
"""Where it stands below the site's root."""
PART = 500
"""Articles of one part: some 700 KB, a tenth of it on the line."""
VERSION = 1
"""Of the form of these files; fields may be added without a new one."""


def catalogue_files(
    entries: Sequence[Entry], held_in: Archive, notes: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield address and content of the catalogue's files; ``notes`` are counts of notes by slug.

    Articles stand in the order of their addresses, so that a new one changes the parts from its own on;
    the hash of each part tells who keeps a copy which ones to fetch again.
    """
    ordered = sorted(entries, key=lambda entry: entry.slug)
    shared = [ordered[start : start + PART] for start in range(0, len(ordered), PART)]
    parts = [
        _part(number, [_article(entry, held_in, notes.get(entry.slug, 0)) for entry in found])
        for number, found in enumerate(shared, 1)
    ]
    head = {
        "version": VERSION,
        "archive": held_in.name,
        "site": held_in.url or None,
        "articles": len(ordered),
        "parts": [part.told for part in parts],
    }
    yield CATALOGUE, json.dumps(head, ensure_ascii=False, indent=1) + "\n"
    yield from ((part.address, part.text) for part in parts)


@dataclass(frozen=True)
class _Part:
    address: str
    text: str
    told: Mapping[str, Any]
    """What the head says of it."""


def _part(number: int, articles: Sequence[Mapping[str, Any]]) -> _Part:
    address, text = f"catalogue/{number:04}.json", _lines(articles)
    told = {
        "address": address,
        "articles": len(articles),
        "first": articles[0]["slug"],
        "last": articles[-1]["slug"],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return _Part(address, text, told)


def _article(entry: Entry, held_in: Archive, notes: int) -> Mapping[str, Any]:
    fields: dict[str, Any] = {
        "slug": entry.slug,
        "address": entry.url,
        "title": entry.title,
        "authors": list(entry.authors),
        "publisher": entry.publisher,
        "published": entry.published,
        "lang": entry.lang,
        "tags": list(entry.tags),
        "original_url": entry.original_url,
        "archive_url": entry.archive_url,
        "provenance": [
            {"role": hop.role, "name": hop.name, "url": hop.url, "date": hop.date} for hop in entry.provenance
        ],
        "capture": {"path": entry.capture_path, "sha256": entry.capture_sha256},
        "text_sha256": entry.text_sha256,
        "removed": dict(entry.tally),
        "receipt": entry.receipt if entry.capture_sha256 else None,
        "citation": csl.item(reference_of(entry, held_in)),
    }
    if entry.lead:
        fields["variant_of"] = entry.lead
    if notes:
        fields["notes"] = {"count": notes, "address": entry.notes_jsonld}
    return fields


def _lines(articles: Sequence[Mapping[str, Any]]) -> str:
    """A list of one object a line, which line tools can read too."""
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in articles) + "\n]\n"
