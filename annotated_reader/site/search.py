"""Builds the search index over a finished site, and what a query needs to know beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from annotated_reader.errors import PageError
from annotated_reader.site.index_pages import NOTHING, read_pages
from annotated_reader.site.kept.findings import NONE, Findings
from annotated_reader.site.listings import Map, Way
from annotated_reader.site.narrowing import write_filters
from annotated_reader.site.shards import index_parts, parts_of, put
from annotated_reader.vocabulary import Vocabulary

FOLDER = "pagefind"
"""Where the pages look for the index, below the site's root."""
PARTS = "parts.json"
"""The file in that folder that names the folders of the index's other parts."""
NAMES = "names.json"
"""The file in that folder that says what is written in which other way, and what is listed where."""
MOST_LISTED = 1000
"""Outlets, as many authors and as many tags that a query is held against."""


def build_index(
    site: Path, language: str, kept: Path, findings: Findings = NONE, jobs: int | None = None
) -> None:
    """Index the articles of ``site`` into its folder for the index; parts in ``kept`` are not made again.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    pages = read_pages(site, findings, jobs)
    findings.save()
    written = {path: page.html for path, page in pages.items()} or {"index.html": NOTHING}
    folder = site / FOLDER
    try:
        indexes = index_parts(parts_of(written), language, kept, jobs)
    except PageError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    put({f"{number}" if number else "": index for number, index in enumerate(indexes)}, folder)
    (folder / PARTS).write_text(json.dumps([f"{number}/" for number in range(1, len(indexes))]), "utf-8")
    by_address = {f"/{path.removesuffix('index.html')}": page for path, page in pages.items()}
    write_filters(folder, indexes, by_address)


def write_names(site: Path, vocabulary: Vocabulary, map_: Map, words: Mapping[str, str]) -> None:
    """Write what a query is held against before the index: characters, entities, and what has a listing.

    The table of characters and the names of each entity widen a query; an entity that only a note names
    has no page.  Outlets, authors and tags that no entity has are offered to those who type their name.
    """
    urls = map_.urls["tags"]
    entities = [
        {
            "names": entity.names,
            "not_in": entity.not_in,
            "kind": words[entity.kind],
            "gloss": entity.gloss,
            "url": urls.get(entity.name),
        }
        for entity in vocabulary.entities
    ]
    listed = {words[kind]: _listed(map_.ways[kind], vocabulary) for kind in ("publishers", "authors", "tags")}
    known = {"variants": VARIANTS, "simplified": SIMPLIFIED, "entities": entities, "listed": listed}
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    (folder / NAMES).write_text(text, "utf-8")


def _listed(ways: Iterable[Way], vocabulary: Vocabulary) -> list[tuple[str, str, int]]:
    """Name, address and number of articles of the listings with most articles."""
    named = (way for way in ways if way.name and vocabulary.find(way.name) is None)
    return [(way.name, way.url, way.count) for way in islice(named, MOST_LISTED)]
