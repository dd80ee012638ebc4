"""Leaves out the editors and numbers of staff that pages name in the fields of their head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotated_reader.metadata.evidence import Candidate, Evidence

_EDITORS = re.compile(
    r"(?:编辑|編輯|责编|責編|校对|编审)\s*[:：/／|]?\s*((?:[\u3400-\u9fff·]{2,4}[、，,\s]{0,3}){1,4})"
)
_HAN = re.compile(r"[\u3400-\u9fff]")


def without_staff(candidates: Iterable[Candidate], evidence: Evidence) -> Iterator[Candidate]:
    """Pass on what is not an author of the page's head whom the page names as its editor, or not at all.

    A byline is something that readers see; ``<meta name=author>`` of a Chinese page holds who typed it.
    """
    text = evidence.document.text
    edited: str | None = None
    for candidate in candidates:
        if candidate.field == "author" and candidate.kind == "meta" and _HAN.search(candidate.value):
            if edited is None:
                edited = " ".join(_EDITORS.findall(text))
            if candidate.value in edited or candidate.value not in text:
                continue
        yield candidate
