"""All notes of a site with their places, looked at again and again: only what has changed costs anything."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated_reader.annotations.files import NoteFiles
from annotated_reader.annotations.kept import KeptTexts
from annotated_reader.annotations.placing import place_notes
from annotated_reader.annotations.text import plain_text
from annotated_reader.annotations.values import FOLDER, Fault, Note, Placed
from annotated_reader.front_matter import body_of
from annotated_reader.markdown import render


@dataclass(frozen=True)
class Noted:
    """All notes at one moment."""

    placed: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    """The notes of each article that has any, by slug; notes in a folder of no article are not among them."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The plain text of each of those articles."""
    faults: tuple[Fault, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, by article."""
        return tuple(each.note for placed in self.placed.values() for each in placed)

    def tags(self, slug: str) -> tuple[str, ...]:
        """Return the tags that tag notes add to an article."""
        notes = (each.note for each in self.placed.get(slug, ()))
        return tuple(dict.fromkeys(tag for note in notes if note.kind == "tag" for tag in note.tags))


@dataclass(frozen=True)
class Shown:
    """What an article and its notes came to, and from what."""

    body: str
    notes: Sequence[Note]
    text: str
    placed: tuple[Placed, ...]


@dataclass
class Notebook:
    """The note files and the articles below a docs folder."""

    docs: Path
    _files: NoteFiles = field(init=False)
    _shown: dict[str, Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._files = NoteFiles(self.docs / FOLDER)

    def look(self, slugs: Collection[str]) -> Noted:
        """Return the notes of the articles named ``slugs`` as their files and pages stand now."""
        notes, faults = self._files.read(slugs)
        by_slug: dict[str, list[Note]] = defaultdict(list)
        for note in notes:
            by_slug[note.slug].append(note)
        shown = {slug: self._show(slug, by_slug[slug]) for slug in sorted(by_slug) if slug in slugs}
        self._shown = shown
        placed = {slug: each.placed for slug, each in shown.items()}
        return Noted(placed, {slug: each.text for slug, each in shown.items()}, faults)

    def _show(self, slug: str, notes: Sequence[Note]) -> Shown:
        notes = KeptTexts(self.docs, slug).with_bases(notes)
        body = body_of((self.docs / "articles" / f"{slug}.md").read_text("utf-8"))
        known = self._shown.get(slug)
        if known and known.body == body and known.notes == notes:
            return known
        text = known.text if known and known.body == body else article_text(body)
        present = text_digest(body)
        placed = place_notes(text, notes, lambda sha256: self._older(slug, sha256, present, text))
        return Shown(body, notes, text, placed)

    def _older(self, slug: str, sha256: str, present: str, text: str) -> str | None:
        if sha256 == present:
            return text
        body = KeptTexts(self.docs, slug).read(sha256)
        return None if body is None else article_text(body)


def article_text(body: str) -> str:
    """Return the plain text of an article's Markdown, as it is on its page."""
    return plain_text(render(body))


def text_digest(body: str) -> str:
    """Return the sha256 by which notes and receipts name an article's text: of its Markdown, without tags."""
    return hashlib.sha256(body.encode()).hexdigest()
