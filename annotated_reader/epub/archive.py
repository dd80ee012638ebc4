"""The container of a book: a ZIP file whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = b"application/epub+zip"
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP knows: the clock stays out of the book."""


class Archive:
    """A container that is written part by part, so that no more than one part is in memory."""

    def __init__(self, file: ZipFile) -> None:
        """Begin with the part by which the format is known, as the specification wants it."""
        self._file = file
        self._put("mimetype", MIMETYPE, ZIP_STORED)

    def add(self, path: str, content: bytes) -> None:
        """Add one part; pictures too, which are packed once more at hardly any cost."""
        self._put(path, content, ZIP_DEFLATED)

    def _put(self, path: str, content: bytes, method: int) -> None:
        part = ZipInfo(path, NO_TIME)
        part.create_system = 3
        part.external_attr = 0o644 << 16
        part.compress_type = method
        self._file.writestr(part, content)


@contextmanager
def writing(place: Path) -> Iterator[Archive]:
    """Yield an archive that stands at ``place`` once it is whole; if it never is, what stood there stays.

    Raises OSError.
    """
    part = place.with_name(f".{os.getpid()}-{place.name}.part")
    try:
        with ZipFile(part, "w") as file:
            yield Archive(file)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
