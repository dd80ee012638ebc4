"""RIS, the tagged format that every reference manager imports."""

from __future__ import annotations

from collections.abc import Iterator

from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.reference import Reference

END = "\r\n"
"""Of a line; a value stands on one."""


def cite(reference: Reference) -> Iterator[Part]:
    """Yield one record: ``NEWS`` where the outlet is known, else ``ELEC``."""
    yield _line("TY", "NEWS" if reference.publisher else "ELEC")
    yield from (_line(tag, value) for tag, value in _fields(reference) if value)
    if reference.address:
        yield Accessed("Y2  - ", END, "/")
    yield "ER  - " + END


def _fields(reference: Reference) -> Iterator[tuple[str, str | None]]:
    yield "TI", reference.title
    for author in reference.authors:
        yield "AU", author.inverted
    yield "T2", reference.publisher
    if reference.published:
        yield "PY", reference.published[:4]
        yield "DA", reference.published.replace("-", "/")
    yield "UR", reference.address
    if reference.copy_url:
        yield "DB", reference.archive
        yield "AV", reference.copy_url
    yield "LA", reference.lang if reference.lang != "und" else None
    for tag in reference.tags:
        yield "KW", tag


def _line(tag: str, value: str | None) -> str:
    return f"{tag}  - {' '.join((value or '').split())}{END}"
