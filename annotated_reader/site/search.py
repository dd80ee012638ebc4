"""Builds the search index over a finished site, and what a query needs to know beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from annotated_reader.site.index_pages import NOTHING, read_pages, to_html
from annotated_reader.site.narrowing import write_filters
from annotated_reader.site.shards import index_parts, parts_of, put
from annotated_reader.vocabulary import Vocabulary

FOLDER = "pagefind"
"""Where the pages look for the index, below the site's root."""
PARTS = "parts.json"
"""The file in that folder that names the folders of the index's other parts."""
NAMES = "names.json"
"""The file in that folder that says what is written in which other way."""


def build_index(site: Path, language: str, kept: Path) -> None:
    """Index the articles of ``site`` into its folder for the index; parts in ``kept`` are not made again.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    pages = read_pages(site)
    written = {path: to_html(page) for path, page in pages.items()} or {"index.html": NOTHING}
    indexes = index_parts(parts_of(written), language, kept)
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for number, index in enumerate(indexes):
        put(index, folder / f"{number}" if number else folder)
    (folder / PARTS).write_text(json.dumps([f"{number}/" for number in range(1, len(indexes))]), "utf-8")
    by_address = {f"/{path.removesuffix('index.html')}": page for path, page in pages.items()}
    write_filters(folder, indexes, by_address)


def write_names(
    site: Path, vocabulary: Vocabulary, urls: Mapping[str, str], words: Mapping[str, str]
) -> None:
    """Write what a query is widened by: the table of characters, and each entity with all of its names.

    ``urls`` has the pages of the entities, by name; an entity that only a note names has none.
    """
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
    known = {"variants": VARIANTS, "simplified": SIMPLIFIED, "entities": entities}
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    (folder / NAMES).write_text(text, "utf-8")
