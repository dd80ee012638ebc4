"""Builds the search index over a finished site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from annotated_reader.errors import PageError
from annotated_reader.site.cutting import cut_articles

FOLDER = "pagefind"
"""Where the pages look for the index, below the site's root."""
KEPT = ".pagefind"
"""Where it outlives a rebuild: MkDocs does not clean what begins with a dot."""


def build_index(site: Path, language: str, folder: str = FOLDER) -> None:
    """Index the articles of ``site`` with Pagefind into ``folder`` below it.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    with TemporaryDirectory() as articles:
        cut_articles(site, Path(articles))
        command = [sys.executable, "-m", "pagefind", "--site", articles, "--output-path", str(site / folder)]
        command += ["--force-language", language.split("-", maxsplit=1)[0], "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        fact = (
            f"the search index could not be built: {said or f'Pagefind ended with status {done.returncode}'}"
        )
        raise PageError(str(site), fact, "Mend what it says, and build again")


def keep_index(site: Path, language: str, *, afresh: bool) -> None:
    """Put an index into a site that is rebuilt again and again, and build it only if ``afresh``."""
    if afresh or not (site / KEPT).is_dir():
        build_index(site, language, KEPT)
    shutil.copytree(site / KEPT, site / FOLDER, dirs_exist_ok=True)
