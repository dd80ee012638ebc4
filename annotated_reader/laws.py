"""Checks the two laws of text on one converted capture: nothing vanishes, nothing is invented."""

from __future__ import annotations

from collections.abc import Iterator

from annotated_reader.letters import letters
from annotated_reader.values import Article


def broken_laws(text: str, covered: bytes | bytearray, article: Article, rendered: str) -> Iterator[str]:
    """Yield a sentence for every law that ``article`` breaks.

    ``text`` is the document's visible text, ``covered`` has a 1 for each of its code
    points that left the article, ``rendered`` is the visible text of the article's
    rendered Markdown.
    """
    kept = "".join(char for char, gone in zip(text, covered, strict=True) if not gone)
    gone = "".join(char for char, gone in zip(text, covered, strict=True) if gone)
    ledger = sorted((*article.removals, *article.lifted), key=lambda removal: removal.start)
    if letters(gone) != letters(" ".join(removal.text for removal in ledger)):
        yield "conservation: the ledger does not hold just the words that were taken out"
    for removal in ledger:
        if not _stands_at(text, removal.start, letters(removal.text)[:40]):
            yield f"conservation: what {removal.rule} took out is not what stands at {removal.start}"
    if letters(kept) != letters(rendered):
        yield "round trip: the rendered article does not say just the words that were kept"


def _stands_at(text: str, start: int, words: str) -> bool:
    """True where ``words`` begin at ``start``; a mark behind them may compose with their last letter."""
    size = 200
    while len(there := letters(text[start : start + size])) < len(words) and start + size < len(text):
        size *= 4
    return there.startswith(words[:-1])
