"""Builds the search index over a finished site, and what a query needs to know beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from annotated_reader.errors import PageError
from annotated_reader.site.index_pages import write_index_pages
from annotated_reader.site.narrowing import write_filters
from annotated_reader.vocabulary import Vocabulary

FOLDER = "pagefind"
"""Where the pages look for the index, below the site's root."""
KEPT = ".pagefind"
"""Where it outlives a rebuild: MkDocs does not clean what begins with a dot."""
UNUSED = ("pagefind*ui.*", "pagefind-highlight.js")
"""What Pagefind adds for those who have no search box of their own: scripts that no page here loads."""
NAMES = "names.json"
"""The file in that folder that says what is written in which other way."""


def build_index(site: Path, language: str, folder: str = FOLDER) -> None:
    """Index the articles of ``site`` with Pagefind into ``folder`` below it.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    with TemporaryDirectory() as articles:
        pages = write_index_pages(site, Path(articles))
        command = [sys.executable, "-m", "pagefind", "--site", articles, "--output-path", str(site / folder)]
        command += ["--force-language", language.split("-", maxsplit=1)[0], "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        fact = (
            f"the search index could not be built: {said or f'Pagefind ended with status {done.returncode}'}"
        )
        raise PageError(str(site), fact, "Mend what it says, and build again")
    for pattern in UNUSED:
        for part in (site / folder).glob(pattern):
            part.unlink()
    write_filters(site / folder, pages)


def keep_index(site: Path, language: str, *, afresh: bool) -> None:
    """Put an index into a site that is rebuilt again and again, and build it only if ``afresh``."""
    if afresh or not (site / KEPT).is_dir():
        build_index(site, language, KEPT)
    shutil.copytree(site / KEPT, site / FOLDER, dirs_exist_ok=True)


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
