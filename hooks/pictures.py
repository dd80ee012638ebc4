"""The door for pictures: those that are held stand on the pages as the site's own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from annotated_reader.images.gallery import Gallery, StoreError, open_gallery
from annotated_reader.site.held import LookUp, show_held
from annotated_reader.site.words import words_for

log = logging.getLogger("mkdocs.hooks.pictures")


class Shown:
    """The pictures that this build knows of."""

    gallery: Gallery | None = None
    look_up: LookUp = staticmethod(lambda address: None)


shown = Shown()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read the store, if it has changed."""
    try:
        shown.gallery = open_gallery(_store(config), shown.gallery)
        shown.look_up = shown.gallery.look_up
        for fault in shown.gallery.faults:
            log.warning(str(fault))
    except StoreError as error:
        log.warning(str(error))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Show the pictures that are held."""
    words = words_for(config.theme["language"])
    return show_held(html, shown.look_up, lambda url: get_relative_url(url, page.url), words)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the pictures that pages show into the site."""
    try:
        if shown.gallery:
            places = shown.gallery.publish(Path(config.site_dir))
            standing: Any = config.plugins["hooks/standing.py"]
            standing.note(places)
    except StoreError as error:
        log.warning(str(error))


def _store(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / str(config.extra["images"])
