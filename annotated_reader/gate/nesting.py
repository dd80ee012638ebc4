"""Which element may stand in which, so that every browser leaves each of them where it is written.

Browsers close, skip and move what stands where they do not expect it: a ``<li>`` in a note ends the item of
the page that holds the note, and what comes after it stands outside (https://html.spec.whatwg.org/#parsing,
"tree construction"). What is nested by this table they take as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

_HOLDERS = {
    name: frozenset(holders.split())
    for names, holders in {
        "li": "ul ol",
        "dt dd": "dl",
        "caption colgroup thead tbody tfoot": "table",
        "tr": "table thead tbody tfoot",
        "td th": "tr",
        "col": "colgroup",
        "rb rtc": "ruby",
        "rt rp": "ruby rtc",
    }.items()
    for name in names.split()
}
"""Elements that stand in certain others only, directly."""
_PARTS = frozenset("table thead tbody tfoot tr colgroup".split())
"""Elements that hold only those that stand in them by the table above."""
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ENDING_P = _HEADINGS | frozenset(
    "aside blockquote details div dl figcaption figure hr ol p pre section summary table ul".split()
)
"""Elements at whose beginning browsers end a paragraph."""
BODY = "body"
"""What holds all that stands in no element of the text."""


def misplaced(name: str, within: Sequence[str]) -> str:
    """Return the element that a parser would end or leave for the sake of a new one, or nothing.

    ``within`` names the elements that are open, the outermost first.
    """
    last = within[-1] if within else BODY
    if name in _HOLDERS:
        grouped = last == "div" and name in ("dt", "dd") and list(within[-2:-1]) == ["dl"]
        return "" if last in _HOLDERS[name] or grouped else last
    if last in _PARTS:
        return last
    if name in _ENDING_P and "p" in within:
        return "p"
    if name == "a":
        return "a" if "a" in within else ""
    return next((each for each in within if each in _HEADINGS), "") if name in _HEADINGS else ""
