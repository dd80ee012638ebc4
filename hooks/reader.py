"""The door from MkDocs into the library: hands over pages and files, and returns what comes back."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from annotated_reader.edits import undecided
from annotated_reader.errors import PageError
from annotated_reader.site import assets, search
from annotated_reader.site.archive import archive
from annotated_reader.site.captioned import set_captions
from annotated_reader.site.citations import CitedLater
from annotated_reader.site.content import guard
from annotated_reader.site.desk import Desk
from annotated_reader.site.entities import MENTIONS
from annotated_reader.site.entity_notes import SHOWN as NOTED
from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.kept import Findings, findings_below, is_on
from annotated_reader.site.listings import FRONT, Listing, folded
from annotated_reader.site.note_files import write_note_files
from annotated_reader.site.paragraphs import name_paragraphs
from annotated_reader.site.read_ahead import read_ahead
from annotated_reader.site.relations.broken import broken_links
from annotated_reader.site.relations.crosslinks import lead_here
from annotated_reader.site.relations.filters import FILTERS
from annotated_reader.site.relations.made import Made, made_pages
from annotated_reader.site.relations.previews import preview, preview_uri
from annotated_reader.site.relations.proxies import cleaner
from annotated_reader.site.relations.relate import Relater, Relations, with_variants
from annotated_reader.site.tagging import Reader
from annotated_reader.site.terms import Term, lead_to_terms, terms_of
from annotated_reader.site.words import words_for
from annotated_reader.vocabulary import load_vocabulary

log = logging.getLogger("mkdocs.hooks.reader")

ARTICLES = "articles/"
KEPT = ".cache/search"
"""Where parts of the search index wait for the next build, beside the configuration."""


class Site:
    """What one build knows of all articles; MkDocs hands pages over one by one."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.desk = Desk(Path(), {})
        self.articles: dict[str, Entry] = {}
        self.listings: dict[str, Listing] = {}
        self.relater = Relater()
        self.relations = Relations()
        self.addresses: frozenset[str] = frozenset()
        self.made: dict[str, Made] = {}
        self.typesetting = ""
        self.serving = False

    def own(self, src_uri: str) -> tuple[object, ...] | None:
        """Return what a page's content is made of besides its Markdown; None for pages that people wrote."""
        entry = self.articles.get(src_uri)
        if entry is None:
            is_made = src_uri in self.listings or src_uri in self.made or src_uri in self.desk.note_listings
            return () if is_made else None
        noted, slug = self.desk.noted, entry.slug
        return self.relations.links.get(slug), noted.texts.get(slug), noted.placed.get(slug)


site = Site()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    site.serving = site.relater.remembers = command == "serve"


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
    site.relater.findings = site.reader.findings = found = findings(config, "texts")
    if site.desk.docs != docs:
        site.desk = Desk(docs, words_for(config.theme["language"]))
    pictures: Any = config.plugins["hooks/pictures.py"]
    site.desk.held = pictures.shown.look_up
    look_at_notes(_relate(entries, config))
    found.save()
    site.articles = {f"{ARTICLES}{entry.slug}.md": entry for entry in site.desk.atlas.map.entries}
    site.listings = {listing.src_uri: listing for listing in site.desk.atlas.listings}
    for src_uri in (*site.listings, *site.desk.note_listings, *site.made):
        files.append(File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    site.addresses = frozenset(unquote(file.url).removeprefix("./") for file in files)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each kind of page its template and its title, and leave out what people have yet to decide."""
    listing = site.listings.get(page.file.src_uri)
    if page.file.src_uri in site.articles:
        page.meta["template"] = "article.html"
        return undecided.strip(markdown)
    if listing:
        page.meta["template"] = "listing.html"
        page.title = listing.name or words_for(config.theme["language"])[listing.kind]
    elif made := site.made.get(page.file.src_uri):
        page.meta["template"] = made.template
        page.title = made.title(words_for(config.theme["language"]))
    elif page.file.src_uri in site.desk.note_listings:
        page.meta["template"] = "notes.html"
        page.title = words_for(config.theme["language"])["notes"]
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the words that notes quote, hold remote pictures back, and mark links that lead away."""
    words = words_for(config.theme["language"])
    for address in broken_links(html, page.url, site.addresses):
        fact = f"links to {address}, which is no page of this site"
        log.warning(f"{page.file.src_uri}: {fact}. Mend the link, or take it out")
    entry = site.articles.get(page.file.src_uri)
    if entry and html:
        html = site.desk.mark(entry.slug, name_paragraphs(set_captions(html)))
        html = _lead_here(html, entry, page, words["held_here"])
        terms = {term.name: term for term in _terms(entry)}
        html = lead_to_terms(html, terms, site.reader.scanner, lambda url: get_relative_url(url, page.url))
    return guard(html, words)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Hand the templates what they show."""
    entry = site.articles.get(page.file.src_uri)
    context["map"] = site.desk.atlas.map
    context["newest"] = folded(site.desk.atlas.map.entries)[:FRONT] if page.is_homepage else []
    context["entry"] = entry
    context["relations"] = site.relations
    context["made"] = site.made.get(page.file.src_uri)
    context["note_listing"] = site.desk.note_listings.get(page.file.src_uri)
    context["readings"] = site.desk.atlas.tagging.readings
    context["mentions"], context["noted"] = MENTIONS, NOTED
    context["notes_on"] = site.desk.on_entities
    context["listing"] = listing = site.listings.get(page.file.src_uri)
    context["portrait"] = site.desk.atlas.portraits.get(listing.name) if listing else None
    base = listing.base if listing else "" if page.is_homepage else None
    context["timeline"] = site.desk.atlas.timelines.get(base) if base is not None else None
    if entry:
        context["cited"] = CitedLater(entry, archive(config.site_name, config.site_url or ""))
        context["terms"] = _terms(entry)
        context["notes"] = site.desk.of(entry.slug)
        context["notes_beside"] = [
            note for other in site.relations.variants(entry.slug) for note in site.desk.of(other.slug)
        ]
        context["older"], context["newer"] = site.desk.atlas.map.neighbours.get(entry.slug, (None, None))
    return context


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give every template, 404 too, the interface's words and the stylesheet's name."""
    env.globals["words"] = words_for(config.theme["language"])
    env.globals["typesetting"] = site.typesetting
    env.globals["serving"] = site.serving
    env.filters |= FILTERS
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files about notes, what links show before they are followed, and the search index."""
    target, words = Path(config.site_dir), words_for(config.theme["language"])
    texts = site.relations.texts
    looks = ((preview_uri(each), preview(each, texts[each.slug], words)) for each in site.articles.values())
    standing: Any = config.plugins["hooks/standing.py"]
    for written in (note_files(config), looks):
        standing.note(write_note_files(target, written))
    index(config)


def index(config: MkDocsConfig) -> None:
    """Bring the search index up to date."""
    target, language = Path(config.site_dir), config.theme["language"]
    try:
        kept = Path(config.config_file_path).parent / KEPT
        search.build_index(target, language, kept, findings(config, "pages"), config.extra.get("jobs"))
        search.write_names(target, site.reader.vocabulary, site.desk.atlas.map, words_for(language))
    except PageError as error:
        log.warning(str(error))


def look_at_notes(entries: Sequence[Entry] | None = None) -> None:
    """Bring the notes up to date; only a broken link stops a strict build, for all else is shown."""
    site.desk.look(site.reader, entries)
    for fault in site.desk.faults():
        log.info(site.desk.sentence(fault))
    for fault in site.desk.broken_links():
        log.warning(site.desk.sentence(fault))


def note_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield address and content of every file about notes."""
    return site.desk.files(config.site_url or "", config.site_name)


def findings(config: MkDocsConfig, sort: str) -> Findings:
    """Return what was found before; nothing, where nothing is kept."""
    is_kept = is_on(config.extra, config.plugins, config.markdown_extensions)
    return findings_below(Path(config.config_file_path).parent, sort) if is_kept else Findings()


def _relate(entries: Sequence[Entry], config: MkDocsConfig) -> tuple[Entry, ...]:
    """Work out what the articles have to do with each other, and return them with their variants."""
    clean = cleaner(Path(config.config_file_path).parent / config.extra["sources"])
    read_ahead(entries, site.relater, site.reader, config.extra.get("jobs"))
    site.relations = site.relater.relate(entries, site.reader.vocabulary, clean)
    site.made = made_pages(site.relations)
    return with_variants(entries, site.relations)


def _lead_here(html: str, entry: Entry, page: Page, said: str) -> str:
    """Turn the links to what is held here into links to the articles here."""
    targets = site.relations.links.get(entry.slug)
    if not targets:
        return html
    urls = {slug: get_relative_url(Entry(slug, "").url, page.url) for slug in targets.values()}
    return lead_here(html, targets, urls.__getitem__, said)


def _terms(entry: Entry) -> tuple[Term, ...]:
    return terms_of(site.desk.atlas.tagging.readings[entry.slug], site.desk.atlas.portraits)


def _choose_assets(files: Files, config: MkDocsConfig) -> None:
    from_theme = {file.src_uri: file for file in files if file.src_dir != config.docs_dir}
    try:
        site.typesetting = assets.typesetting(from_theme)
    except PageError as error:
        log.warning(str(error))
    for name in assets.unused(from_theme):
        files.remove(from_theme[name])
