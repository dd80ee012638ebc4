"""The pictures that are held, as readers of the site get them: looked up by address, published by content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from annotated_reader.images.addresses import settle
from annotated_reader.images.records import INDEX, StoreError
from annotated_reader.images.store import FILES, JOURNAL, read_store, refused, stands
from annotated_reader.images.values import Held, Record, RefusedError
from annotated_reader.stamps import Stamp, stamp_of

BELOW = "images/"
"""Where pictures stand in the site."""


class Gallery:
    """The store as it was when it was read; it remembers which of its pictures pages show."""

    def __init__(self, folder: Path) -> None:
        """Read the store; a folder that is not there holds nothing. Raises StoreError."""
        self.folder = folder
        self.state = state_of(folder)
        self._records: Mapping[str, Record]
        self._records, self.faults = read_store(folder)
        self._shown: dict[str, Held] = {}

    def find(self, address: str) -> Held | None:
        """Return what is known of the picture at an address, be its file here or not."""
        record = self._records.get(_spelt(address)) if self._records else None
        return record if isinstance(record, Held) else None

    def file(self, address: str) -> Path | None:
        """Return the file of the picture at an address; None where it is not here."""
        held = self.find(address)
        return self.folder / FILES / held.name if held and stands(self.folder, held) else None

    def show(self, held: Held) -> str | None:
        """Return the address below the site's root at which ``publish`` will put the picture.

        None where its file is not here.
        """
        if held.name not in self._shown and not stands(self.folder, held):
            return None
        self._shown[held.name] = held
        return BELOW + quote(held.name)

    def look_up(self, address: str) -> tuple[Held, str | None] | None:
        """Return the picture at an address, and where it will be shown, as ``find`` and ``show`` do."""
        held = self.find(address)
        return (held, self.show(held)) if held else None

    def publish(self, site: Path) -> list[Path]:
        """Put the pictures that pages show into the built site, without copying where the disk can link.

        What stands there already stays as it is. Returns their places. Raises StoreError where they cannot
        be put there.
        """
        places = {name: site / BELOW / name for name in self._shown}
        for name, held in self._shown.items():
            place = places[name]
            if place.is_file() and place.stat().st_size == held.size:
                continue
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)
                _put(self.folder / FILES / name, place)
            except OSError as error:
                raise refused(place, error) from error
        return list(places.values())


def state_of(folder: Path) -> tuple[Stamp, ...]:
    """Return what changes whenever a run has changed the store."""
    return tuple(stamp_of(place.stat()) for name in (INDEX, JOURNAL) if (place := folder / name).exists())


def open_gallery(folder: Path, before: Gallery | None = None) -> Gallery:
    """Return the pictures held in a folder; those that were read before, where nothing has changed."""
    if before and before.folder == folder and before.state == state_of(folder):
        return before
    return Gallery(folder)


def _put(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, place)


def _spelt(address: str) -> str:
    try:
        return str(settle(address))
    except RefusedError:
        return address


__all__ = ["BELOW", "Gallery", "StoreError", "open_gallery"]
