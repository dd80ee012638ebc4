"""The door from MkDocs into the library: hands over pages and files, and returns what comes back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from annotated_reader.annotations.gate import sentence
from annotated_reader.annotations.marking import mark
from annotated_reader.annotations.notebook import Notebook, Noted
from annotated_reader.annotations.text import read_rendered
from annotated_reader.errors import PageError
from annotated_reader.site import assets, notes, search
from annotated_reader.site.atlas import Atlas, chart
from annotated_reader.site.content import guard
from annotated_reader.site.entities import MENTIONS
from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.listings import FRONT, Listing
from annotated_reader.site.note_files import note_files, write_note_files
from annotated_reader.site.note_listings import NoteListing, note_listings
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for
from annotated_reader.vocabulary import load_vocabulary

log = logging.getLogger("mkdocs.hooks.reader")

ARTICLES = "articles/"


class Site:
    """What one build knows of all articles; MkDocs hands pages over one by one."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.atlas: Atlas = chart((), self.reader)
        self.articles: dict[str, Entry] = {}
        self.listings: dict[str, Listing] = {}
        self.notebook: Notebook | None = None
        self.noted = Noted()
        self.views = notes.Views()
        self.note_listings: dict[str, NoteListing] = {}
        self.typesetting = ""
        self.serving = False
        self.indexed: object = None


site = Site()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    site.serving = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out what the pages do not use of the theme, and add the generated listings."""
    _choose_assets(files, config)
    docs = Path(config.docs_dir)
    vocabulary, doubts = load_vocabulary(docs)
    entries, faults = read_entries(docs / ARTICLES)
    for fault in (*doubts, *faults):
        log.warning(str(fault))
    if vocabulary != site.reader.vocabulary:
        site.reader = Reader(vocabulary)
    _read_notes(entries, config)
    site.articles = {f"{ARTICLES}{entry.slug}.md": entry for entry in site.atlas.map.entries}
    site.listings = {listing.src_uri: listing for listing in site.atlas.listings}
    for src_uri in (*site.listings, *site.note_listings):
        files.append(File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each kind of page its template and its title."""
    listing = site.listings.get(page.file.src_uri)
    if page.file.src_uri in site.articles:
        page.meta["template"] = "article.html"
    elif listing:
        page.meta["template"] = "listing.html"
        page.title = listing.name or words_for(config.theme["language"])[listing.kind]
    elif page.file.src_uri in site.note_listings:
        page.meta["template"] = "notes.html"
        page.title = words_for(config.theme["language"])["notes"]
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the words that notes quote, hold remote pictures back, and mark links that lead away."""
    words = words_for(config.theme["language"])
    entry = site.articles.get(page.file.src_uri)
    if entry and (views := site.views.by_slug.get(entry.slug)):
        html = mark(read_rendered(html), [view.placed for view in views], words["note_number"])
    return guard(html, words)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Hand the templates what they show."""
    entry = site.articles.get(page.file.src_uri)
    context["map"] = site.atlas.map
    context["newest"] = site.atlas.map.entries[:FRONT]
    context["entry"] = entry
    context["note_listing"] = site.note_listings.get(page.file.src_uri)
    context["readings"] = site.atlas.tagging.readings
    context["mentions"] = MENTIONS
    context["listing"] = listing = site.listings.get(page.file.src_uri)
    context["portrait"] = site.atlas.portraits.get(listing.name) if listing else None
    context["timeline"] = site.atlas.timelines.get(listing.base if listing else "")
    if entry:
        context["notes"] = site.views.by_slug.get(entry.slug, ())
        context["older"], context["newer"] = site.atlas.map.neighbours.get(entry.slug, (None, None))
    return context


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give every template, 404 too, the interface's words and the stylesheet's name."""
    env.globals["words"] = words_for(config.theme["language"])
    env.globals["typesetting"] = site.typesetting
    env.globals["serving"] = site.serving
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files about notes, and index; under serve only when front matter of articles has changed."""
    target, language = Path(config.site_dir), config.theme["language"]
    address, label = config.site_url or "", f"{config.site_name} · {words_for(language)['notes']}"
    write_note_files(target, note_files(site.views, site.noted.texts, address, label, words_for(language)))
    try:
        if site.serving:
            state = site.atlas.map.entries
            search.keep_index(target, language, afresh=site.indexed != state)
            site.indexed = state
        else:
            search.build_index(target, language)
    except PageError as error:
        log.warning(str(error))


def _read_notes(entries: tuple[Entry, ...], config: MkDocsConfig) -> None:
    """Read all notes, and chart the ways to the articles with the tags that notes add."""
    docs, words = Path(config.docs_dir), words_for(config.theme["language"])
    if site.notebook is None or site.notebook.docs != docs:
        site.notebook = Notebook(docs)
    site.noted = noted = site.notebook.look({entry.slug for entry in entries})
    site.atlas = chart(notes.add_tags(entries, noted), site.reader)
    found = site.atlas.map
    site.views = notes.make_views(noted, found.entries, notes.places(noted, found, docs), words)
    site.note_listings = note_listings(site.views)
    for fault in noted.faults:
        log.info(sentence(fault, docs.name))
    for fault in site.views.faults:
        log.warning(sentence(fault, docs.name))


def _choose_assets(files: Files, config: MkDocsConfig) -> None:
    from_theme = {file.src_uri: file for file in files if file.src_dir != config.docs_dir}
    try:
        site.typesetting = assets.typesetting(from_theme)
    except PageError as error:
        log.warning(str(error))
    for name in assets.unused(from_theme):
        files.remove(from_theme[name])
