"""The gate for notes: all that a person has to see to before a site with them is published."""

from __future__ import annotations

from pathlib import Path

from annotated_reader.annotations.gate import sentence, unsettled
from annotated_reader.annotations.links import link_note
from annotated_reader.annotations.notebook import Notebook, Noted
from annotated_reader.annotations.values import Fault
from annotated_reader.site import notes
from annotated_reader.site.entries import read_entries
from annotated_reader.site.listings import make_map


def check_notes(docs: Path) -> tuple[str, ...]:
    """Return a sentence for every fault in the notes below ``docs``: files, links, and places in the text."""
    entries, _ = read_entries(docs / "articles")
    noted = Notebook(docs).look({entry.slug for entry in entries})
    there = notes.places(noted, make_map(notes.add_tags(entries, noted)), docs)
    faults = [*noted.faults, *unsettled_notes(noted)]
    faults += (fault for note in noted.notes for fault in link_note(note, there).faults)
    faults.sort(key=lambda fault: (fault.path, fault.line))
    return tuple(sentence(fault, docs.as_posix()) for fault in faults)


def unsettled_notes(noted: Noted) -> list[Fault]:
    """Return a fault for each orphan and each ambiguous note."""
    return [
        fault
        for slug, placed in noted.placed.items()
        for fault in unsettled(placed, noted.texts.get(slug, ""))
    ]
