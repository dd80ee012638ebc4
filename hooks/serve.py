"""The door for `mkdocs serve`: where notes or the text of pages changed, those pages are shown at once.

Notes need no more.  After a page the whole site follows, as soon as its editor rests: other pages may
name it, list it, or be like it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from annotated_reader.annotations.values import FOLDER
from annotated_reader.site.note_files import write_note_files
from annotated_reader.site.settings_files import settings_files
from annotated_reader.site.soon import Soon
from annotated_reader.watch import Snapshot, snapshot

AGAIN = ".cache/serve/again"
"""The file by which this door asks for the whole site, beside the configuration."""
REST = 2.0
"""Seconds without an edit after which the whole site is built."""


@dataclass
class Built:
    """The last whole build, as far as it takes to make single pages of it again."""

    config: MkDocsConfig = field(default_factory=MkDocsConfig)
    files: Files = field(default_factory=lambda: Files([]))
    nav: Any = None
    env: Any = None
    sources: Snapshot = frozenset()
    """The files below the docs folder, notes aside."""
    notes: Snapshot = frozenset()
    indexing: Soon = field(default_factory=lambda: Soon(_index))
    again: Path = Path()
    """A file that the server watches: when it is touched, the whole site is built."""
    edited: float = 0.0
    """When a page was last edited, by the clock of this run."""
    resting: Soon = field(default_factory=lambda: Soon(_rest))


def _rest() -> None:
    """Have the server build the whole site once nobody has edited a page for a while."""
    while (left := built.edited + REST - time.monotonic()) > 0:
        time.sleep(left)
    _touched(built.again)


def _index() -> None:
    reader: Any = built.config.plugins["hooks/reader.py"]
    reader.index(built.config)


built = Built()


def on_config(config: MkDocsConfig) -> None:
    """Remember the configuration of this build."""
    built.config = config


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """Remember its files and its navigation."""
    built.files, built.nav = files, nav


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Remember its templates."""
    built.env = env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Let the server make single pages where that is enough."""
    whole = server.builder
    built.sources, built.notes = _look()

    def rebuild() -> None:
        sources, notes = _look()
        only_notes = sources == built.sources and notes != built.notes
        edited = _edited(built.sources, sources) if notes == built.notes else []
        built.sources, built.notes = sources, notes
        built.indexing.wait()
        if edited:
            for src_uri in edited:
                _make(src_uri)
            built.edited = time.monotonic()
            built.resting.ask()
        elif not (only_notes and _update()):
            whole()

    server.builder = rebuild
    built.again = Path(config.config_file_path).parent / AGAIN
    server.watch(str(_touched(built.again)))
    _watch_beside(server, config)
    return server


def _watch_beside(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Have the server watch what MkDocs does not know of: templates, rules, and what is known of pictures."""
    settings = Path(config.config_file_path)
    folders = [settings.parent / str(config.extra[name]) for name in ("sources", "images")]
    for place in (*settings_files(settings)[1:], *folders):
        if place.exists():
            server.watch(str(place), recursive=False)
    if config.theme.custom_dir:
        server.watch(config.theme.custom_dir)


def _edited(before: Snapshot, now: Snapshot) -> list[str]:
    """Return the sources of the articles that were edited, where nothing else has changed."""
    docs = Path(built.config.docs_dir)
    gone, come = ({Path(entry[0]) for entry in entries} for entries in (before - now, now - before))
    src_uris = sorted(path.relative_to(docs).as_posix() for path in come)
    reader: Any = built.config.plugins["hooks/reader.py"]
    return src_uris if gone == come and reader.site.articles.keys() >= set(src_uris) else []


def _touched(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{time.time_ns()}\n", "utf-8")
    return place


def _look() -> tuple[Snapshot, Snapshot]:
    """Return the files that the site is made of, those of notes apart."""
    docs = Path(built.config.docs_dir)
    every = snapshot([docs])
    below = f"{docs / FOLDER}{os.sep}"
    notes = frozenset(entry for entry in every if entry[0].startswith(below))
    return every - notes, notes


def _update() -> bool:
    """Make again what shows changed notes; return False if it takes the whole site."""
    reader: Any = built.config.plugins["hooks/reader.py"]
    desk = reader.site.desk
    atlas, views, listings, entities = desk.atlas, desk.views, desk.note_listings, desk.on_entities
    reader.look_at_notes()
    if desk.atlas is not atlas:
        return False
    for src_uri in desk.changed(views):
        _make(src_uri)
    for src_uri, listing in desk.note_listings.items():
        if listings.get(src_uri) != listing:
            _make(src_uri)
    for name in {*entities, *desk.on_entities} & desk.atlas.portraits.keys():
        if entities.get(name) != desk.on_entities.get(name):
            _make(desk.atlas.portraits[name].src_uri)
    for src_uri in listings.keys() - desk.note_listings.keys():
        _take_away(src_uri)
    write_note_files(Path(built.config.site_dir), reader.note_files(built.config))
    feeds: Any = built.config.plugins["hooks/feeds.py"]
    feeds.write_notes(built.config)
    built.indexing.ask()
    return True


def _make(src_uri: str) -> None:
    """Render and write one page as a whole build does."""
    config, files, plugins = built.config, built.files, built.config.plugins
    file = files.get_file_from_path(src_uri)
    if file is None:
        file = File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
    page = file.page or Page(None, file, config)
    page.read_source(config)
    page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    gate: Any = plugins["hooks/gate.py"]
    gate.render(page, config, files)
    page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    context = get_context(built.nav, files, config, page)
    context = plugins.on_page_context(context, page=page, config=config, nav=built.nav)
    html = built.env.get_template(page.meta["template"]).render(context)
    html = plugins.on_post_page(html, page=page, config=config)
    write_file(html.encode(), file.abs_dest_path)


def _take_away(src_uri: str) -> None:
    if file := built.files.get_file_from_path(src_uri):
        built.files.remove(file)
        Path(file.abs_dest_path).unlink(missing_ok=True)
