"""What is sought, folded once: the words, their context, and their place in the text quoted from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotated_reader.anchoring.carry import Diff, diff
from annotated_reader.anchoring.context import REACH, Context, compare
from annotated_reader.anchoring.exact import occurrences
from annotated_reader.anchoring.folding import FoldedText, folded_text
from annotated_reader.anchoring.selectors import Selector

ALIKE = 0.4
"""Below this likeness two texts are not versions of one another, and a diff of them says nothing. Of 29
articles no two are more than 0.22 alike; with half of their characters edited, all stay above 0.56."""
SAME = 0.01
"""Within this, contexts are equally like what stands in the very text quoted from."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A selector made ready for one text."""

    quote: str
    prefix: str
    suffix: str
    text: FoldedText
    origin: tuple[int, int] | None = None
    """Where the words stood in the text quoted from, folded; None where that text or the place is unknown."""
    doubtful: bool = False
    """Whether the words stand at several places in the text quoted from, and nothing tells which is meant."""
    change: Diff | None = None
    """The diff from the text quoted from; None where there is none, or the two are hardly alike."""

    def context_at(self, start: int, end: int) -> Context:
        """Return how well the text around the place agrees."""
        return compare(self.prefix, self.suffix, self.text.folded, start, end)

    @property
    def tells_before(self) -> bool:
        """Whether it is known what stood in front of the words, if anything did."""
        return bool(self.prefix) or self.origin is not None

    def is_other(self, start: int, end: int) -> bool:
        """Tell whether the words there stood elsewhere in the text quoted from already: a twin's place."""
        if self.change is None or self.origin is None:
            return False
        sources = self.change.sources[start:end]
        strangers = sum(source >= 0 and not self.origin[0] <= source < self.origin[1] for source in sources)
        return strangers * 2 > end - start


def seek(selector: Selector, text: FoldedText, base: FoldedText | None) -> Sought:
    """Return the selector folded; where the base settles the place, with the base's context and its diff."""
    quote, prefix, suffix = (
        folded_text(words) for words in (selector.exact, selector.prefix, selector.suffix)
    )
    plain = Sought(quote, prefix, suffix, text)
    if base is None or not plain.quote:
        return plain
    size = len(plain.quote)
    at_base = replace(plain, text=base)
    ranked = [(at_base.context_at(at, at + size).mean, at) for at in occurrences(plain.quote, base.folded)]
    starts = leaders(ranked, SAME)
    if len(starts) != 1:
        return replace(plain, doubtful=len(starts) > 1)
    return _from_base(plain, base.folded, starts[0])


def leaders(ranked: list[tuple[float, int]], lead: float) -> list[int]:
    """Return the places whose score is less than ``lead`` below the best, best first."""
    ranked = sorted(ranked, key=lambda item: (-item[0], item[1]))
    return [place for score, place in ranked if score > ranked[0][0] - lead]


def _from_base(plain: Sought, base: str, start: int) -> Sought:
    end = start + len(plain.quote)
    change = diff(base, plain.text.folded)
    return replace(
        plain,
        prefix=base[max(0, start - max(REACH, len(plain.prefix))) : start],
        suffix=base[end : end + max(REACH, len(plain.suffix))],
        origin=(start, end),
        change=change if change.alike >= ALIKE else None,
    )
