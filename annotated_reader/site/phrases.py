"""Tells in titles the runs that are too long for a line, which may be broken within.

All else in a title breaks at its marks and spaces alone, so that no word is torn where a phrase ends.
"""

from __future__ import annotations

import re
from html import escape
from unicodedata import east_asian_width

ON_A_PHONE = 11
"""Full widths of a title that the line of the narrowest phone holds."""
ANYWHERE = 16
"""Those that any line holds, and a phone's in a list."""

_RUN = re.compile(r"\w+(?:[(（\[【]\w{1,4}[)）\]】]|[^\w\s])*")
"""Characters with the marks behind them, and with a word or two in brackets, which must not stand alone."""


def phrased(title: str) -> str:
    """Return a title as HTML, each run too long for a line marked as one."""
    done, at = "", 0
    for run in _RUN.finditer(title):
        width = _width(run[0])
        if width > ON_A_PHONE:
            name = "run run-wide" if width > ANYWHERE else "run"
            done += f'{escape(title[at : run.start()])}<span class="{name}">{escape(run[0])}</span>'
            at = run.end()
    return done + escape(title[at:])


def _width(run: str) -> float:
    return sum(1 if east_asian_width(each) in "WF" else 0.5 for each in run)
