"""The order in which a selector's one place is looked for; each step answers, or leaves it to the next."""

from __future__ import annotations

from annotated_reader.anchoring.carry import carry
from annotated_reader.anchoring.context import Context, far_ends, is_near
from annotated_reader.anchoring.exact import occurrences
from annotated_reader.anchoring.folding import FoldedText
from annotated_reader.anchoring.fuzzy import Likeness, resembling
from annotated_reader.anchoring.negation import negation
from annotated_reader.anchoring.selectors import Anchoring, Outcome, Selector, Span
from annotated_reader.anchoring.sought import Sought, leaders, seek
from annotated_reader.anchoring.thresholds import (
    AGREES,
    ALONE,
    COMPANY,
    FAR_ENDS,
    FIRM,
    FUZZY_LEAD,
    FUZZY_QUOTE,
    FUZZY_SCORE,
    LEAD,
    LONG_ALONE,
    LONG_ENOUGH,
    PUSHED,
    QUOTE_SHARE,
    SHORTEST_FUZZY,
    STRONG,
    SURVIVAL,
    TELLING,
    TOUCHING,
)


def anchor(selector: Selector, text: FoldedText, base: FoldedText | None = None) -> Anchoring:
    """Return where the selector's words stand in the text, and how sure that is.

    ``base`` is the text quoted from, where it is known: then the words' place is carried along the changes,
    and their twins elsewhere are told apart. Never raises on account of what the texts or the selector say.
    """
    sought = seek(selector, text, base)
    if not sought.quote:
        return _orphan("The quotation holds no words.")
    for step in (_doubtful, _with_context, _carried, _standing, _similar):
        if answer := step(sought):
            return answer
    return _orphan(f"Neither the words nor anything like them stand in the text{_seen(sought)}.")


def _doubtful(sought: Sought) -> Anchoring | None:
    """Answer for words that were ambiguous already in the text quoted from."""
    if not sought.doubtful:
        return None
    size = len(sought.quote)
    starts = list(occurrences(sought.quote, sought.text.folded))
    if starts:
        return _ambiguous(sought, [(at, at + size) for at in starts])
    return _orphan("The words stood at several places in the text quoted from, and stand nowhere now.")


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
    return _placed(sought, (start, end), 1.0, "The words and their context stand here unchanged.")


def _carried(sought: Sought) -> Anchoring | None:
    """Step 2: the place in the text quoted from, carried along the changes since."""
    if sought.change is None or sought.origin is None:
        return None
    place = carry(sought.change, *sought.origin)
    if place is None or place.survival < SURVIVAL or place.company < COMPANY:
        return None
    start, end, size = place.start, place.end, len(sought.quote)
    first = max(0, start - size + 1)
    stretch = sought.text.folded[first : end + size - 1]
    near = min(
        (first + at for at in occurrences(sought.quote, stretch)),
        key=lambda at: abs(at - start),
        default=None,
    )
    if near is not None:
        return _standing_at(sought, near, 1.0, "The text changed around the words, not the words.")
    return _moved(sought, (start, end), place.survival, "The words changed at the place that was quoted.")


def _standing(sought: Sought) -> Anchoring | None:
    """Step 3: the words stand exactly, once, or in one place whose context fits clearly better."""
    size = len(sought.quote)
    starts = [
        at for at in occurrences(sought.quote, sought.text.folded) if not sought.is_other(at, at + size)
    ]
    if not starts:
        return None
    contexts = {at: sought.context_at(at, at + size) for at in starts}
    fitting = leaders([(context.mean, at) for at, context in contexts.items()], LEAD)
    if len(fitting) > 1:
        return _ambiguous(sought, [(at, at + size) for at in fitting])
    return _judged(sought, fitting[0], contexts[fitting[0]], len(starts))


def _judged(sought: Sought, start: int, context: Context, count: int) -> Anchoring | None:
    size = len(sought.quote)
    end = start + size
    if not context.known:
        if size >= LONG_ENOUGH:
            return _placed(sought, (start, end), 0.9, "The words stand once in the text.")
        return _moved(sought, (start, end), 0.5, "The words stand once, but are too few without context.")
    if context.better < AGREES or (size < LONG_ENOUGH and context.touching < TOUCHING):
        return _astray(sought, start, end, count)
    if context.mean >= (STRONG if size < LONG_ENOUGH else FIRM) and _in_company(sought, start, end):
        return _standing_at(sought, start, context.mean, "The words stand here, and their context agrees.")
    return _moved(sought, (start, end), context.mean, "The words stand here, but their context changed.")


def _in_company(sought: Sought, start: int, end: int) -> bool:
    """Tell whether the far context agrees too: a repeated sentence brings its near context along."""
    return far_ends(sought.prefix, sought.suffix, sought.text.folded, start, end) >= AGREES


def _astray(sought: Sought, start: int, end: int, count: int) -> Anchoring | None:
    """Judge words whose context is another: pushed apart, carried off with their paragraph, or a twin's."""
    folded = sought.text.folded
    pushed = is_near(sought.prefix, folded[max(0, start - PUSHED) : start])
    pushed = pushed and is_near(sought.suffix, folded[end : end + PUSHED])
    new = sought.change is not None and count == 1
    if end - start < LONG_ENOUGH or not (new or pushed):
        return None
    return _moved(sought, (start, end), AGREES, "The words stand here, in another context.")


def _similar(sought: Sought) -> Anchoring | None:
    """Step 4: words much like those quoted, in a context much like theirs."""
    size = len(sought.quote)
    if size < SHORTEST_FUZZY:
        return None
    places = resembling(sought.quote, sought.text, int(size * (1 - FUZZY_QUOTE)))
    scored = [(score, place.start, place.end) for place in places if (score := _fuzzy_score(sought, place))]
    scored.sort(reverse=True)
    if not scored:
        return None
    close = [(start, end) for score, start, end in scored if score > scored[0][0] - FUZZY_LEAD]
    if len(close) > 1:
        return _ambiguous(sought, close)
    score, start, end = scored[0]
    return _moved(sought, (start, end), score, "Much the same words stand here.")


def _fuzzy_score(sought: Sought, place: Likeness) -> float:
    """Return how well the place fits, words and context together; 0 where something speaks against it."""
    likeness = 1 - place.errors / len(sought.quote)
    if sought.is_other(place.start, place.end):
        return 0.0
    context = sought.context_at(place.start, place.end)
    if not context.known:
        return likeness if likeness >= ALONE and len(sought.quote) >= LONG_ALONE else 0.0
    score = QUOTE_SHARE * likeness + (1 - QUOTE_SHARE) * context.mean
    if score < FUZZY_SCORE or context.better < AGREES:
        return 0.0
    far = far_ends(sought.prefix, sought.suffix, sought.text.folded, place.start, place.end)
    return score if far >= FAR_ENDS else 0.0


def _standing_at(sought: Sought, start: int, score: float, reason: str) -> Anchoring:
    """Return Found for words that stand there as quoted; Moved where they are negated now, and were not."""
    end = start + len(sought.quote)
    more = negation(sought.prefix, sought.text.folded[:start]) if sought.tells_before else 0
    if more:
        return _moved(sought, (start - more, end), score, "The words stand here, and are negated now.")
    return _placed(sought, (start, end), score, reason)


def _placed(sought: Sought, place: tuple[int, int], score: float, reason: str) -> Anchoring:
    """Return Found if the very words stand there, whole; else Moved."""
    if sought.text.folded[slice(*place)] == sought.quote and not sought.text.splits(*place):
        return _at(Outcome.FOUND, sought, place, score, reason)
    return _moved(sought, place, score, reason)


def _moved(sought: Sought, place: tuple[int, int], score: float, reason: str) -> Anchoring:
    return _at(Outcome.MOVED, sought, place, score, reason)


def _at(outcome: Outcome, sought: Sought, place: tuple[int, int], score: float, reason: str) -> Anchoring:
    span = sought.text.span(*place)
    return Anchoring(outcome, span, (span,), score, reason, sought.text.original[span.start : span.end])


def _ambiguous(sought: Sought, places: list[tuple[int, int]]) -> Anchoring:
    spans: tuple[Span, ...] = tuple(sought.text.span(start, end) for start, end in places)
    reason = f"{len(spans)} places fit about equally well: quote more words, or give prefix and suffix."
    return Anchoring(Outcome.AMBIGUOUS, None, spans, 0.0, reason, None)


def _orphan(reason: str) -> Anchoring:
    return Anchoring(Outcome.ORPHAN, None, (), 0.0, reason, None)


def _seen(sought: Sought) -> str:
    return " where the context agrees" if sought.prefix or sought.suffix else ""
