"""Cuts from a document what is not the article, and keeps account of it."""

from annotated_reader.cleaning.asides import cut_headlines, cut_teasers
from annotated_reader.cleaning.below import cut_below
from annotated_reader.cleaning.biography import cut_bare_headings, cut_biography
from annotated_reader.cleaning.company import cut_above_title
from annotated_reader.cleaning.elements import cut_elements
from annotated_reader.cleaning.frame import cut_frame
from annotated_reader.cleaning.heavy import heavy_rules, is_list
from annotated_reader.cleaning.insets import cut_insets
from annotated_reader.cleaning.lines import cut_lines, doubted_lines, match_lines
from annotated_reader.cleaning.mask import LIFTED, Cut, Mask, lifted, removals
from annotated_reader.cleaning.prune import prune
from annotated_reader.cleaning.region import cut_chrome

__all__ = [
    "LIFTED",
    "Cut",
    "Mask",
    "cut_above_title",
    "cut_bare_headings",
    "cut_below",
    "cut_biography",
    "cut_chrome",
    "cut_elements",
    "cut_frame",
    "cut_headlines",
    "cut_insets",
    "cut_lines",
    "cut_teasers",
    "doubted_lines",
    "heavy_rules",
    "is_list",
    "lifted",
    "match_lines",
    "prune",
    "removals",
]
