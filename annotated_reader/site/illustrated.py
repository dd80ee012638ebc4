"""What of a site can name pictures: articles, the notes on them, and the pages that people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated_reader.annotations.files import NoteFiles
from annotated_reader.annotations.values import FOLDER
from annotated_reader.front_matter import body_of
from annotated_reader.markdown.notes import render_note
from annotated_reader.site.entries import read_entries

ARTICLES = "articles"
ELSEWHERE = (ARTICLES, FOLDER, "quoted")
"""Folders whose files are no pages that people wrote, or are read in another way."""


def illustrated(docs: Path) -> list[tuple[str, str]]:
    """Return the name and the Markdown of all that can name pictures.

    An article is called by its slug, a page by its path below the docs folder and a note by its file's,
    both without ``.md``: ``guide/notes``, ``annotations/2021-06-22-cave/2025-06-20-lin``.
    """
    articles = [(entry.slug, entry.body) for entry in read_entries(docs / ARTICLES)[0]]
    return [*articles, *_notes(docs, [slug for slug, _ in articles]), *_pages(docs)]


def _notes(docs: Path, slugs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each note file with what its notes say, as HTML: what is raw HTML in a note is no picture."""
    said: dict[str, list[str]] = {}
    for note in NoteFiles(docs / FOLDER).read(slugs)[0]:
        if note.slug in slugs:
            said.setdefault(note.path, []).append(render_note(note.body))
    for path, parts in said.items():
        yield f"{FOLDER}/{path.removesuffix('.md')}", "\n\n".join(parts)


def _pages(docs: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        is_hidden = path.is_symlink() or any(part.startswith(".") for part in name.parts)
        if name.parts[0] in ELSEWHERE or is_hidden:
            continue
        try:
            yield name.with_suffix("").as_posix(), body_of(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):  # the build of the site tells of it
            continue
