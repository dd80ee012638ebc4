"""Which outlet an article is known by."""

from __future__ import annotations

from annotated_reader.site.entries import Entry


def printed_by(entry: Entry) -> str | None:
    """Return who put this copy out: the last that republished it, else its publisher, else a mirror."""
    by_role = {hop.role: hop.name for hop in entry.provenance if hop.name}
    return by_role.get("republisher") or entry.publisher or by_role.get("mirror")


def told_by(entry: Entry) -> str | None:
    """Return whose words these are: the first publisher, where it is known; else who put the copy out."""
    return entry.publisher or printed_by(entry)
