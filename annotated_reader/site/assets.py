"""Which of the theme's own files the pages use: the stylesheet that sets Markdown, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch

from annotated_reader.errors import PageError

TYPESETTING = "assets/stylesheets/main.*.min.css"
"""The theme's stylesheet; its name holds a hash that changes with each version."""


def typesetting(names: Iterable[str]) -> str:
    """Return the stylesheet's address among the theme's files.

    Raises PageError where the installed theme has none by that name.
    """
    for name in sorted(names):
        if fnmatch(name, TYPESETTING):
            return name
    raise PageError("mkdocs.yml", f"its theme has no {TYPESETTING}", "Install what requirements.lock names")


def unused(names: Iterable[str]) -> list[str]:
    """Return the theme's files that no page asks for: scripts, maps, other stylesheets, pictures."""
    return [name for name in names if name.startswith("assets/") and not fnmatch(name, TYPESETTING)]
