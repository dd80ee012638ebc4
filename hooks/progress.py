"""The door to the terminal: shows how far MkDocs has come with the pages; silent when piped."""

from __future__ import annotations

import logging
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from annotated_reader.progress import Progress
from annotated_reader.tally import some_lines


class Step:
    """What MkDocs is at."""

    def __init__(self) -> None:
        self.progress = Progress("", 0)
        self.pages = 0

    def begin(self, label: str) -> None:
        """Start the line of another pass over all pages."""
        self.progress.close()
        self.progress = Progress(label, self.pages)

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the line away before something is logged; it comes again with the next page."""
        self.progress.close()
        return True


step = Step()


def harmless(record: logging.LogRecord) -> bool:
    """Let no name in a message write to the terminal anything but itself, nor begin a line of its own."""
    record.msg, record.args = some_lines(record.getMessage()), ()
    return True


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Let nothing be logged behind the line, nor anything that a terminal would obey."""
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(step.filter)
        handler.addFilter(harmless)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Count the pages, and begin with their Markdown."""
    step.pages = len(files.documentation_pages())
    step.begin("Rendering Markdown")


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say that one more page is rendered."""
    step.progress.advance()


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Go on with the templates."""
    step.begin("Writing the site")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """Say that one more page is written."""
    step.progress.advance()


def on_post_build(config: MkDocsConfig) -> None:
    """Take the line away."""
    step.progress.close()
