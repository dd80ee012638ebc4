"""Finds the marks that Git leaves in a file where it could not merge two versions."""

from __future__ import annotations

import re

_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.M)
"""``=======`` alone may underline a heading."""
ACTION = "Keep the right lines and delete Git's three marks"
"""What is to be done."""


def unmerged(text: str) -> tuple[int, str] | None:
    """Return the line of the first mark, from 1, and what is wrong there; None where there is none."""
    mark = _MARK.search(text.replace("\r\n", "\n"))
    if mark is None:
        return None
    line = text.replace("\r\n", "\n").count("\n", 0, mark.start()) + 1
    return line, f"Git could not merge two versions here and left its mark {mark.group()[:7]!r}"
