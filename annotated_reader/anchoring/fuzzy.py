"""Places where words stand much as quoted; no such place is ever missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring.folding import FoldedText

MOST_HITS = 8
"""Shared pairs per character of text from which narrowing the search costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A place in the folded text and how many edits lead from the quotation to it."""

    start: int
    end: int
    errors: int


def resembling(quote: str, text: FoldedText, errors: int) -> list[Likeness]:
    """Return the places within so many edits of the quotation, best first, none overlapping a better one.

    Complete as long as ``2 * (errors + 1) <= len(quote)``: errors + 1 pieces of two characters then fit into
    the quotation, and so many edits leave one of them whole. (rapidfuzz's ``partial_ratio_alignment`` tries
    only windows of the quotation's length, and takes cubic time on long texts.)
    """
    ends: dict[int, int] = {}
    for start, stop in _windows(quote, text, errors):
        for end, count in _ends(quote, text.folded[start:stop], start, errors):
            ends[end] = min(count, ends.get(end, count))
    best: list[Likeness] = []
    for end, count in sorted(ends.items(), key=lambda item: (item[1], item[0])):
        if not any(place.start < end < place.end + len(quote) / 2 for place in best):
            best.append(_extent(quote, text.folded, end, count))
    return best


def _windows(quote: str, text: FoldedText, errors: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that share enough pairs with the quotation, in about the same order.

    Each edit spoils at most two of the quotation's pairs (the q-gram lemma) and shifts the rest by one place.
    """
    hits = [
        place - offset
        for offset in range(len(quote) - 1)
        for place in text.pairs.get(quote[offset : offset + 2], ())
    ]
    if len(hits) > MOST_HITS * len(text.folded):
        yield 0, len(text.folded)
        return
    hits.sort()
    enough = max(1, len(quote) - 1 - 2 * errors)
    first = 0
    for last in range(len(hits)):
        if last + 1 == len(hits) or hits[last + 1] - hits[last] > errors:
            if last + 1 - first >= enough:
                yield max(0, hits[first] - errors), hits[last] + len(quote) + errors
            first = last + 1


def _ends(quote: str, window: str, offset: int, errors: int) -> Iterator[tuple[int, int]]:
    """Yield where in the window pieces within the errors end, and their errors (Myers' bit vectors)."""
    masks: dict[str, int] = {}
    for place, character in enumerate(quote):
        masks[character] = masks.get(character, 0) | 1 << place
    full, top = (1 << len(quote)) - 1, 1 << (len(quote) - 1)
    more, fewer, count = full, 0, len(quote)
    for place, character in enumerate(window, offset + 1):
        equal = masks.get(character, 0)
        level = (((equal & more) + more) ^ more) | equal
        up, down = fewer | (full & ~(level | more)), more & level
        count += bool(up & top) - bool(down & top)
        up, down, equal = up << 1 & full, down << 1 & full, equal | fewer
        more, fewer = down | (full & ~(equal | up)), up & equal
        if count <= errors:
            yield place, count


def _extent(quote: str, folded: str, end: int, errors: int) -> Likeness:
    """Return the piece that ends there with so many errors, as near the quotation's length as can be."""
    starts = (
        end - length
        for slack in range(errors + 1)
        for length in (len(quote) - slack, len(quote) + slack)
        if 0 <= end - length < end
    )
    for start in starts:
        if Levenshtein.distance(quote, folded[start:end], score_cutoff=errors) <= errors:
            return Likeness(start, end, errors)
    raise AssertionError("the bit-vector search and the distance disagree")
