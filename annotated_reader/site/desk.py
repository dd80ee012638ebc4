"""All that a build of the site knows of its notes, brought up to date from one build to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated_reader.annotations.gate import sentence, unsettled
from annotated_reader.annotations.marking import mark
from annotated_reader.annotations.notebook import Notebook, Noted
from annotated_reader.annotations.placing import place_notes
from annotated_reader.annotations.text import read_rendered
from annotated_reader.annotations.values import Fault
from annotated_reader.site.atlas import Atlas, chart
from annotated_reader.site.entity_notes import notes_on_entities
from annotated_reader.site.entries import Entry
from annotated_reader.site.held import LookUp, none_held
from annotated_reader.site.note_files import note_files
from annotated_reader.site.note_listings import NoteListing, note_listings
from annotated_reader.site.notes import NoteView, Views, add_tags, make_views, places
from annotated_reader.site.tagging import Reader


@dataclass
class Desk:
    """The notes of a site, its articles with the tags that notes add, and the pages that lead to both."""

    docs: Path
    words: Mapping[str, str]
    held: LookUp = none_held
    """Finds the pictures that are held, for notes that show some."""
    atlas: Atlas = field(default_factory=lambda: chart((), Reader()))
    noted: Noted = field(default_factory=Noted)
    views: Views = field(default_factory=Views)
    note_listings: Mapping[str, NoteListing] = field(default_factory=dict)
    on_entities: Mapping[str, tuple[NoteView, ...]] = field(default_factory=dict)
    """The notes that name an entity, by its preferred name."""
    _plain: Sequence[Entry] = ()
    _charted: tuple[Reader, Sequence[Entry]] | None = None
    _notebook: Notebook = field(init=False)

    def __post_init__(self) -> None:
        self._notebook = Notebook(self.docs)

    def look(self, reader: Reader, entries: Sequence[Entry] | None = None) -> None:
        """Read what has changed in the notes; ``entries`` are the articles, if they may have changed too."""
        if entries is not None:
            self._plain = entries
        self.noted = self._notebook.look({entry.slug for entry in self._plain})
        wanted = reader, add_tags(self._plain, self.noted)
        if wanted != self._charted:
            self.atlas = chart(wanted[1], reader)
            self._charted = wanted
        there = places(self.noted, self.atlas.map, self.docs)
        self.views = make_views(self.noted, self.atlas.map.entries, there, self.words, self.views, self.held)
        self.note_listings = note_listings(self.views)
        self.on_entities = notes_on_entities(self.views, reader)

    def of(self, slug: str) -> tuple[NoteView, ...]:
        """Return the notes of an article, in the order of its text."""
        return self.views.by_slug.get(slug, ())

    def changed(self, before: Views) -> list[str]:
        """Return the sources of the articles whose notes are not what they were."""
        slugs = sorted({*before.by_slug, *self.views.by_slug})
        return [f"articles/{slug}.md" for slug in slugs if before.by_slug.get(slug, ()) != self.of(slug)]

    def mark(self, slug: str, html: str) -> str:
        """Return an article's rendered HTML with the quoted words marked.

        The notes were placed in the text of the page's Markdown. Should that not be the text of ``html``,
        they are placed again: a mark never stands on words that were not quoted.
        """
        placed = self.noted.placed.get(slug, ())
        if not placed:
            return html
        rendered = read_rendered(html)
        if rendered.text != self.noted.texts[slug]:
            numbers = {each.note: each.number for each in placed}
            again = place_notes(rendered.text, numbers)
            placed = tuple(each.numbered(numbers[each.note]) for each in again)
        return mark(rendered, placed, self.words["note_number"])

    def files(self, site_url: str, label: str) -> Iterator[tuple[str, str]]:
        """Yield address and content of every file about notes."""
        return note_files(self.views, self.noted.texts, site_url, label, self.words)

    def faults(self) -> list[Fault]:
        """Return what is wrong with note files, and the notes whose place is not certain."""
        lost = (
            fault
            for slug, placed in self.noted.placed.items()
            for fault in unsettled(placed, self.noted.texts.get(slug, ""))
        )
        return _in_order([*self.noted.faults, *lost])

    def broken_links(self) -> list[Fault]:
        """Return the links in notes that lead nowhere."""
        return _in_order(self.views.faults)

    def sentence(self, fault: Fault) -> str:
        """Return a fault as one line."""
        here = Path.cwd()
        docs = self.docs.relative_to(here) if self.docs.is_relative_to(here) else self.docs
        return sentence(fault, docs.as_posix())


def _in_order(faults: Sequence[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.path, fault.line))
