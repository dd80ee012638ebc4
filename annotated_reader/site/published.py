"""Which files below the docs folder are not for publishing: those that would run, or lie outside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

OURS = "assets/"
"""Where the site's own scripts and styles stand; nothing else in there is anybody's page."""
ACTIVE = frozenset(
    (
        ".html .htm .xhtml .xht .shtml .mhtml .mht .svg .svgz .xml .xsl .xslt .rdf .js .mjs .cjs .css .wasm "
        ".swf .htc .hta .jnlp .php .webmanifest"
    ).split()
)
"""Endings of files in which a browser would run, style or load something, past every gate for pages."""


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
        link = next((part for part in (*reversed(path.parents), path) if leads_out(part)), None)
        if link:
            known = found.setdefault(
                str(link), Unfit(str(link), "is a link that leads out of the docs folder")
            )
            known.files.append(src_uri)
        elif path.suffix.lower() in ACTIVE and not src_uri.startswith(OURS):
            found[src_uri] = Unfit(src_uri, "is a file that browsers run", [src_uri])
    return tuple(found.values())


def _leads_out(docs: Path, path: PurePosixPath) -> bool:
    return (docs / path).is_symlink() and not (docs / path).resolve().is_relative_to(docs.resolve())
