"""Says in words what a run came to, what is known of each picture, and what is wrong with the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.images.by_hand import BY_HAND
from annotated_reader.images.named import Named
from annotated_reader.images.running import Account
from annotated_reader.images.store import FILES, is_whole, read_store, stands
from annotated_reader.images.values import Held, Lost, Record

SHOWN = 20
"""Lines of one sort."""


def account_of(account: Account) -> list[str]:
    """Return what a run came to: counts, then what was not had, then what needs a person."""
    size = sum(held.size for held in account.fetched)
    counts = [f"{len(account.fetched):,} fetched ({size / 1e6:,.1f} MB)", f"{account.here:,} were here"]
    for count, what in (
        (len(account.lost) + account.known_lost, "gone"),
        (len(account.refused), "never asked for"),
        (len(account.passing), "not had this time"),
        (account.left, "left for another run"),
    ):
        counts += [f"{count:,} {what}"] if count else []
    lines = [f"Pictures: {', '.join(counts)}"]
    cleaned = sum(1 for held in account.fetched if held.taken)
    lines += [f"note: Exif, comments and the like were taken out of {cleaned:,}"] if cleaned else []
    lines += _by_fact(account.refused)
    lines += _few("gone", account.lost)
    if account.lost or account.known_lost:
        lines.append(f"note: whoever has a picture that is gone can put it into {BY_HAND}/, see the guide")
    lines += _few("later", account.passing)
    return [*lines, *(f"error: {fault}" for fault in account.faults)]


def list_of(named: Named, folder: Path, slug: str | None = None) -> Iterator[str]:
    """Yield a line for each place of a picture: article, number, what is known of it, address."""
    records = read_store(folder)[0]
    for spot, address in sorted(named.numbered.items(), key=lambda place: place[0]):
        if slug is None or spot.is_of(slug):
            known = named.facts.get(str(address)) or _said(records.get(str(address)), folder)
            yield f"{spot.slug}/{spot.number}  {address}  {known}"


@dataclass(frozen=True)
class Review:
    """What a person has to see to, and what one may wish to know."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def find_faults(folder: Path) -> Review:
    """Return what is wrong in the store, and what one may wish to know of it; every file is read."""
    records, faults = read_store(folder)
    held = [record for record in records.values() if isinstance(record, Held)]
    missing = [each for each in held if not _place(folder, each).exists()]
    absent = {each.address for each in missing}
    damaged = [
        f"{_place(folder, each)}: the picture is damaged. "
        "Delete the file and run 'python build_site.py images', which asks for it again"
        for each in held
        if each.address not in absent and not is_whole(_place(folder, each), each)
    ]
    remarks = []
    if missing:
        remarks.append(
            f"{len(missing):,} of {len(held):,} pictures in {folder.name}/ are not on this machine; "
            "'python build_site.py images' fetches them"
        )
    return Review((*map(str, faults), *damaged), tuple(remarks))


def _place(folder: Path, held: Held) -> Path:
    return folder / FILES / held.name


def _said(record: Record | None, folder: Path) -> str:
    if record is None:
        return "not asked for yet"
    if isinstance(record, Lost):
        return record.fact
    size = f"{record.width}×{record.height} {record.kind}, {record.size:,} bytes"
    return size if stands(folder, record) else f"{size}, not on this machine"


def _by_fact(refused: Iterable[tuple[str, str]]) -> list[str]:
    """A line for each reason not to ask."""
    of_fact: dict[str, list[str]] = {}
    for address, fact in refused:
        of_fact.setdefault(fact, []).append(address)
    return [
        f"note: {found[0]} {fact}" + (f"; so are {len(found) - 1:,} others" if found[1:] else "")
        for fact, found in of_fact.items()
    ]


def _few(sort: str, found: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"{sort}: {address} {fact}" for address, fact in found]
    if len(lines) <= SHOWN:
        return lines
    return [*lines[:SHOWN], f"{sort}: and {len(lines) - SHOWN:,} more; 'images --list' lists all"]
