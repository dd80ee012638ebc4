"""The site renders with the configuration that the round trip was proven with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from annotated_reader.markdown import EXTENSION_CONFIGS, EXTENSIONS, render

CONFIGURATION = Path(__file__).parent.parent / "mkdocs.yml"


class _Names(yaml.SafeLoader):
    """Reads ``!!python/name:`` as the name itself, and any other tag as nothing."""


_Names.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix)
_Names.add_multi_constructor("!", lambda loader, suffix, node: None)


def test_mkdocs_uses_the_same_extensions_with_the_same_options() -> None:
    stated = yaml.load(CONFIGURATION.read_text("utf-8"), Loader=_Names)["markdown_extensions"]
    pairs = [next(iter(entry.items())) if isinstance(entry, dict) else (entry, {}) for entry in stated]
    assert tuple(name for name, _ in pairs) == EXTENSIONS
    assert {name: _named(options or {}) for name, options in pairs if options} == {
        name: _named(options) for name, options in EXTENSION_CONFIGS.items()
    }


def test_headings_keep_their_chinese_in_their_anchors() -> None:
    assert render("## 一、起因") == '<h2 id="一起因">一、起因</h2>'


def _named(options: dict[str, Any]) -> dict[str, Any]:
    """Functions by their dotted names, as YAML writes them."""
    return {
        key: f"{value.__module__}.{value.__qualname__}" if callable(value) else value
        for key, value in options.items()
    }
