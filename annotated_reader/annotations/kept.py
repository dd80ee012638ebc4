"""The article texts that notes were written on, kept by their sha256.

When a new capture or rule changes an article, the text that a note was written on is what tells where the
quoted words went. A note made on the page names it in ``base``; for one written by hand, the build that
first finds its words remembers the text it found them in. Both stand in ``docs/quoted/<slug>/``, which the
build writes before it writes a page, and which is committed like the pages: ``<sha256>.md`` is a text, and
``notes.json`` says which note belongs to which. Git's history would hold the texts too, but a shallow clone,
as continuous integration makes it, has none: the same files would then give different pages. A text's name
is the hash of its content, so that a file that was changed is not believed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from errno import ENOTDIR
from pathlib import Path

from annotated_reader.annotations.values import Note
from annotated_reader.atomic import write_atomically
from annotated_reader.stored import read_json

KEPT = "quoted"
"""The folder below the docs folder."""
RECORD = "notes.json"

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class KeptTexts:
    """The kept texts of one article."""

    docs: Path
    slug: str

    @property
    def folder(self) -> Path:
        """Where they stand."""
        return self.docs / KEPT / self.slug

    def read(self, sha256: str) -> str | None:
        """Return the Markdown with this sha256; None where it is not kept, or no longer what it was."""
        if not _SHA256.fullmatch(sha256):
            return None
        try:
            content = (self.folder / f"{sha256}.md").read_bytes()
        except OSError:
            return None
        return content.decode(errors="replace") if hashlib.sha256(content).hexdigest() == sha256 else None

    def keep(self, body: str) -> None:
        """Keep an article's Markdown; raises OSError."""
        content = body.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        if self.read(sha256) is None:
            self._write(f"{sha256}.md", content)

    def bases(self) -> dict[str, str]:
        """Return the text of each note that does not name it, by ``note_key``; none of a damaged file."""
        try:
            record = read_json((self.folder / RECORD).read_bytes())
        except (OSError, ValueError):
            return {}
        pairs = record.items() if isinstance(record, dict) else ()
        return {str(key): base for key, base in pairs if isinstance(base, str) and _SHA256.fullmatch(base)}

    def remember(self, bases: Mapping[str, str]) -> None:
        """Write down the text of each note that does not name it; raises OSError."""
        if bases != self.bases():
            text = json.dumps(bases, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            self._write(RECORD, text.encode())

    def with_bases(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """Return the notes, those without a ``base`` with the one that is remembered for them."""
        bases = self.bases()
        return tuple(
            note if note.base or note_key(note) not in bases else replace(note, base=bases[note_key(note)])
            for note in notes
        )

    def _write(self, name: str, content: bytes) -> None:
        if self.folder.is_symlink() or self.folder.parent.is_symlink():
            raise NotADirectoryError(ENOTDIR, "it is a link, and links are not followed", str(self.folder))
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / name, content)


def note_key(note: Note) -> str:
    """Return a note's file and a hash of what it quotes: another quotation is another note."""
    words = "\0".join((note.quote or "", note.prefix, note.suffix))
    return f"{note.path.partition('/')[2]} {hashlib.sha256(words.encode()).hexdigest()[:16]}"
