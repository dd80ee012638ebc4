"""Markdown of strangers: an editor's note, rendered without raw HTML and with harmless addresses only."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown import Markdown

from annotated_reader.errors import ReaderError
from annotated_reader.gate import holds_unprintable, pass_authors
from annotated_reader.markdown.bearing import Converted, UnbearableError, as_words, bearable, convert
from annotated_reader.markdown.gate import gate

EXTENSIONS = ("tables", "def_list", "fenced_code", "pymdownx.tilde", "annotated_reader.markdown.sparing")
"""What a note may use: nothing that sets attributes or ids, or lets HTML through."""
_CONFIG = {"pymdownx.tilde": {"smart_delete": False, "subscript": False}}

_PLAIN = re.compile(
    r"(?:[^<]|</?(?:p|em|strong|del|code|pre|ul|ol|li|blockquote|h[4-6]|dl|dt|dd)>|<(?:br|hr) ?/?>"
    r"|<a href=\"(?:https?://)?[^\":&<>\\\x00-\x20]*\">|</a>)*"
)
"""HTML in which the gate would find nothing."""
_HEADING = re.compile(r"<(/?)h([1-6])>")


def render_note(markdown: str) -> str:
    """Return the HTML of a note: raw HTML in it is shown as text, headings stand below the page's own."""
    return read_note(markdown).html


@lru_cache(maxsize=20_000)
def read_note(markdown: str) -> Converted:
    """Return the same, and what was wrong where its words alone are left."""
    found = convert(_renderer, markdown, _renderer.cache_clear)
    html = _HEADING.sub(_lower, found.html)
    if found.fault or (_PLAIN.fullmatch(html) and not holds_unprintable(html)):
        return Converted(html, found.fault)
    try:
        with bearable():
            return Converted(pass_authors(gate(html)).html)
    except ReaderError:
        return Converted(as_words(markdown))
    except UnbearableError as error:
        return Converted(as_words(markdown), str(error))


def _lower(heading: re.Match[str]) -> str:
    return f"<{heading[1]}h{min(6, int(heading[2]) + 3)}>"


@cache
def _renderer() -> Markdown:
    renderer = Markdown(extensions=list(EXTENSIONS), extension_configs=_CONFIG)
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    return renderer
