"""Benchmarks that anyone can run: from a fresh clone, with nothing installed but what the lock files name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TABLES = {"simplified_table.py"}
"""What makes a table of the library, and measures nothing."""
BENCHMARKS = sorted({path.name for path in (ROOT / "bench").glob("[a-z]*.py")} - TABLES)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_it_starts_in_any_folder_and_says_what_it_takes(name: str, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / name), "--help"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


def test_the_page_of_each_measurement_says_the_command_that_makes_it() -> None:
    for page in (ROOT / "docs" / "bench").glob("*.md"):
        text = page.read_text("utf-8")
        assert "python bench/" in text or "make bench" in text, page.name
