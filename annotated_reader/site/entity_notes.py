"""The notes that an entity's page shows: those tagged with it, and those that name it."""

from __future__ import annotations

from collections import defaultdict

from annotated_reader.site.notes import NoteView, Views
from annotated_reader.site.plain import plain
from annotated_reader.site.tagging import Reader

SHOWN = 5
"""Notes on one entity's page, the newest; the others are listed by tag, editor and article."""


def notes_on_entities(views: Views, reader: Reader) -> dict[str, tuple[NoteView, ...]]:
    """Return the notes on each entity by its preferred name, newest first."""
    found: dict[str, list[NoteView]] = defaultdict(list)
    for view in views.newest_first():
        for name in sorted(_named(view, reader)):
            found[name].append(view)
    return {name: tuple(noted) for name, noted in found.items()}


def _named(view: NoteView, reader: Reader) -> set[str]:
    note = view.placed.note
    tagged = {entity.name for tag in note.tags if (entity := reader.vocabulary.find(tag))}
    said = f"{note.quote or ''}\n{plain(note.body)}"
    return tagged | {mention.entity.name for mention in reader.scanner.mentions(said)}
