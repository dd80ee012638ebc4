"""Cuts the articles into single characters for the search index.

Pagefind finds the words of a page with one dictionary and those of a query with the
browser's: where the two differ (普京 here, 普 and 京 there) a word is never found.  In a
copy where every Han character or kana stands alone, both come to the same, and a word is a
phrase of characters.
"""

from __future__ import annotations

import re
from pathlib import Path

ALONE = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters that stand alone, as the inside of a class; ``reader.js`` cuts a query at the same."""
CUT = "\u200b"
"""A zero-width space: to Pagefind a border between words, in an excerpt nothing."""

NOTHING = "<!doctype html><html><body data-pagefind-body></body></html>"
"""What is indexed where there are no articles: Pagefind refuses an empty folder."""

_ALONE = re.compile(f"[{ALONE}]")
_TAG = re.compile(r"(<[^>]*>)")


def cut_articles(site: Path, target: Path) -> int:
    """Write a cut copy of every article of ``site`` to the same place below ``target``; return how many."""
    pages = sorted(site.glob("articles/*/index.html"))
    for page in pages:
        copy = target / page.relative_to(site)
        copy.parent.mkdir(parents=True)
        copy.write_text(cut(page.read_text("utf-8")), "utf-8")
    if site.is_dir() and not pages:
        (target / "index.html").write_text(NOTHING, "utf-8")
    return len(pages)


def cut(page: str) -> str:
    """Return an HTML page with a border on both sides of each Han character and kana of its text."""
    parts = _TAG.split(page)
    parts[::2] = (_ALONE.sub(rf"{CUT}\g<0>{CUT}", text) for text in parts[::2])
    return "".join(parts)
