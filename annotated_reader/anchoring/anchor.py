"""The order in which a selector's one place is looked for; each step answers, or leaves it to the next."""

from __future__ import annotations

from annotated_reader.anchoring.carry import carry
from annotated_reader.anchoring.context import Context
from annotated_reader.anchoring.exact import occurrences
from annotated_reader.anchoring.folding import FoldedText
from annotated_reader.anchoring.fuzzy import resembling
from annotated_reader.anchoring.selectors import Anchoring, Outcome, Selector, Span
from annotated_reader.anchoring.sought import Sought, leader, seek

TELLING = 12
"""Characters of quotation and context together that, standing once, name a place by themselves."""
LONG_ENOUGH = 8
"""Characters of a quotation that, standing once, are Found without any context."""
UNMISTAKABLE = 16
"""Characters of a quotation that, standing once, are theirs though the context is another: a paragraph moved."""
AGREES = 0.5
"""Likeness from which one side of the context speaks for a place."""
STRONG = 0.8
"""Likeness of both sides from which context makes up for a short quotation."""
SURVIVAL = 0.5
"""Share of a quotation's characters that must survive to be carried."""
COMPANY = 0.5
"""Share of its neighbours that must have come along."""
SHORTEST_FUZZY = 6
"""Characters below which changed words are not looked for."""
FUZZY_QUOTE = 0.66
"""Likeness that changed words need; with SHORTEST_FUZZY it keeps the search complete (see ``fuzzy``)."""
FUZZY_SCORE = 0.72
"""Likeness of words and context together that changed words need."""
FUZZY_LEAD = 0.05
"""By how much the best place must lead the next."""
QUOTE_SHARE = 0.6
"""What the words weigh in that score; the context weighs the rest."""


def anchor(selector: Selector, text: FoldedText, base: FoldedText | None = None) -> Anchoring:
    """Return where the selector's words stand in the text, and how sure that is.

    ``base`` is the text quoted from, where it is known: then the words' place is carried along the changes,
    and their twins elsewhere are told apart. Never raises on account of what the texts or the selector say.
    """
    sought = seek(selector, text, base)
    if not sought.quote:
        return _orphan("The quotation holds no words.")
    for step in (_with_context, _carried, _standing, _similar):
        if answer := step(sought):
            return answer
    return _orphan(f"Neither the words nor anything like them stand in the text{_seen(sought)}.")


def _with_context(sought: Sought) -> Anchoring | None:
    """Step 1: prefix, quotation and suffix together stand exactly once."""
    whole = sought.prefix + sought.quote + sought.suffix
    if len(whole) == len(sought.quote) or len(whole) < TELLING:
        return None
    starts = list(occurrences(whole, sought.text.folded))
    if len(starts) != 1:
        return None
    start = starts[0] + len(sought.prefix)
    end = start + len(sought.quote)
    if sought.is_other(start, end):
        return None
    return _placed(sought, start, end, 1.0, "The words and their context stand here unchanged.")


def _carried(sought: Sought) -> Anchoring | None:
    """Step 2: the place in the text quoted from, carried along the changes since."""
    if sought.change is None or sought.origin is None:
        return None
    place = carry(sought.change, *sought.origin)
    if place is None or place.survival < SURVIVAL or place.company < COMPANY:
        return None
    return _placed(
        sought, place.start, place.end, place.survival, "The text changed, and its changes lead here."
    )


def _standing(sought: Sought) -> Anchoring | None:
    """Step 3: the words stand exactly, once, or in one place whose context fits clearly better."""
    size = len(sought.quote)
    starts = [
        at for at in occurrences(sought.quote, sought.text.folded) if not sought.is_other(at, at + size)
    ]
    if not starts:
        return None
    contexts = {at: sought.context_at(at, at + size) for at in starts}
    start = leader([(context.mean, at) for at, context in contexts.items()])
    if start is None:
        return _ambiguous(sought, [(at, at + size) for at in starts])
    return _judged(sought, start, contexts[start], len(starts))


def _judged(sought: Sought, start: int, context: Context, count: int) -> Anchoring | None:
    size = len(sought.quote)
    end = start + size
    if not context.known:
        if size >= LONG_ENOUGH:
            return _placed(sought, start, end, 0.9, "The words stand once in the text.")
        return _moved(
            sought, start, end, 0.5, "The words stand once, but are too few to be sure without context."
        )
    if context.better < AGREES:
        if size < UNMISTAKABLE or count > 1:
            return None
        return _moved(sought, start, end, context.mean, "The words stand once, in another context.")
    if size >= LONG_ENOUGH or context.mean >= STRONG:
        return _placed(sought, start, end, context.mean, "The words stand here, and their context agrees.")
    return _moved(sought, start, end, context.mean, "The words stand here, but their context changed.")


def _similar(sought: Sought) -> Anchoring | None:
    """Step 4: words much like those quoted, in a context much like theirs."""
    size = len(sought.quote)
    if size < SHORTEST_FUZZY:
        return None
    scored = []
    for place in resembling(sought.quote, sought.text, int(size * (1 - FUZZY_QUOTE))):
        likeness = 1 - place.errors / size
        context = sought.context_at(place.start, place.end)
        if not context.known or context.better < AGREES or sought.is_other(place.start, place.end):
            continue
        score = QUOTE_SHARE * likeness + (1 - QUOTE_SHARE) * context.better
        scored.append((score, place.start, place.end))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < FUZZY_SCORE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < FUZZY_LEAD:
        return _ambiguous(sought, [(start, end) for _, start, end in scored])
    score, start, end = scored[0]
    return _moved(sought, start, end, score, "Much the same words stand here.")


def _placed(sought: Sought, start: int, end: int, score: float, reason: str) -> Anchoring:
    """Return Found if the very words stand there, whole; else Moved."""
    if sought.text.folded[start:end] == sought.quote and not sought.text.splits(start, end):
        return _at(Outcome.FOUND, sought, start, end, score, reason)
    return _moved(sought, start, end, score, reason)


def _moved(sought: Sought, start: int, end: int, score: float, reason: str) -> Anchoring:
    return _at(Outcome.MOVED, sought, start, end, score, reason)


def _at(outcome: Outcome, sought: Sought, start: int, end: int, score: float, reason: str) -> Anchoring:
    span = sought.text.span(start, end)
    return Anchoring(outcome, span, (span,), score, reason, sought.text.original[span.start : span.end])


def _ambiguous(sought: Sought, places: list[tuple[int, int]]) -> Anchoring:
    spans: tuple[Span, ...] = tuple(sought.text.span(start, end) for start, end in places)
    reason = f"{len(spans)} places fit about equally well: quote more words, or give prefix and suffix."
    return Anchoring(Outcome.AMBIGUOUS, None, spans, 0.0, reason, None)


def _orphan(reason: str) -> Anchoring:
    return Anchoring(Outcome.ORPHAN, None, (), 0.0, reason, None)


def _seen(sought: Sought) -> str:
    return " where the context agrees" if sought.prefix or sought.suffix else ""
