"""The extractors that are compared: each a function from a capture's text to Markdown and metadata."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

from annotated_reader import sources
from annotated_reader.formats import detect, is_page
from annotated_reader.formats.markdown import split_front_matter
from annotated_reader.pipeline import convert
from annotated_reader.values import Capture

ROOT = Path(__file__).parents[2]
OURS = "annotated-reader"


@dataclass(frozen=True)
class Output:
    """What one extractor makes of one capture; metadata may also stand in front matter of the text."""

    text: str
    meta: dict[str, object] = field(default_factory=dict)


Extractor = Callable[[str, bytes], Output]


def extractors() -> Iterator[tuple[str, Extractor]]:
    """Yield this project and every peer that is installed, each under its name."""
    yield OURS, ours
    if importlib.util.find_spec("trafilatura"):
        yield "trafilatura, with metadata", trafilatura
        yield "trafilatura, precision", trafilatura_precision
    if importlib.util.find_spec("readability"):
        yield "readability-lxml", readability
    if importlib.util.find_spec("resiliparse"):
        yield "resiliparse", resiliparse


@cache
def _sources() -> sources.Sources:
    return sources.load(ROOT / "sources")[0]


def ours(name: str, content: bytes) -> Output:
    """The whole way: bytes to Markdown, metadata and ledger."""
    article = convert(Capture(name, content), _sources())
    meta = {
        "title": article.title,
        "author": list(article.authors),
        "publisher": article.publisher,
        "published": article.published,
        "original_url": article.original_url,
    }
    return Output(article.body, meta)


def prepared(content: bytes) -> str:
    """Return a capture as the HTML that an extractor of web pages wants.

    Front matter is taken off, Markdown is rendered, plain text gets one ``p`` a line:
    what anybody would do who had these files and such an extractor.
    """
    text = content.decode("utf-8", "replace")
    form = detect(text)
    if form == "html":
        return text if is_page(text) else f"<html><body>{text}</body></html>"
    if form == "text":
        lines = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
        return f"<html><body>{lines}</body></html>"
    return f"<html><body>{_markdown().render(split_front_matter(text)[1])}</body></html>"


@cache
def _markdown():  # type: ignore[no-untyped-def]
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def trafilatura(name: str, content: bytes, *, precision: bool = False) -> Output:
    """trafilatura's Markdown below its own reading of the metadata, in one call."""
    from trafilatura import extract

    text = extract(
        prepared(content),
        output_format="markdown",
        with_metadata=True,
        include_images=True,
        include_links=True,
        favor_precision=precision,
    )
    return Output(text or "")


def trafilatura_precision(name: str, content: bytes) -> Output:
    """trafilatura with its option to leave out what is doubtful."""
    return trafilatura(name, content, precision=True)


def readability(name: str, content: bytes) -> Output:
    """readability-lxml's HTML, made Markdown by markdownify, and its title."""
    from markdownify import markdownify
    from readability import Document

    document = Document(prepared(content))
    return Output(markdownify(document.summary(html_partial=True)), {"title": document.short_title()})


def resiliparse(name: str, content: bytes) -> Output:
    """resiliparse's text of the main content, with its paragraphs."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(prepared(content), main_content=True, alt_texts=False, links=False)
    return Output(re.sub(r"\n+", "\n\n", text))
