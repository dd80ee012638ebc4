"""The site is the same under ProperDocs, the maintained continuation of MkDocs 1."""

from __future__ import annotations

import importlib.util
import os
import re
import time
import urllib.request
from pathlib import Path

import pytest

from tests.site_building import Copy

NAME = "properdocs"
INSTALLED = importlib.util.find_spec(NAME) is not None
WANTED = "REQUIRE_PROPERDOCS" in os.environ
"""Where this is set, as in its job on GitHub, a missing ProperDocs is a failure."""

pytestmark = pytest.mark.skipif(
    not INSTALLED and not WANTED, reason="ProperDocs is not installed: pip install properdocs"
)

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
PATIENCE = 60.0
"""Seconds within which an edit has to be shown."""


def contents(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path, without the generator's name."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in files}


def test_it_builds_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for generator in ("mkdocs", NAME):
        copy = Copy(tmp_path / generator, generator=generator)
        done = copy.build()
        assert done.returncode == 0, done.stderr
        built.append(contents(copy.site))
    one, other = built
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert len([path for path in one if re.fullmatch("articles/[^/]+/index.html", path)]) > 10


def test_it_serves_the_site_and_shows_an_edit(tmp_path: Path) -> None:
    copy = Copy(tmp_path, generator=NAME)
    page = min(copy.pages.glob("*.md"))
    words = "这里添了一句"
    with copy.serve() as address:
        assert words not in shown(f"{address}articles/{page.stem}/")
        page.write_text(f"{page.read_text('utf-8')}\n{words}。\n", "utf-8")
        end = time.monotonic() + PATIENCE
        while words not in shown(f"{address}articles/{page.stem}/"):
            assert time.monotonic() < end, "the edit is not shown"
            time.sleep(0.2)


def shown(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())
