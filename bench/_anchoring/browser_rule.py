"""The rule of the best-known browser annotator, restated from its description, to compare with.

All places with the least edits, up to half of the quotation; each is scored by likeness of quotation (50),
prefix (20), suffix (20) and nearness to the place quoted from (2); the best is taken, whatever its score.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring.exact import occurrences
from annotated_reader.anchoring.fuzzy import Likeness, _ends, _extent
from annotated_reader.anchoring.selectors import Selector, Span

QUOTE, PREFIX, SUFFIX, POSITION = 50, 20, 20, 2


def place(selector: Selector, text: str, hint: int | None) -> Span | None:
    """Return the place the rule takes; it shows no doubt."""
    places = _candidates(selector.exact, text)
    if not places:
        return None
    best = max(places, key=lambda found: _score(selector, text, hint, found))
    return Span(best.start, best.end)


def _candidates(quote: str, text: str) -> list[Likeness]:
    exact = [Likeness(at, at + len(quote), 0) for at in occurrences(quote, text)]
    if exact:
        return exact
    ends = dict(_ends(quote, text, 0, len(quote) // 2))
    least = min(ends.values(), default=0)
    return [_extent(quote, text, end, errors) for end, errors in ends.items() if errors == least]


def _score(selector: Selector, text: str, hint: int | None, found: Likeness) -> float:
    before = text[max(0, found.start - len(selector.prefix)) : found.start]
    after = text[found.end : found.end + len(selector.suffix)]
    near = 1.0 if hint is None else 1 - abs(found.start - hint) / len(text)
    return (
        QUOTE * (1 - found.errors / len(selector.exact))
        + PREFIX * (Levenshtein.normalized_similarity(selector.prefix, before) if selector.prefix else 1)
        + SUFFIX * (Levenshtein.normalized_similarity(selector.suffix, after) if selector.suffix else 1)
        + POSITION * near
    )
