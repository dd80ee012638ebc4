"""Finds the part of a whole page that holds the article, and cuts what stands outside it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line
from annotated_reader.sources.model import Source

RULE = "_general/outside-the-article"
WHY = "stands outside the part of the page that holds the article"

INTO = 0.8
"""Share of an element's text that one child must hold for the article to be looked for inside it."""
NAMED = 0.35
"""Share of the page's text that an element named as the article's body must hold to be believed."""
SHORT = 0.5
"""What a letter counts in a line that is no prose: slogans and menus weigh half."""


def cut_chrome(mask: Mask, sources: Sequence[Source], title_end: int | None) -> tuple[str, ...]:
    """Cut what stands outside the article's region; return what a person should look at.

    ``title_end`` is where the title's line ends, in the document's text: prose,
    pictures and captions between it and the region belong to the article.
    """
    lines = [line for line in mask.document.lines if mask.is_left(line)]
    masses = _masses(lines)
    body = mask.document.root.find("body")
    start_at = body if body is not None else mask.document.root
    total = masses.get(start_at, 0.0)
    if not total:
        return ()
    region = _named(mask, sources, masses, total)
    region = _descend(region if region is not None else start_at, masses)
    start, end = mask.document.spans[region]
    kept = 0.0
    for line in lines:
        if start <= line.start and line.end <= end:
            kept += _mass(line)
        elif title_end is not None and title_end <= line.start < start and _belongs(line):
            kept += _mass(line)
        else:
            mask.cut(line.start, line.end, RULE, "chrome", WHY)
    share = kept / total
    return () if share >= 0.5 else (f"only {share:.0%} of the page's text was taken for the article",)


def _mass(line: Line) -> float:
    own = line.letters - line.linked
    if own < 5:
        return 0.0
    return own if is_prose(line) else SHORT * own


def _masses(lines: Sequence[Line]) -> dict[HtmlElement, float]:
    masses: dict[HtmlElement, float] = {}
    for line in lines:
        mass = _mass(line)
        element = line.element
        while mass and element is not None:
            masses[element] = masses.get(element, 0.0) + mass
            element = element.getparent()
    return masses


def _named(
    mask: Mask, sources: Sequence[Source], masses: dict[HtmlElement, float], total: float
) -> HtmlElement | None:
    """The heaviest element that a source names as the article's body."""
    for source in sources:
        found = [element for select in source.body for element in select(mask.document.root)]
        heavy = [element for element in found if masses.get(element, 0.0) >= NAMED * total]
        if heavy:
            return min(heavy, key=lambda element: masses[element])
    return None


def _descend(element: HtmlElement, masses: dict[HtmlElement, float]) -> HtmlElement:
    """Go into the child that holds nearly all of the text, as long as there is one."""
    while True:
        heaviest = max(element, key=lambda child: masses.get(child, 0.0), default=None)
        if heaviest is None or masses.get(heaviest, 0.0) < INTO * masses.get(element, 0.0):
            return element
        if heaviest.tag in ("p", "h1", "h2", "li", "td", "blockquote", "figure", "span", "a"):
            return element
        element = heaviest


def _belongs(line: Line) -> bool:
    """A subtitle, a lead picture or its caption."""
    if is_prose(line):
        return True
    ancestors = [line.element, *line.element.iterancestors()][:5]
    return any(element.tag in ("figure", "figcaption") for element in ancestors)
