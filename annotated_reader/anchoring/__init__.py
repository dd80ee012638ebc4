"""Finds the one place in a text that an annotation's quotation means, or says honestly that it cannot."""

from annotated_reader.anchoring.anchor import anchor
from annotated_reader.anchoring.folding import FoldedText, fold, folded_text
from annotated_reader.anchoring.selectors import Anchoring, Outcome, Selector, Span
from annotated_reader.anchoring.thresholds import LONG_ENOUGH

__all__ = [
    "LONG_ENOUGH",
    "Anchoring",
    "FoldedText",
    "Outcome",
    "Selector",
    "Span",
    "anchor",
    "fold",
    "folded_text",
]
