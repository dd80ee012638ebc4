"""Keeps what notes were written on, before a build changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from annotated_reader.anchoring import Outcome, fold
from annotated_reader.annotations.files import NoteFiles
from annotated_reader.annotations.kept import KeptTexts, note_key
from annotated_reader.annotations.notebook import article_text, text_digest
from annotated_reader.annotations.placing import place_note
from annotated_reader.annotations.values import FOLDER, Note
from annotated_reader.errors import PageError
from annotated_reader.front_matter import body_of
from annotated_reader.progress import over


def keep_quoted_texts(docs: Path) -> tuple[str, ...]:
    """Keep the present text of each article that a note is written on; return a sentence for each fault."""
    by_slug: dict[str, list[Note]] = defaultdict(list)
    for note in NoteFiles(docs / FOLDER).read(())[0]:
        by_slug[note.slug].append(note)
    faults: list[str] = []
    for slug, notes in over("Keeping quoted texts", sorted(by_slug.items())):
        page = docs / "articles" / f"{slug}.md"
        try:
            if page.is_file() and not page.is_symlink():
                _keep(KeptTexts(docs, slug), body_of(page.read_text("utf-8")), notes)
        except UnicodeDecodeError:
            continue  # whoever looks at the page says so
        except OSError as error:
            fact = f"the text that notes quote cannot be kept ({error.strerror})"
            faults.append(str(PageError(str(error.filename or page), fact, "Give yourself the right to it")))
    return tuple(faults)


def _keep(kept: KeptTexts, body: str, notes: Sequence[Note]) -> None:
    present, remembered = text_digest(body), kept.bases()
    bases = {key: remembered[key] for note in notes if (key := note_key(note)) in remembered}
    unknown = [note for note in notes if note.quote and not note.base and note_key(note) not in bases]
    text = fold(article_text(body)) if unknown else None
    for note in unknown:
        if text and place_note(note, text).outcome is Outcome.FOUND:
            bases[note_key(note)] = present
    if present in {*bases.values(), *(note.base for note in notes)}:
        kept.keep(body)
    if bases or remembered:
        kept.remember(bases)
