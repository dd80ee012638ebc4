"""What every page of a site is made with, as one digest: code, templates, libraries, configuration."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from annotated_reader.site.kept.digests import Digests, UnknownError

LIBRARIES = (
    "ahocorasick-rs",
    "jinja2",
    "lxml",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "properdocs",
    "pymdown-extensions",
    "pypinyin",
    "pyyaml",
    "rapidfuzz",
)
"""The libraries whose version may change what a page looks like."""
PACKAGE = Path(__file__).parents[2]
WRITTEN = {".py", ".yaml", ".yml", ".html", ".xml", ".json", ".txt", ".tsv"}
"""The files of code, templates, words and tables, by their suffix."""


def made_with(folders: Iterable[Path], files: Iterable[Path], settings: Mapping[str, Any]) -> str:
    """Return the digest of the library, of what stands in ``folders`` and ``files``, and of the settings.

    Settings that are no plain values are left out: what they name is in the files.
    """
    state = hashlib.sha256(repr((sys.version_info[:3], unicodedata.unidata_version)).encode())
    state.update(repr(libraries()).encode())
    for folder in (PACKAGE, *folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in WRITTEN and path.is_file():
                state.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for path in files:
        state.update(path.name.encode() + b"\0" + path.read_bytes())
    digests = Digests()
    for name, value in sorted(settings.items()):
        state.update(name.encode() + _digest(digests, value))
    return state.hexdigest()


@cache
def code() -> str:
    """Return the digest of the library and of what it is made with, as they were when first asked for."""
    return made_with((), (), {})


def libraries() -> list[str]:
    """Return the versions of the language and of the libraries."""
    return [sys.version, *(f"{name} {_version(name)}" for name in LIBRARIES)]


def _digest(digests: Digests, value: Any) -> bytes:
    try:
        return digests.of(value)
    except UnknownError:
        return b"?"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
