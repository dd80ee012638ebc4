"""The gate for notes: all that a person has to see to before a site with them is published."""

from __future__ import annotations

from pathlib import Path

from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import FALLBACK, words_for
from annotated_reader.vocabulary import load_vocabulary


def check_notes(docs: Path) -> tuple[str, ...]:
    """Return a sentence for every fault in the notes below ``docs``: files, links, and places in the text."""
    desk = Desk(docs, words_for(FALLBACK))
    desk.look(Reader(load_vocabulary(docs)[0]), read_entries(docs / "articles")[0])
    return tuple(desk.sentence(fault) for fault in [*desk.faults(), *desk.broken_links()])
