"""The first door: lets in what may stand on a page, and says what it left out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from annotated_reader.disguise import count_turns, without_turns
from annotated_reader.gate import pass_authors
from annotated_reader.git_marks import ACTION, unmerged
from annotated_reader.markdown.bearing import UnbearableError, as_words, bearable
from annotated_reader.site.page_fields import harmless_fields, unread_block
from annotated_reader.site.published import unfit

log = logging.getLogger("mkdocs.hooks.gate")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out files that browsers may run, and links that lead out of the docs folder."""
    here = (file for file in files if file.src_dir == config.docs_dir)
    written = {file.src_uri: file for file in here if file.inclusion is not InclusionLevel.EXCLUDED}
    for each in unfit(Path(config.docs_dir), written):
        fact = f"{each.place}: {each.fact}, and was left out"
        log.warning(f"{fact}. Take it away, rename it, or make a Markdown page of it")
        for src_uri in each.files:
            files.remove(written[src_uri])
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Read a page's file, whatever is wrong with it, and say what a person has to mend there."""
    try:
        source = page.file.content_string
    except UnicodeDecodeError:
        log.warning(f"{page.file.src_uri}: it is not UTF-8. Save it as UTF-8")
        source = page.file.content_bytes.decode(errors="replace")
    if conflict := unmerged(source):
        line, fact = conflict
        log.warning(f"{page.file.src_uri}:{line}: {fact}. {ACTION}")
    if count := count_turns(source):
        fact = f"{count} unseen characters turn the direction of writing and were left out"
        log.warning(
            f"{page.file.src_uri}: {fact}. Delete them, for they make words and links look like others"
        )
    source, fault = unread_block(without_turns(source))
    if fault:
        fact = f"its front matter cannot be read ({fault}) and is shown as words"
        log.warning(f"{page.file.src_uri}: {fact}. Mend it")
    return source


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take words alone from the front matter that people wrote."""
    page.meta = dict(harmless_fields(page.meta))
    return markdown


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Have MkDocs render a page, for hooks that do so themselves; its words alone where it breaks on it.

    A page without words, as listings are, is spared what it takes to set up Markdown.
    """
    if not (page.markdown or "").strip():
        page.content, page.toc = "", get_toc([])
        page.present_anchor_ids, page.links_to_anchors = set(), {}
        return
    try:
        with bearable():
            type(page).render(page, config, files)
    except UnbearableError as error:
        log.warning(f"{page.file.src_uri}: {error}. Mend it, or use fewer marks; it is shown as it is")
        page.content, page.present_anchor_ids = as_words(page.markdown or ""), set()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let pass what Markdown may hold, byte for byte, and take out all else."""
    passed, taken = pass_authors(html)
    for what in taken:
        fact = f"{what} may not stand on a page and was left out"
        log.warning(f"{page.file.src_uri}: {fact}. Take it out, or write it as docs/guide/editing.md says")
    return passed


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Escape all that templates write, but for what they name as safe."""
    env.autoescape = True
    return env
