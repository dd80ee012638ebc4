"""How sure anchoring must be at each step; the outcome is measured by ``bench/anchoring.py``."""

from __future__ import annotations

TELLING = 12
"""Characters of quotation and context together that, standing once, name a place by themselves."""
LONG_ENOUGH = 8
"""Characters of a quotation that, standing once, are Found without any context."""
LEAD = 0.1
"""By how much the context of one place must be more alike than that of every other place."""
TOUCHING = 3
"""Characters next to a short quotation, on one side, that must be the same: else a twin is close by."""
PUSHED = 200
"""How far, in characters, an insertion may have pushed the context away."""
AGREES = 0.5
"""Likeness from which one side of the context speaks for a place."""
STRONG = 0.9
"""Likeness of both sides from which context makes up for a short quotation; 0.8 let twins close by pass."""
FIRM = 0.7
"""Likeness of both sides from which longer words are Found; below it may stand a repeated footer."""
SURVIVAL = 0.5
"""Share of a quotation's characters that must survive to be carried."""
COMPANY = 0.6
"""Share of its neighbours that must have come along; half is what a sentence deleted next to them leaves."""
SHORTEST_FUZZY = 6
"""Characters below which changed words are not looked for."""
FUZZY_QUOTE = 0.66
"""Likeness that changed words need; with SHORTEST_FUZZY it keeps the search complete (see ``fuzzy``)."""
FUZZY_SCORE = 0.72
"""Likeness of words and context together that changed words need."""
FUZZY_LEAD = 0.05
"""By how much the best place must lead the next."""
FAR_ENDS = 0.6
"""Likeness that both far ends of the context need for changed words. In one trial, of 177 parallel sentences
left after the quoted one was deleted, 131 were taken for it by the better side alone, 79 by both sides, 42
with this; of 108 quotations with 15 % edits 103 are still placed."""
ALONE = 0.9
"""Likeness from which changed words are placed without any context, if they are LONG_ALONE."""
LONG_ALONE = 24
"""Characters of such a quotation: in fewer, a parallel sentence differs as little as an edited one."""
QUOTE_SHARE = 0.6
"""What the words weigh in that score; the context weighs the rest."""
