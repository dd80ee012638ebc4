"""Builds the search index over a finished site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from annotated_reader.errors import PageError


def build_index(site: Path, language: str) -> None:
    """Index the articles of ``site`` with Pagefind into ``site/pagefind``.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--force-language", language.split("-")[0], "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        fact = " ".join((done.stderr or done.stdout).split())[-300:] or f"it ended with status {done.returncode}"
        raise PageError(str(site), f"the search index could not be built: {fact}", "Mend what it says, and build again")
