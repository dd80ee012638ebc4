"""What several tests share: the sources, the demo captures and, where present, the corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, expect, sync_playwright

from annotated_reader import sources
from annotated_reader.sources import Sources
from annotated_reader.values import Capture

settings.register_profile("untimed", deadline=None)  # speed is measured in bench/, on machines at rest
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
PATIENCE = 30_000
"""Milliseconds that a browser's page is given to become what a test expects."""
CORPUS = Path(os.environ.get("ANNOTATED_READER_CORPUS", ROOT.parent / "shared" / "corpus"))


def captures_in(folder: Path) -> list[Capture]:
    """Return every file below ``folder`` as a capture."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [Capture(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]


@pytest.fixture(scope="session")
def all_sources() -> Sources:
    """The project's own source files."""
    return sources.load(ROOT / "sources")[0]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of labelled real captures."""
    if not (CORPUS / "captures").is_dir():
        pytest.skip(f"no corpus of real captures at {CORPUS}; set ANNOTATED_READER_CORPUS")
    return CORPUS


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives browsers; there can be only one in a process.

    On a busy machine a served site may take long to follow a change, and no test is about how long.
    """
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running
