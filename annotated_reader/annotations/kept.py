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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.annotations.values import Note
from annotated_reader.atomic import write_atomically

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

    def keep(self, slug: str, body: str, notes: Iterable[Note]) -> bool:
        """Keep the article's present text if a note was written on it; return whether it was written now.

        Raises OSError.
        """
        content = body.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        if not any(note.base == sha256 for note in notes) or self.read(slug, sha256) is not None:
            return False
        place = self._place(slug, sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        return write_atomically(place, content)

    def _place(self, slug: str, sha256: str) -> Path:
        return self.docs / KEPT / slug / f"{sha256}.md"
