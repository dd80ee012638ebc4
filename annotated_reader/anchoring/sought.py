"""What is sought, folded once: the words, their context, and their place in the text quoted from."""

from __future__ import annotations

from dataclasses import dataclass

from annotated_reader.anchoring.carry import Diff, diff
from annotated_reader.anchoring.context import REACH, Context, compare
from annotated_reader.anchoring.exact import occurrences
from annotated_reader.anchoring.folding import FoldedText, fold
from annotated_reader.anchoring.selectors import Selector

ALIKE = 0.4
"""Below this likeness two texts are not versions of one another, and a diff of them says nothing. Unrelated
articles of one language are 0.05 to 0.2 alike, articles with half of their characters edited above 0.5."""
LEAD = 0.1
"""By how much the context of one place must be more alike than that of every other place."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A selector made ready for one text."""

    quote: str
    prefix: str
    suffix: str
    text: FoldedText
    origin: tuple[int, int] | None = None
    """Where the words stood in the text quoted from, folded; None where that text or the place is unknown."""
    change: Diff | None = None
    """The diff from the text quoted from; None where there is none, or the two are hardly alike."""

    def context_at(self, start: int, end: int) -> Context:
        """Return how well the text around the place agrees."""
        return compare(self.prefix, self.suffix, self.text.folded, start, end)

    def is_other(self, start: int, end: int) -> bool:
        """Tell whether the words there stood in the text quoted from already, but elsewhere: a twin's place."""
        if self.change is None or self.origin is None:
            return False
        sources = self.change.sources[start:end]
        strangers = sum(source >= 0 and not self.origin[0] <= source < self.origin[1] for source in sources)
        return strangers * 2 > end - start


def seek(selector: Selector, text: FoldedText, base: FoldedText | None) -> Sought:
    """Return the selector folded; where the base settles the place, with the base's context and its diff."""
    quote, prefix, suffix = (
        fold(words).folded for words in (selector.exact, selector.prefix, selector.suffix)
    )
    plain = Sought(quote, prefix[-REACH:], suffix[:REACH], text)
    if base is None or not quote:
        return plain
    origin = _origin(plain, base.folded)
    if origin is None:
        return plain
    start, end = origin
    change = diff(base.folded, text.folded)
    around = base.folded[max(0, start - REACH) : start], base.folded[end : end + REACH]
    return Sought(quote, *around, text, origin, change if change.alike >= ALIKE else None)


def leader(ranked: list[tuple[float, int]]) -> int | None:
    """Return the place of the best-scored, if it leads every other by LEAD."""
    ranked = sorted(ranked, reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    return ranked[0][1]


def _origin(sought: Sought, base: str) -> tuple[int, int] | None:
    size = len(sought.quote)
    starts = list(occurrences(sought.quote, base))
    ranked = [(compare(sought.prefix, sought.suffix, base, at, at + size).mean, at) for at in starts]
    start = leader(ranked)
    return None if start is None else (start, start + size)
