"""The words of a Markdown page, without rendering it: good for counting names and for quoting a line."""

from __future__ import annotations

import re

_TARGET = re.compile(
    r"""!\[[^\]]{0,999}\]\([^)]{0,4999}\)  # a picture, whose words are nobody's sentence
    |\]\((?:<[^>]{0,4999}>|[^)\s]{0,4999})(?:\s"[^"]{0,999}")?\)   # where a link leads; what it says stays
    |<[/!a-zA-Z][^>]{0,999}>               # a tag
    |\{[:#.][^}]{0,999}\}                  # attributes
    |^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+.*$   # the rule below a table's head
    |^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+|\#{1,6}[ \t]+)+   # what begins a quotation, an item, a heading
    """,
    re.X | re.M,
)
"""What is no text; every stretch has a bound, so that no page takes longer than its length."""
_END = re.compile(r"[。！？!?\n]|\.\s")
"""Where a sentence ends."""
BEFORE, AFTER = 40, 60
"""Most characters that an excerpt has around the words it is about."""
ASIDE = 0xE000
"""Where marks that are to stand for themselves are put out of the way: code points nobody else may use."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = re.compile(f"[{chr(ASIDE)}-{chr(ASIDE + 127)}]")
_MARKS = re.compile(r"\*+|~~|(?<!\w)_+|_+(?!\w)|`|\[|\|")


def plain(markdown: str) -> str:
    """Return the page's text without addresses, tags, pictures and marks; its lines stay lines."""
    kept = _ESCAPED.sub(lambda mark: chr(ASIDE + ord(mark[1])), markdown)
    bare = _MARKS.sub("", _TARGET.sub("", kept))
    return _ASIDE.sub(lambda mark: chr(ord(mark[0]) - ASIDE), bare)


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words from ``start`` to ``end`` between what their sentence says before and behind them."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    ends = [match.end() for match in _END.finditer(before)]
    left = before[ends[-1] :] if ends else ("…" if start > BEFORE else "") + before
    stop = _END.search(after)
    right = after[: stop.end()] if stop else after + ("…" if end + AFTER < len(text) else "")
    return left.lstrip(), text[start:end], right.rstrip()
