"""The door for who reads from elsewhere: feeds, the catalogue, and the sitemap in parts of allowed size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from annotated_reader.site.archive import archive
from annotated_reader.site.catalogue import catalogue_files
from annotated_reader.site.feeds import Feeds, Publication, Published, shown_by
from annotated_reader.site.note_files import write_note_files
from annotated_reader.site.sitemap import settle_sitemap
from annotated_reader.site.words import words_for


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Tell each page of the feeds that follow it."""
    site = _site(config)
    listing = site.listings.get(page.file.src_uri)
    context["feeds"] = _feeds(config).on(listing, notes=page.file.src_uri in site.desk.note_listings)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the feeds and the catalogue."""
    atlas = _site(config).desk.atlas
    target, note = Path(config.site_dir), _note(config)
    reader: Any = config.plugins["hooks/reader.py"]
    found = reader.findings(config, "feeds")
    feeds = replace(_feeds(config), findings=found)
    note(write_note_files(target, feeds.of_articles(atlas.map.entries, atlas.listings)))
    found.save()
    write_notes(config)
    note(settle_sitemap(target, config.site_url or ""))


def write_notes(config: MkDocsConfig) -> None:
    """Write the feed of notes, and the catalogue, which counts them."""
    target, desk, note = Path(config.site_dir), _site(config).desk, _note(config)
    note(write_note_files(target, _feeds(config).of_notes(desk.views)))
    counts = {slug: len(found) for slug, found in desk.views.by_slug.items()}
    held_in = archive(config.site_name, config.site_url or "")
    note(write_note_files(target, catalogue_files(desk.atlas.map.entries, held_in, counts)))


def _feeds(config: MkDocsConfig) -> Feeds:
    site, words = _site(config), words_for(config.theme["language"])
    about = config.site_name, config.site_description or config.site_name, config.site_url or ""
    publication = Publication(*about, words["lang"], words)
    pictures: Any = config.plugins["hooks/pictures.py"]
    held = shown_by(pictures.shown.gallery, publication.url)
    published = Published(publication, site.relations.texts, site.relations.links, held)
    return Feeds(published, site.desk.atlas.portraits)


def _note(config: MkDocsConfig) -> Any:
    """Return what counts written files as part of the site."""
    standing: Any = config.plugins["hooks/standing.py"]
    return standing.note


def _site(config: MkDocsConfig) -> Any:
    """Return what the door for pages knows of this build."""
    reader: Any = config.plugins["hooks/reader.py"]
    return reader.site
