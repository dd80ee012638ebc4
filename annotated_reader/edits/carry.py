"""Carries what a person changed in a page into the page as it would be generated now."""

from __future__ import annotations

from collections.abc import Mapping

from annotated_reader import front_matter
from annotated_reader.edits.base import Base
from annotated_reader.edits.body import merge_bodies
from annotated_reader.edits.faults import read
from annotated_reader.edits.fields import Sides, merge_fields
from annotated_reader.front_matter import Value


def carry(page: bytes, base: Base | None, fields: Mapping[str, Value], body: str) -> bytes:
    """Return the page with the edits of a person and with the new fields and body.

    ``page`` has no fault that blocks; ``base`` is None where nobody knows what the build wrote last, and then
    nothing in which the two differ is settled. Raises ValueError where the front matter that comes out
    cannot be read.
    """
    mine = read(page)
    sides = Sides(base.fields if base else None, fields)
    block = merge_fields(front_matter.block_of(mine) or "", front_matter.load(mine), sides)
    merged = merge_bodies(front_matter.body_of(mine), base.blocks if base else None, body)
    carried = f"---\n{block}---\n\n{merged}" if block else merged
    front_matter.load(carried)
    return carried.encode()
