"""Which files below the docs folder are for publishing: those that no browser runs, and that lie in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

from annotated_reader.disguise import is_odd_name

OURS = "assets/"
"""Where the site's own scripts and styles stand; nothing else in there is anybody's page."""
RUN_BY_OURS = frozenset((".js", ".css", ".svg"))
"""Endings of what runs or styles there."""
INERT = frozenset(
    (
        ".md .markdown .mdown .mkdn .mkd .txt .json .jsonld .geojson .yaml .yml .toml .csv .tsv .bib .ris "
        ".png .jpg .jpeg .gif .webp .avif .ico .pdf .epub .zip .gz .docx .xlsx .pptx .odt .ods "
        ".mp3 .m4a .oga .ogg .opus .wav .flac .mp4 .ogv .webm .vtt .srt .woff .woff2"
    ).split()
)
"""Endings of files that every browser shows, plays or saves.  All others, and none, may be taken for a page:
servers call ``.xsd``, ``.rng`` and ``.xhtm`` XML, in which scripts run, past every gate for pages."""


@dataclass
class Unfit:
    """One reason to leave files out."""

    place: str
    """The file, or the link that the files stand behind."""
    fact: str
    files: list[str] = field(default_factory=list)


def unfit(docs: Path, src_uris: Iterable[str]) -> tuple[Unfit, ...]:
    """Return what must not be published of the files below ``docs``."""
    found: dict[str, Unfit] = {}
    leads_out = cache(lambda path: _leads_out(docs, path))
    for src_uri in src_uris:
        path = PurePosixPath(src_uri)
        if odd := next((part for part in (*reversed(path.parents), path) if is_odd_name(part.name)), None):
            fact = "has a name that not every system can have, or that shows as another"
            found.setdefault(str(odd), Unfit(str(odd), fact)).files.append(src_uri)
            continue
        link = next((part for part in (*reversed(path.parents), path) if leads_out(part)), None)
        if link:
            known = found.setdefault(
                str(link), Unfit(str(link), "is a link that leads out of the docs folder")
            )
            known.files.append(src_uri)
        elif fact := _wrong_with(docs, path):
            found[src_uri] = Unfit(src_uri, fact, [src_uri])
    return tuple(found.values())


def _leads_out(docs: Path, path: PurePosixPath) -> bool:
    place = docs / path
    if not place.is_symlink():
        return False
    try:
        return not place.resolve(strict=True).is_relative_to(docs.resolve())
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return True


def _wrong_with(docs: Path, path: PurePosixPath) -> str:
    """Say what keeps a file from being published; nothing where all is well."""
    ending = path.suffix.lower()
    if ending not in INERT and not (ending in RUN_BY_OURS and path.as_posix().startswith(OURS)):
        return "is a file that browsers may run"
    place = docs / path
    return "" if place.is_file() and os.access(place, os.R_OK) else "is no file that can be read to its end"
