"""Tells in titles the runs that are too long for a line, which may be broken within.

All else in a title breaks at its marks and spaces alone, so that no word is torn where a phrase ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

ON_A_PHONE = 11
"""Full widths of a title that the line of the narrowest phone holds."""
ANYWHERE = 16
"""Those that any line holds, and a phone's in a list."""

_RUN = re.compile(r"\w+(?:[(（\[【]\w{1,4}[)）\]】]|[^\w\s])*")
"""Characters with the marks behind them, and with a word or two in brackets, which must not stand alone."""


def phrases(title: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a title, each with the classes of a run too long for a line, or with none."""
    at = 0
    for run in _RUN.finditer(title):
        width = _width(run[0])
        if width > ON_A_PHONE:
            yield title[at : run.start()], ""
            yield run[0], "run run-wide" if width > ANYWHERE else "run"
            at = run.end()
    yield title[at:], ""


def _width(run: str) -> float:
    return sum(1 if east_asian_width(each) in "WF" else 0.5 for each in run)
