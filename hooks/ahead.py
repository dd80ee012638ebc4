"""The door to the other cores: pages that are not kept are made by several processes, and kept.

MkDocs then finds them finished, as it does those of an earlier build.  What may not be kept it makes itself.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from annotated_reader.processes import is_worth_sharing, share_out
from annotated_reader.progress import Progress


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Have the pages made, once all is known that pages are made of."""
    fast = config.plugins["hooks/fast.py"].fast  # type: ignore[attr-defined]  # MkDocs takes hooks for plugins
    pages = list(files.documentation_pages())
    missing = fast.watch and fast.store.lacks([file.src_uri for file in pages], fast.made_with)
    jobs = config.extra.get("jobs")
    if not missing or not is_worth_sharing(missing, jobs):
        return
    progress = Progress("Making pages", len(pages))
    for _ in share_out(Copy(nav, config, files, pages, fast), len(pages), jobs, progress.advance):
        pass
    progress.close()


@dataclass
class Copy:
    """What a copy of this process makes pages of."""

    nav: Navigation
    config: MkDocsConfig
    files: Files
    pages: list[File]
    fast: Any

    def __call__(self, number: int) -> None:
        """Make one page and keep it, if it may be kept; of what is wrong with it MkDocs hears later."""
        file = self.pages[number]
        page = file.page or Page(None, file, self.config)
        with suppress(Exception):
            self._make(page)
        page.markdown = page.content = None

    def _make(self, page: Page) -> None:
        config, files, events = self.config, self.files, self.config.plugins
        env = self._env
        page = events.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        markdown = page.markdown or ""
        page.markdown = events.on_page_markdown(markdown, page=page, config=config, files=files)
        page.render(config, files)
        making = self.fast.making.get(page.file.src_uri)
        if making is None or making.kept:
            return
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)
        context = get_context(self.nav, [], config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        template.render(events.on_page_context(context, page=page, config=config, nav=self.nav))

    @cached_property
    def _env(self) -> jinja2.Environment:
        logging.getLogger("mkdocs").handlers = [self.fast.said]  # what is said of a page MkDocs says later
        env = self.config.theme.get_env()
        return self.config.plugins.on_env(env, config=self.config, files=self.files) or env
