"""Tells MkDocs what a site is made of and by how many, in the variables that ``mkdocs.yml`` reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

DOCS, SOURCES, IMAGES, JOBS = "READER_DOCS", "READER_SOURCES", "READER_IMAGES", "READER_JOBS"


class Choice(Protocol):
    """What a command line says of a site."""

    docs: Path
    sources: Path
    images: Path
    jobs: int | None


def environment(choice: Choice) -> dict[str, str]:
    """Return the environment in which MkDocs takes these folders, and so many processes; and is quiet."""
    named = {DOCS: choice.docs, SOURCES: choice.sources, IMAGES: choice.images}
    folders = {name: str(folder.resolve()) for name, folder in named.items()}
    jobs = {JOBS: str(choice.jobs)} if choice.jobs else {}
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **folders, **jobs}
