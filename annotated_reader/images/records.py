"""What is known of each picture, one line of JSON an address: easy to review, and merged line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from annotated_reader.errors import ReaderError
from annotated_reader.images.values import ENDINGS, SIDE, Held, Lost, Record

INDEX = "index.jsonl"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NUMBERS = ("size", "width", "height")


class StoreError(ReaderError):
    """The store of pictures, or a file in it, that cannot be read or written."""


def read_records(place: Path) -> tuple[dict[str, Record], tuple[StoreError, ...]]:
    """Return the records in a file by address, and an error for each line that is none.

    Of two lines for one address, as Git may leave them, the one that has a picture counts, else the later.
    """
    records: dict[str, Record] = {}
    faults: list[StoreError] = []
    try:
        lines = place.read_bytes().splitlines() if place.exists() else []
    except OSError as error:
        fact = f"it cannot be read ({error.strerror})"
        raise StoreError(str(place), fact, "Give yourself the right to read it") from error
    for number, line in enumerate(lines, 1):
        record = read_line(line)
        if record:
            add_record(records, record)
        elif line.strip():
            faults.append(
                StoreError(
                    f"{place}:{number}",
                    "this line is no record of a picture",
                    "Delete it; 'python build_site.py images' asks for the picture again",
                )
            )
    return records, tuple(faults)


def add_record(records: dict[str, Record], record: Record) -> None:
    """Put a record among others, in place, unless it knows less than the one that stands there."""
    if not (isinstance(record, Lost) and isinstance(records.get(record.address), Held)):
        records[record.address] = record


def read_line(line: bytes) -> Record | None:
    """Return the record that a line holds; None where it holds none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("address"), str):
        return None
    if isinstance(found.get("lost"), str):
        return Lost(found["address"], found["lost"])
    return _held(found)


def write_line(record: Record) -> bytes:
    """Return a record as a line; what is empty is left out."""
    if isinstance(record, Lost):
        said: dict[str, object] = {"address": record.address, "lost": record.fact}
    else:
        said = {each.name: getattr(record, each.name) for each in fields(record)}
    kept = {name: value for name, value in said.items() if value is not None and value != ()}
    return json.dumps(kept, ensure_ascii=False).encode() + b"\n"


def write_lines(records: Iterable[Record]) -> bytes:
    """Return a file of records, in the order of their addresses."""
    return b"".join(write_line(record) for record in sorted(records, key=lambda each: each.address))


def _held(found: dict[str, object]) -> Held | None:
    known = {each.name for each in fields(Held)}
    numbers = [found.get(name) for name in _NUMBERS]
    taken = found.get("taken", [])
    texts = [found.get(name) for name in ("served", "gone", "by_hand")]
    if (
        found.keys() - known
        or str(found.get("kind")) not in ENDINGS
        or not _SHA256.fullmatch(str(found.get("sha256")))
        or not all(type(number) is int and number > 0 for number in numbers)
        or max(int(str(number)) for number in numbers[1:]) > SIDE
        or not isinstance(taken, list)
        or not all(isinstance(text, str | None) for text in texts)
    ):
        return None
    return Held(**{**found, "taken": tuple(map(str, taken))})  # type: ignore[arg-type]  # looked at above
