"""The one Markdown configuration of the site; ``mkdocs.yml`` repeats it and a test compares them."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from annotated_reader.markdown.bearing import convert

EXTENSIONS = (
    "tables",
    "footnotes",
    "attr_list",
    "md_in_html",
    "admonition",
    "def_list",
    "fenced_code",
    "toc",
    "pymdownx.tilde",
    "annotated_reader.markdown.sparing",
)
"""Names of the Markdown extensions, in order."""

EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": False, "slugify": slugify_unicode},
    "pymdownx.tilde": {"smart_delete": False, "subscript": False},
}
"""Options of those extensions that have any."""


def render(markdown: str) -> str:
    """Return the HTML that the site makes of ``markdown``; its words alone where that is too much."""
    return convert(_renderer, markdown, _renderer.cache_clear).html


@cache
def _renderer() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
