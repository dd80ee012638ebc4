"""Whether anything is kept from build to build: not where it is switched off, or others have a hand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

EXTENSIONS = frozenset(
    (
        "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br "
        "sane_lists smarty tables toc wikilinks"
    ).split()
)
"""Markdown's own extensions: what they make follows from the text and their settings."""
FAMILIES = ("annotated_reader.", "pymdownx.")
"""Our own, and those of the package that mkdocs-material brings."""
READING = frozenset({"pymdownx.b64", "pymdownx.snippets"})
"""Those of them that read other files, of which nobody knows when they change."""
SETTING = "keep_pages"
"""The setting below ``extra`` in mkdocs.yml."""
OWN = frozenset(
    f"hooks/{name}.py"
    for name in "adding ahead fast faults feeds gate pictures progress reader serve standing".split()
)
"""The plugins of this project; of others nobody knows what their pages depend on, or what they write."""


def is_on(extra: Mapping[str, Any], plugins: Iterable[str], extensions: Iterable[str]) -> bool:
    """Tell whether a build may take what earlier ones kept."""
    is_known = OWN.issuperset(plugins) and all(map(_reads_nothing, extensions))
    return bool(extra.get(SETTING, True)) and is_known


def _reads_nothing(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name in EXTENSIONS or (name.startswith(FAMILIES) and name not in READING)
