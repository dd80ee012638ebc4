"""Has several processes read articles of which nothing was found before, in the text and for its subjects."""

from __future__ import annotations

from collections.abc import Sequence

from annotated_reader.processes import is_worth_sharing
from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.relate import Relater
from annotated_reader.site.tagging import Reader


def read_ahead(entries: Sequence[Entry], relater: Relater, reader: Reader, jobs: int | None) -> None:
    """Have the findings of ``relater``, which are those of ``reader`` too, know all articles."""
    if not is_worth_sharing(len(entries), jobs):
        return
    relater.ready(entries, reader.vocabulary)
    unknown = [entry for entry in entries if not (relater.knows(entry) and reader.knows(entry))]

    def read(number: int) -> None:
        relater.read(unknown[number])
        reader.read(unknown[number])

    relater.findings.find_ahead(read, len(unknown), jobs, "Reading articles")
