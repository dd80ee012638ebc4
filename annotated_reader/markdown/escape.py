"""Makes text that looks like Markdown or HTML stand for itself.

Python-Markdown honours a backslash only before its own short list of
characters, so ``<``, ``&``, ``=`` and ``:`` are written as entities.
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
    (?<!!)\[(?!TOC\]|\^)[^\[\]\\`*_<>&{~|\n]{1,80}\](?![(\[:{])  # [1] reads as itself: nothing defines it
  | [\\`*\[\]{]
  | (?<![^\W_])_ | _(?![^\W_])            # inside a word an underscore is no mark-up
  | (?<=~)~ | ~(?=~|\Z) | \A~
  | <(?![ ])
  | &(?=\#|[0-9A-Za-z]+;)
    """,
    re.VERBOSE,
)
_MARKS = re.compile(r"[\[\]\\`*{_~<&]")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "=": "&#61;", ":": "&#58;"}
_LINE_START = re.compile(
    r"""^(?:
    (?P<digits>\d+)(?=\.[ ])
  | (?= \# | > | !!! | [+](?=[ ]) | -(?=[ ]|-*[ ]*$) | :(?=[ ]) | =+[ ]*$ )
    )(?P<mark>.)""",
    re.VERBOSE | re.MULTILINE,
)
_TABLE = re.compile(r".*\n[|:\- ]+$", re.MULTILINE)
_CODE = re.compile(r"[^`\\<&|\n]*")


def escape(text: str) -> str:
    """Return inline ``text`` as Markdown that reads back as the same text."""
    return _INLINE.sub(_escaped, text) if _MARKS.search(text) else text


def escape_lines(markdown: str) -> str:
    """Return a paragraph's finished Markdown, none of whose lines begins a list, heading, quote or rule.

    A single asterisk in a paragraph pairs with nothing and needs no backslash.
    """
    if markdown.count("*") == 1 and not markdown.startswith("\\* "):
        markdown = markdown.replace("\\*", "*")
    if _TABLE.match(markdown):
        markdown = markdown.replace("|", "\\|")
    return _LINE_START.sub(_escaped_start, markdown)


def plain_code(text: str) -> bool:
    """True where ``text`` can stand between single backticks as it is."""
    return bool(_CODE.fullmatch(text))


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) > 1:
        return found
    return _ENTITIES.get(found) or "\\" + found


def _escaped_start(match: re.Match[str]) -> str:
    mark = match["mark"]
    return (match["digits"] or "") + (_ENTITIES.get(mark) or "\\" + mark)
