"""Words that stand as they were quoted, and are turned into their opposite by what was set before them."""

from __future__ import annotations

import re

_WINDOW = 8
_NEGATED = re.compile(r"(?:[不没未无勿莫]\w{0,2}|not|never|n't)\Z", re.I)
"""A negation that reaches to the end, in folded words: 不, 没有, 未能, 不再, “is not”, “has never”."""


def negation(before: str, now: str) -> int:
    """Return how many characters at the end of ``now`` negate what follows, as those of ``before`` did not.

    Both are folded: what stood in front of the words, and what stands there.  0 where nothing does.
    """
    negated = _NEGATED.search(now[-_WINDOW:])
    return len(negated.group()) if negated and not _NEGATED.search(before[-_WINDOW:]) else 0
