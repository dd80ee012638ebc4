"""Plain texts of the articles at hand, roughly as a page would show them."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring import fold

PROJECT = Path(__file__).parents[2]
SHORTEST = 400
ALIKE = 0.4

_MARKUP = (
    (re.compile(r"\A---\n.*?\n---\n", re.S), ""),
    (re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.S | re.I), ""),
    (re.compile(r"<(?:/?p|br|/?div|/?li|/?h\d)\b[^<>]*>", re.I), "\n"),
    (re.compile(r"<[^<>]*>|&\w+;"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"https?://\S+"), ""),
    (re.compile(r"[*_~`#|]+|^[>\-]+ ", re.M), ""),
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r"\s*\n\s*"), "\n"),
)


def load(folder: Path | None) -> list[str]:
    """Return the texts below the folder; else of the articles and the corpus; else of the demo captures.

    Of versions of one article only the first is kept: another version is not another outlet's text.
    Lines that several articles share are left out: an outlet's standing words are no article's own.
    """
    texts = _read(folder) if folder else _read(PROJECT / "docs" / "articles") + _read(_corpus())
    kept: list[str] = []
    for text in texts if texts or folder else _read(PROJECT / "captures"):
        if all(Levenshtein.normalized_similarity(text, other) < ALIKE for other in kept):
            kept.append(text)
    return _own(kept)


def _own(texts: list[str]) -> list[str]:
    """Return the texts without the lines, of either script, that stand in more than one of them."""
    lines = [{line: fold(line).folded for line in text.split("\n")} for text in texts]
    shared = Counter(folded for each in lines for folded in set(each.values()))
    return ["\n".join(line for line, folded in each.items() if shared[folded] == 1) for each in lines]


def _corpus() -> Path:
    return Path(os.environ.get("ANNOTATED_READER_CORPUS", PROJECT.parent / "shared" / "corpus")) / "captures"


def _read(folder: Path) -> list[str]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    texts = (_plain(path.read_text("utf-8", errors="replace")) for path in paths)
    return [text for text in texts if len(text) >= SHORTEST and "\ufffd" not in text]


def _plain(source: str) -> str:
    for pattern, replacement in _MARKUP:
        source = pattern.sub(replacement, source.replace("\r\n", "\n"))
    return source.strip()
