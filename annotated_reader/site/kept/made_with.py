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
    "pagefind",
    "properdocs",
    "pymdown-extensions",
    "pypinyin",
    "pyyaml",
    "rapidfuzz",
)
"""The libraries whose version may change what a page looks like."""
PACKAGE = Path(__file__).parents[2]
COMPILED = "__pycache__"
"""The folders of what Python makes of the code; all else may be code, a template, or what one takes in."""


def made_with(folders: Iterable[Path], files: Iterable[Path], settings: Mapping[str, Any]) -> str:
    """Return the digest of the library, of what stands in ``folders`` and ``files``, and of the settings.

    Of settings that are no plain values, the name is taken: what they name is in the files.
    """
    state = hashlib.sha256(repr((sys.version_info[:3], unicodedata.unidata_version)).encode())
    state.update(repr(libraries()).encode())
    for folder in (PACKAGE, *folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and COMPILED not in path.parts and not path.name.startswith("."):
                state.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for path in files:
        state.update(path.name.encode() + b"\0" + path.read_bytes())
    state.update(Digests().of(_plain(settings)))
    return state.hexdigest()


@cache
def code() -> str:
    """Return the digest of the library and of what it is made with, as they were when first asked for."""
    return made_with((), (), {})


def libraries() -> list[str]:
    """Return the versions of the language and of the libraries."""
    return [sys.version, *(f"{name} {_version(name)}" for name in LIBRARIES)]


def _plain(value: Any) -> Any:
    """Return a value with the names of functions, and of other things that are no values, in their place."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    try:
        Digests().of(value)
        return value
    except UnknownError:
        named = value if hasattr(value, "__qualname__") else type(value)
        return {"\0named": f"{named.__module__}.{named.__qualname__}"}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
