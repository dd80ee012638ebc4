"""Whether anything is kept from build to build: not where it is switched off, nor where others take part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SETTING = "keep_pages"
"""The setting below ``extra`` in mkdocs.yml."""
OWN = frozenset(
    f"hooks/{name}.py"
    for name in "adding ahead fast faults feeds gate pictures progress reader serve standing".split()
)
"""The plugins of this project; of others nobody knows what their pages depend on, or what they write."""


def is_on(extra: Mapping[str, Any], plugins: Iterable[str]) -> bool:
    """Tell whether a build may take what earlier ones kept."""
    return bool(extra.get(SETTING, True)) and OWN.issuperset(plugins)
