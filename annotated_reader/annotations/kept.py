"""The article texts that notes were written on, kept by their sha256.

A note names the text it was written on in ``base``. When a new capture or rule changes the article, that
text is what tells where the quoted words went. It is kept in ``docs/quoted/<slug>/<sha256>.md``, which the
build writes before it writes a page and which is committed like the pages. Git's history would hold the
text too, but a shallow clone, as continuous integration makes it, has none: the same files would then give
different pages. The name is the hash of the content, so that a file that was changed is not believed.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.annotations.files import NoteFiles
from annotated_reader.annotations.values import FOLDER
from annotated_reader.atomic import write_atomically
from annotated_reader.errors import PageError
from annotated_reader.front_matter import body_of

KEPT = "quoted"
"""The folder below the docs folder."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class KeptTexts:
    """The folder of kept texts below a docs folder."""

    docs: Path

    def read(self, slug: str, sha256: str) -> str | None:
        """Return the Markdown with this sha256; None where it is not kept, or no longer what it was."""
        if not _SHA256.fullmatch(sha256):
            return None
        try:
            content = self._place(slug, sha256).read_bytes()
        except OSError:
            return None
        return content.decode(errors="replace") if hashlib.sha256(content).hexdigest() == sha256 else None

    def keep(self, slug: str, body: str) -> None:
        """Keep an article's Markdown; raises OSError."""
        content = body.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        if self.read(slug, sha256) is None:
            place = self._place(slug, sha256)
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(place, content)

    def _place(self, slug: str, sha256: str) -> Path:
        return self.docs / KEPT / slug / f"{sha256}.md"


def keep_quoted_texts(docs: Path) -> tuple[str, ...]:
    """Keep the present text of each article that a note was written on; return a sentence for each fault."""
    bases: dict[str, set[str | None]] = defaultdict(set)
    for note in NoteFiles(docs / FOLDER).read(())[0]:
        bases[note.slug].add(note.base)
    faults: list[str] = []
    for slug, wanted in sorted(bases.items()):
        page = docs / "articles" / f"{slug}.md"
        if wanted == {None} or not page.is_file():
            continue
        try:
            body = body_of(page.read_text("utf-8"))
            if hashlib.sha256(body.encode()).hexdigest() in wanted:
                KeptTexts(docs).keep(slug, body)
        except OSError as error:
            fact = f"the text that notes quote cannot be kept ({error.strerror})"
            faults.append(str(PageError(str(error.filename or page), fact, "Give yourself the right to it")))
    return tuple(faults)
