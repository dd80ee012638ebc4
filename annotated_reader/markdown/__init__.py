"""Turns a cleaned tree into the Markdown of an article, and Markdown into the site's HTML."""

from __future__ import annotations

from lxml import etree

from annotated_reader.markdown.converter import write_markdown
from annotated_reader.markdown.extensions import EXTENSION_CONFIGS, EXTENSIONS, render
from annotated_reader.markdown.gate import gate, pass_gate
from annotated_reader.markdown.tidy import tidy

__all__ = ["EXTENSIONS", "EXTENSION_CONFIGS", "gate", "render", "to_markdown"]


def to_markdown(root: etree._Element) -> str:
    """Return the Markdown body of a cleaned tree; its letters, rendered, are the tree's."""
    return write_markdown(pass_gate(tidy(root)))
