"""What a page's text may hold, as one table: elements, attributes and the values that these may have.

Nothing here runs, frames, posts, embeds or loads: no element with raw text, no other namespace, no
``name``, no event, no style but the alignment of a table's cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ELEMENTS = frozenset(
    (
        "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr div section aside "
        "figure figcaption details summary table caption colgroup col thead tbody tfoot tr th td "
        "a abbr b bdi br cite code del dfn em i img ins kbd mark q rb rp rt rtc ruby s samp small span "
        "strong sub sup time u var wbr"
    ).split()
)
VOID = frozenset("br col hr img wbr".split())
"""Elements that have no end."""

DEEPEST = 100
"""How deep elements may stand in one another; readers of books and programs give up at 256."""

_ADMONITIONS = (
    "note abstract info tip success question warning failure danger bug example quote attention caution "
    "error hint important"
)
_NAME = r"[^\s\"'<>&`=\x00-\x20\x7f-\xa0]{1,200}"
_TEXT = re.compile(r"[^\x00]*", re.S)
_CLASSES = re.compile(
    rf"(?:(?:admonition|admonition-title|footnote|footnote-ref|footnote-backref|highlight|"
    rf"language-[\w+#.-]+|{'|'.join(_ADMONITIONS.split())})(?: (?=\S)|\Z))+"
)
"""What Markdown and its extensions write; every other class belongs to the site's own parts."""
_NUMBER = re.compile(r"-?\d{1,6}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{0,35}")
_IDS = re.compile(
    r"(?!(?:find|text|notes|preview|backlinks|cite)\Z|(?:find|notes?|ref|body|term|annotate|cite)-"
    rf"|p-[a-z2-7]{{7}}(?:-\d+)?\Z){_NAME}"
)
"""All but what the site's own scripts and links look for."""

_GLOBAL: dict[str, re.Pattern[str]] = {
    "id": _IDS,
    "class": _CLASSES,
    "lang": _LANGUAGE,
    "dir": re.compile("ltr|rtl|auto"),
    "title": _TEXT,
}
_ALIGNED = {"style": re.compile("text-align: (?:left|center|right);")}
"""Byte by byte, for browsers know these three by the hashes in the pages' Content-Security-Policy."""
_CELL = {"colspan": _NUMBER, "rowspan": _NUMBER, **_ALIGNED}
_BARE = re.compile("|open|reversed")
_RELATIONS = re.compile("(?:(?:noopener|noreferrer|nofollow|external|author|license|bookmark)(?: |$))+")

ADDRESSES = frozenset({("a", "href"), ("img", "src"), ("blockquote", "cite"), ("q", "cite")})
"""Attributes whose value is an address, looked at in ``addresses.py``."""


@dataclass(frozen=True, eq=False)
class Policy:
    """Which attributes an element may have, and what their values look like; addresses aside."""

    everywhere: Mapping[str, re.Pattern[str]]
    of: Mapping[str, Mapping[str, re.Pattern[str]]]

    def allows(self, element: str, attribute: str, value: str) -> bool:
        """Tell whether an element may have the attribute with this value, read as browsers read it."""
        pattern = self.of.get(element, {}).get(attribute) or self.everywhere.get(attribute)
        return bool(pattern and pattern.fullmatch(value))


_OF: dict[str, dict[str, re.Pattern[str]]] = {
    "a": {"hreflang": _LANGUAGE, "rel": _RELATIONS},
    "img": {
        "alt": _TEXT,
        "width": _NUMBER,
        "height": _NUMBER,
        "loading": re.compile("lazy|eager"),
        "decoding": re.compile("async|sync|auto"),
    },
    "ol": {"start": _NUMBER, "reversed": _BARE, "type": re.compile("[1aAiI]")},
    "li": {"value": _NUMBER},
    "td": _CELL,
    "th": {**_CELL, "scope": re.compile("row|col|rowgroup|colgroup")},
    "col": {"span": _NUMBER},
    "colgroup": {"span": _NUMBER},
    "details": {"open": _BARE},
    "time": {"datetime": re.compile(r"[0-9A-Za-z:. +-]{0,40}")},
}

AUTHORS = Policy(_GLOBAL, _OF)
"""What captures, notes and people's pages may hold."""

_ANY_CLASS = re.compile(r"[\w:+#. -]*")
_ANY_ID = re.compile(_NAME)
OWN = Policy(
    {
        **_GLOBAL,
        "id": _ANY_ID,
        "class": _ANY_CLASS,
        "role": re.compile("group|doc-[a-z]+"),
        "tabindex": re.compile("0"),
        "aria-label": _TEXT,
        "aria-describedby": _ANY_ID,
        "data-pagefind-ignore": re.compile("|all"),
        "data-notes": _TEXT,
        "data-number": _NUMBER,
        "data-alt": _TEXT,
        "data-failed": _TEXT,
        "data-waits": _TEXT,
        "data-width": _NUMBER,
        "data-height": _NUMBER,
        "data-gloss": _TEXT,
    },
    _OF,
)
"""The same with what the site's own marks add: the last look at a page, after them."""
