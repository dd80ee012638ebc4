"""Markdown of strangers: an editor's note, rendered without raw HTML and with harmless addresses only."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape

from markdown import Markdown

from annotated_reader.errors import ReaderError
from annotated_reader.gate import pass_authors
from annotated_reader.markdown.gate import gate

EXTENSIONS = ("tables", "def_list", "fenced_code", "pymdownx.tilde")
"""What a note may use: nothing that sets attributes or ids, or lets HTML through."""
_CONFIG = {"pymdownx.tilde": {"smart_delete": False, "subscript": False}}

_PLAIN = re.compile(
    r"(?:[^<]|</?(?:p|em|strong|del|code|pre|ul|ol|li|blockquote|h[4-6]|dl|dt|dd)>|<(?:br|hr) ?/?>"
    r"|<a href=\"(?:https?://)?[^\":&<>\\\x00-\x20]*\">|</a>)*"
)
"""HTML in which the gate would find nothing."""
_HEADING = re.compile(r"<(/?)h([1-6])>")


@lru_cache(maxsize=20_000)
def render_note(markdown: str) -> str:
    """Return the HTML of a note: raw HTML in it is shown as text, headings stand below the page's own."""
    html = _HEADING.sub(_lower, _renderer().reset().convert(markdown))
    if _PLAIN.fullmatch(html):
        return html
    try:
        return pass_authors(gate(html)).html
    except ReaderError:
        return f"<pre>{escape(markdown, quote=False)}</pre>"


def _lower(heading: re.Match[str]) -> str:
    return f"<{heading[1]}h{min(6, int(heading[2]) + 3)}>"


@cache
def _renderer() -> Markdown:
    renderer = Markdown(extensions=list(EXTENSIONS), extension_configs=_CONFIG)
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    return renderer
