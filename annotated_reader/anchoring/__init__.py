"""Finds the one place in a text that an annotation's quotation means, or says honestly that it cannot."""

from annotated_reader.anchoring.anchor import anchor
from annotated_reader.anchoring.folding import FoldedText, fold, folded_text
from annotated_reader.anchoring.selectors import Anchoring, Outcome, Selector, Span

__all__ = ["Anchoring", "FoldedText", "Outcome", "Selector", "Span", "anchor", "fold", "folded_text"]
