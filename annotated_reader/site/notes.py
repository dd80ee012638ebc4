"""Notes as the site shows them: on the page of their article, and in lists of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from annotated_reader.anchoring import LONG_ENOUGH, Outcome, folded_text
from annotated_reader.annotations.links import ROOT, Linked, Places, from_root, link_note
from annotated_reader.annotations.notebook import Noted
from annotated_reader.annotations.values import FOLDER, Fault, Note, Placed
from annotated_reader.presence import is_there
from annotated_reader.site.content import guard
from annotated_reader.site.entries import Entry
from annotated_reader.site.held import LookUp, none_held, show_held
from annotated_reader.site.listings import Map
from annotated_reader.site.names import page_names

STATES = {Outcome.MOVED: "moved", Outcome.AMBIGUOUS: "ambiguous", Outcome.ORPHAN: "orphan"}
"""The outcomes that a page tells of, as it calls them."""
UNSURE, ASTRAY = "unsure", "astray"
"""What it calls words that stand at the note's place as they were quoted, and may be meant elsewhere: few
words, and words that are among others now."""


@dataclass(frozen=True)
class NoteView:
    """A note with all that a page needs to show it."""

    placed: Placed
    entry: Entry
    """Its article."""
    said: Linked
    shown: str
    """The body's HTML as a page may show it: pictures held here or held back, links that lead away marked."""
    tags: tuple[tuple[str, str], ...] = ()
    """The note's tags, with the addresses of the pages that list notes by them."""
    by_url: str = ""
    """Address of the page that lists the notes of its editor; empty where it names none."""

    @property
    def state(self) -> str:
        """``moved``, ``unsure``, ``astray``, ``ambiguous``, ``orphan``; empty where nothing is to be told."""
        placed = self.placed
        if placed.outcome is Outcome.MOVED:
            words = folded_text(placed.quoted or "")
            if words == folded_text(placed.now or ""):
                return UNSURE if len(words) < LONG_ENOUGH else ASTRAY
        return STATES.get(placed.outcome, "") if placed.outcome else ""

    @property
    def id(self) -> str:
        """The note's id on its page."""
        return f"note-{self.placed.note.id}"

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"{self.entry.url}#{self.id}"

    @property
    def kind_url(self) -> str:
        """Address of the page that lists the notes of its kind."""
        return kind_url(self.placed.note.kind)

    @property
    def source(self) -> str:
        """Address of its file below the docs folder."""
        return quote(f"{FOLDER}/{self.placed.note.path}")

    def html(self, base_url: str) -> str:
        """Return the body for a page from which the site's root is at ``base_url``."""
        return from_root(self.shown, f"{base_url}/")


def kind_url(kind: str) -> str:
    """Return the address of the page that lists the notes of a kind."""
    return f"notes/kind/{kind}/"


def add_tags(entries: Iterable[Entry], noted: Noted) -> tuple[Entry, ...]:
    """Return the entries with the tags that tag notes add to them."""
    return tuple(
        replace(entry, tags=tuple(dict.fromkeys((*entry.tags, *added))))
        if (added := noted.tags(entry.slug))
        else entry
        for entry in entries
    )


def places(noted: Noted, found: Map, docs: Path) -> Places:
    """Return what notes can link to."""
    first = {note.path: note for note in sorted(noted.notes, key=lambda note: -note.line)}
    return Places(
        slugs={entry.slug for entry in found.entries},
        notes=first,
        ids={(note.slug, note.id) for note in noted.notes},
        tags=found.urls["tags"],
        exists=lambda path: is_there(docs / path),
    )


@dataclass(frozen=True)
class Views:
    """Every note as the site shows it."""

    by_slug: Mapping[str, tuple[NoteView, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    """Links in notes that lead nowhere."""

    def newest_first(self) -> list[NoteView]:
        """Return all notes by date, undated last, in the order of their articles and places within a day."""
        views = [view for found in self.by_slug.values() for view in found]
        return sorted(views, key=lambda view: view.placed.note.date or "", reverse=True)


def make_views(
    noted: Noted,
    entries: Iterable[Entry],
    there: Places,
    words: Mapping[str, str],
    before: Views,
    held: LookUp = none_held,
) -> Views:
    """Return every note ready to be shown.

    ``entries`` are the articles; what has not changed since ``before`` is taken from there. ``held`` finds
    the pictures that are held.
    """
    of_slug = {entry.slug: entry for entry in entries}
    tag_urls = note_urls("tag", (tag for note in noted.notes for tag in note.tags))
    by_urls = note_urls("by", (note.by for note in noted.notes if note.by))
    faults: list[Fault] = []
    by_slug: dict[str, tuple[NoteView, ...]] = {}
    for slug, placed in noted.placed.items():
        old = {view.placed.note: view for view in before.by_slug.get(slug, ())}
        shown = []
        for each in placed:
            said = _said(each.note, there, old.get(each.note))
            html = _shown(said, words, held, old.get(each.note))
            faults += said.faults
            tags = tuple((tag, tag_urls[tag]) for tag in each.note.tags)
            by_url = by_urls.get(each.note.by or "", "")
            shown.append(NoteView(each, of_slug[slug], said, html, tags, by_url))
        by_slug[slug] = tuple(shown)
    return Views(by_slug, tuple(faults))


def _said(note: Note, there: Places, old: NoteView | None) -> Linked:
    """Return the body with its links resolved."""
    return old.said if old and old.said.holds(note, there) else link_note(note, there)


def _shown(said: Linked, words: Mapping[str, str], held: LookUp, old: NoteView | None) -> str:
    """Return the body as a page may show it; where it has pictures, they are looked for each time."""
    if old and old.said is said and "<img" not in said.html:
        return old.shown
    return guard(show_held(said.html, held, lambda url: ROOT + url, words), words)


def note_urls(part: str, names: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the pages that list notes by editor, or by tag."""
    return {name: f"notes/{part}/{page}/" for name, page in page_names(names).items()}
