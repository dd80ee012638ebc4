"""Finds the part of a whole page that holds the article, and cuts what stands outside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line
from annotated_reader.sources.model import Source

RULE = "_chrome/outside-the-article"
WHY = "stands outside the part of the page that holds the article"

LINKED_COST, LINK_LINE_COST = 0.5, 4.0
"""What each letter of link text, and each line of links, counts against an element."""
SHORT_WORTH, SHORT_LINE_COST = 0.3, 2.0
"""What a letter is worth in a line that is no prose, and what each such line costs: about seven
letters break even, so menus weigh nothing and verse or slogans a little."""
NAMED = 0.7
"""An element named as the article's body is believed if it is worth this share of the best one; a
source of the capture's own is believed if the element holds any prose."""
NEARLY_ALL = 0.9
"""Share of the region's prose that the element which bounds it must hold."""
MOST = 0.66
"""Share of it that an element must hold whose name says that the body ends with it."""
_LANDMARKS = frozenset({"article", "main", "body"})
_PICTURE = re.compile(
    r"(?:\b|[-_])(?:pic(?:ture)?|photo|image|img|caption|lead-?(?:img|media))(?:\b|[-_])|figure|im(?:g|age)cap|carousel|gallery",
    re.I,
)
_SUBTITLE = re.compile(
    r"(?:\A|[\s_-])(?:sub-?(?:title|head|heading|headline)|standfirst|dek|deck|lead|lede)(?:\Z|[\s_-])", re.I
)
"""What themes call the words between the headline and the text."""
_SAYS = re.compile(r"[，。！？；,.!?;](?![^，。！？；,.!?;]*\d{4})")
"""The marks of a sentence, with no year behind the last of them: a day is no subtitle."""
_LEDES = frozenset({"p", "h2", "h3", "h4", "div"})
LEAVES = frozenset(
    {"p", "span", "li", "blockquote", "h1", "h2", "h3", "a", "font", "strong", "b", "em", "figure"}
)
"""Elements that hold a paragraph, not an article."""
OVER = 4
"""So many lines above the headline may be a picture and its caption."""
LEDE = 7
"""Least letters of a sentence right below the headline, in the same box."""
NAMES = 200
"""Characters of the longest field that is looked at for a name."""
SUBTITLE = 10
"""Least letters of words below the headline that say something of the article."""
OVERRULED = 0.5
"""A region with less than this share of the page's prose is flagged for review."""


def cut_chrome(mask: Mask, sources: Sequence[Source], title_end: int | None) -> tuple[str, ...]:
    """Cut what stands outside the article's region; return what a person should look at.

    The region is the element whose lines are worth most: prose counts for it, lines of
    links against it (maximum subsequence segmentation, Pasternack and Roth, WWW 2009, on
    the element tree).  ``title_end`` is where the title's line ends in the document's
    text: prose, pictures and captions between it and the region belong to the article.
    """
    lines = [line for line in mask.document.lines if mask.is_left(line)]
    worths = _worths(lines)
    if not worths:
        return ()
    region, named = _region(mask, sources, worths)
    kept = _kept(mask, region, named, lines)
    start = kept[0][0]
    held = {line.index for span in kept for line in mask.document.lines_in(*span)}
    over = _over_title(lines, title_end)
    total = inside = 0
    for line in lines:
        stays = line.index in held
        stays = stays or (title_end is not None and title_end <= line.start < start and _belongs(line))
        stays = stays or line.index in over
        prose = line.letters - line.linked if is_prose(line) else 0
        total, inside = total + prose, inside + prose * stays
        if not stays:
            mask.cut(line.start, line.end, RULE, "chrome", WHY)
    share = inside / total if total else 1.0
    return () if share >= OVERRULED else (f"only {share:.0%} of the page's prose was taken for the article",)


def worth(line: Line) -> float:
    """Return what a line says for (above nought) or against its being part of an article."""
    own = line.letters - line.linked
    if line.link_share > 0.5:
        return -LINKED_COST * line.linked - LINK_LINE_COST
    return float(own) if is_prose(line) else SHORT_WORTH * own - SHORT_LINE_COST


def _worths(lines: Sequence[Line]) -> dict[HtmlElement, float]:
    """What the lines inside each element are worth together."""
    worths: dict[HtmlElement, float] = {}
    for line in lines:
        if not line.letters:
            continue
        own, element = worth(line), line.element
        while element is not None:
            worths[element] = worths.get(element, 0.0) + own
            element = element.getparent()
    return worths


def _region(
    mask: Mask, sources: Sequence[Source], worths: dict[HtmlElement, float]
) -> tuple[HtmlElement, Sequence[HtmlElement]]:
    """The element worth most; the innermost of several; a named one that comes close.  With it, all
    those that its source names."""
    spans = mask.document.spans
    best = max(worths, key=lambda element: (worths[element], -(spans[element][1] - spans[element][0])))
    for source in sources:
        named = [element for select in source.body for element in select(mask.document.root)]
        least = NAMED * worths[best] if source.role == "general" else 1.0
        close = [element for element in named if element in worths and worths[element] >= least]
        if close:
            return max(close, key=lambda element: worths[element]), close
    while best.tag in LEAVES and best.getparent() is not None:
        best = best.getparent()
    return best, ()


def _kept(
    mask: Mask, region: HtmlElement, named: Sequence[HtmlElement], lines: Sequence[Line]
) -> list[tuple[int, int]]:
    """The span of the region's prose and what holds it, then those of siblings of the same template."""
    spans = [_tightened(mask, region, named, lines)]
    name = region.get("class")
    if name and (parent := region.getparent()) is not None:
        spans += [
            mask.document.spans[other]
            for other in parent
            if other is not region and other.tag == region.tag and other.get("class") == name
        ]
    return spans


def _tightened(
    mask: Mask, region: HtmlElement, named: Sequence[HtmlElement], lines: Sequence[Line]
) -> tuple[int, int]:
    """The region without the tools and tags around its innermost element that holds nearly all prose.

    Prose behind that element belongs to it, unless an element named as the body has ended before.
    """
    first, last = mask.document.spans[region]
    prose = [line for line in lines if first <= line.start and line.end <= last and is_prose(line)]
    masses: dict[HtmlElement, int] = {}
    for line in prose:
        element = line.element
        while element is not None:
            masses[element] = masses.get(element, 0) + line.letters - line.linked
            element = element.getparent()
    holder = region
    while True:
        inner = max(holder, key=lambda child: masses.get(child, 0), default=None)
        if inner is None or inner.tag in LEAVES or masses.get(inner, 0) < NEARLY_ALL * masses.get(region, 0):
            break
        holder = inner
    if not prose:
        return first, last
    start, end = mask.document.spans[holder]
    return min(start, prose[0].start), min(max(end, prose[-1].end), _ended(mask, region, named, masses))


def _ended(
    mask: Mask, region: HtmlElement, named: Sequence[HtmlElement], masses: dict[HtmlElement, int]
) -> int:
    """Where the body ends by name inside the region: in one element that holds most of the prose."""
    ends = [mask.document.spans[element][1] for element in named if _holds_most(element, region, masses)]
    return min([mask.document.spans[region][1], *ends])


def _holds_most(element: HtmlElement, region: HtmlElement, masses: dict[HtmlElement, int]) -> bool:
    """True for an element, the only one of its name around it, with most of the region's prose."""
    parent = element.getparent()
    if parent is None or element.tag in _LANDMARKS or masses.get(element, 0) < MOST * masses[region]:
        return False
    alike = [each for each in parent if each.get("class") == element.get("class") and each in masses]
    return len(alike) == 1


def _belongs(line: Line) -> bool:
    """A subtitle, a lead picture or its caption."""
    if is_prose(line):
        return True
    if line.linked:
        return False
    if line.letters >= LEDE and _is_below_headline(line.element) and _SAYS.search(line.text):
        return True
    if line.letters >= SUBTITLE and any(map(_is_subtitle, (line.element, line.element.getparent()))):
        return True
    ancestors = [line.element, *line.element.iterancestors()][:4]
    return any(element.tag in ("figure", "figcaption") or _is_picture_box(element) for element in ancestors)


def _is_subtitle(element: HtmlElement | None) -> bool:
    """True for an element that a theme calls so, in its class or in a field of its own."""
    if element is None or not element.attrib:
        return False
    names = (value for name, value in element.attrib.items() if name == "class" or name.startswith("data-"))
    return any(len(name) < NAMES and _SUBTITLE.search(name) for name in names)


def _is_below_headline(element: HtmlElement) -> bool:
    """True for a paragraph that follows the headline in the same box."""
    above = element.getprevious()
    while above is not None and not isinstance(above.tag, str):
        above = above.getprevious()
    return above is not None and above.tag == "h1" and element.tag in _LEDES and not len(element)


def _over_title(lines: Sequence[Line], title_end: int | None) -> frozenset[int]:
    """A picture and its caption that stand right above the headline."""
    above = [line for line in lines if title_end is not None and line.end <= title_end][-OVER:]
    captions = [line.index for line in above if line.letters and not line.linked and _is_captioned(line)]
    pictures = [line.index for line in above if line.images and line.index + 1 in captions]
    return frozenset(pictures + captions) if pictures else frozenset()


def _is_captioned(line: Line) -> bool:
    around = [line.element, *line.element.iterancestors()][:2]
    return any(each.tag == "figcaption" or "caption" in (each.get("class") or "").lower() for each in around)


def _is_picture_box(element: HtmlElement) -> bool:
    return bool(_PICTURE.search(f"{element.get('class', '')} {element.get('id', '')}"))
