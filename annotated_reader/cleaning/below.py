"""Cuts what a site hung below the article: boxes of headlines that no class, id or heading gives away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotated_reader.addresses import host
from annotated_reader.cleaning.asides import HEADINGS, is_article
from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.cleaning.region import worth
from annotated_reader.document import Line

RULE = "_chrome/below-the-article"
WHY = "lists of links to other articles of the site, below the last paragraph"
LINKS, OWN = 4, 2
"""Least number of articles that are led to, and of those on the page's own site: what a writer refers
to stands elsewhere, and three may be what he recommends."""
WEIGHT = -40.0
"""What the end must be worth at most, as the article's region is reckoned: some six lines of links."""
BLURB, MOST_BLURBS = -2.0, 2
"""What a paragraph below a headline is worth, and how many of them there may be."""
ABOVE = 3
"""Paragraphs above it at least; fewer may be the greeting of a front page, which is all links."""
BLURBS = 0.45
"""Share of the prose that may stand there; beyond it the page may be a digest."""


def cut_below(mask: Mask, address: str | None) -> None:
    """Cut the end of a page from where its lines, taken together, speak most against an article.

    Prose counts for the article, lines of links against it; a paragraph or two between two headlines
    that are links are the first one's blurb.  The end begins with a link or a heading, leads to other
    articles of the site that ``address`` is on, and holds the lesser part of the prose.
    """
    lines = [line for line in mask.document.lines if line.letters and mask.is_left(line)]
    start = _start(lines)
    if start is None:
        return
    below, prose = lines[start:], [line.letters if is_prose(line) else 0 for line in lines]
    if sum(map(bool, prose[:start])) < ABOVE or sum(prose[start:]) > BLURBS * sum(prose):
        return
    if not _leads_on(below, host(address or "")):
        return
    mask.cut(below[0].start, len(mask.document.text), RULE, "chrome", WHY)


def _start(lines: Sequence[Line]) -> int | None:
    """Where the end begins whose lines are together worth least; None where that is not little enough."""
    least, start, total = WEIGHT, None, 0.0
    for place in range(len(lines) - 1, -1, -1):
        total += _worth(lines, place)
        if total < least and _begins(lines[place]):
            least, start = total, place
    return start


def _worth(lines: Sequence[Line], place: int) -> float:
    return BLURB if is_prose(lines[place]) and _is_blurb(lines, place) else worth(lines[place])


def _is_blurb(lines: Sequence[Line], place: int) -> bool:
    """True where a paragraph or two stand between a link above and a link or heading below.

    At the end of the page nothing stands below; there the headline must be one of several with blurbs.
    """
    first, last = place, place + 1
    while first and place - first < MOST_BLURBS and is_prose(lines[first - 1]):
        first -= 1
    while last < len(lines) and last - place < MOST_BLURBS and is_prose(lines[last]):
        last += 1
    if last - first > MOST_BLURBS or not first or lines[first - 1].link_share <= 0.5:
        return False
    return _begins(lines[last]) if last < len(lines) else first > 2 and is_prose(lines[first - 2])


def _begins(line: Line) -> bool:
    return line.link_share > 0.5 or line.element.tag in HEADINGS


def _leads_on(lines: Sequence[Line], site: str) -> bool:
    addresses = {address for line in lines for address in _links(line)}
    own = sum(is_article(address, site) for address in addresses)
    return own >= OWN and sum(is_article(address, host(address)) for address in addresses) >= LINKS


def _links(line: Line) -> Iterator[str]:
    if line.link_share > 0.5:
        around = (*line.element.iter("a"), *list(line.element.iterancestors("a"))[:1])
        yield from (link.get("href") or "" for link in around)
