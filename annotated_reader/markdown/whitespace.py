"""White space of the source's layout goes, white space that a person typed stays."""

from __future__ import annotations

import re

from annotated_reader.disguise import TURNING

SEAM = "\x10"
"""Stands between two runs of inline text; never part of a text, where control characters are dropped."""
BREAK = "\x11"
"""Stands for a line break."""
IMAGE = "\x12"
"""Stands for an image."""
INDENT = "\u3000"
"""The ideographic space, with which Chinese indents paragraphs."""

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
_RUN = re.compile(f"{SEAM}*[{_SPACES}{INDENT}][{_SPACES}{INDENT}{SEAM}]*")
_NEWLINE = re.compile("[\n\v\f\r\x85\u2028\u2029]")
_JOINING = "\u0600-\u0dff\u1780-\u17ff\u2600-\u27bf\ufb50-\ufefc\ufe0f\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff{TURNING}]|(?<![{_JOINING}])[\u200c\u200d]"
)
_WIDE_MARK = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_WIDE = re.compile("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]")
_EITHER = frozenset("“”‘’…—·")
_EDGES = frozenset({"", BREAK})


def without_unseen(text: str) -> str:
    """Return ``text`` without characters that nobody sees; joiners stay in scripts that need them."""
    return _UNSEEN.sub("", text) if _UNSEEN.search(text) else text


def settle_spaces(text: str) -> str:
    """Return inline ``text``, seams and all, as a browser would space it, with Chinese taken into account.

    A run of spaces becomes one; a run that holds a line break becomes nothing
    between Chinese characters or beside full-width punctuation, else one space;
    ideographic spaces inside a line stay; at the edges of a line nothing stays
    but one ideographic space where the line was indented.
    """
    return _RUN.sub(_settled, text) if _RUN.search(text) else text


def _settled(match: re.Match[str]) -> str:
    run, whole = match[0], match.string
    seams = SEAM * run.count(SEAM)
    left = whole[match.start() - 1] if match.start() else ""
    right = whole[match.end()] if match.end() < len(whole) else ""
    if right in _EDGES:
        return seams
    if left in _EDGES:
        return seams + (INDENT if INDENT in run or run.count("\xa0") > 1 else "")
    if _NEWLINE.search(run):
        return seams if _joins(left, right) else " " + seams
    return (INDENT * run.count(INDENT) or " ") + seams


def _joins(left: str, right: str) -> bool:
    """True where Chinese writes no space between two characters that only the source's layout parts."""
    if _WIDE_MARK.match(left) or _WIDE_MARK.match(right):
        return True
    wide = bool(_WIDE.match(left)), bool(_WIDE.match(right))
    return all(wide) or (wide[0] and right in _EITHER) or (wide[1] and left in _EITHER)
