"""Tells MkDocs which folders the site is made of, by the variables that ``mkdocs.yml`` reads."""

from __future__ import annotations

import os
from pathlib import Path

DOCS, SOURCES, IMAGES = "READER_DOCS", "READER_SOURCES", "READER_IMAGES"


def environment(docs: Path, sources: Path, images: Path) -> dict[str, str]:
    """Return the environment in which MkDocs takes these folders; and is quiet about itself."""
    named = {DOCS: docs, SOURCES: sources, IMAGES: images}
    folders = {name: str(folder.resolve()) for name, folder in named.items()}
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **folders}
