"""Cuts headlines of other articles that a site set between two paragraphs, or below the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from annotated_reader.addresses import host
from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.document import Line

RULE = "_chrome/headline-between-paragraphs"
WHY = "nothing but a link to another article of the site, between two paragraphs"
HEADLINE = 7
"""Least letters of a headline."""
TEASER = "_chrome/teasers"
TEASERS = 0.35
"""Share of the prose that may stand below such headings."""
MOST = 0.34
"""Beyond this share of the paragraphs such links are what the article is made of."""
_POINTS = re.compile(r"[:：]\s*\Z")
"""A line that ends so speaks of what stands below it."""
_OWN = re.compile(
    r"全文|原文|下载|下載|附件|链接|鏈接|連結|此处|此處|这里|這裡|点击|點擊|报告|報告|名单|名單"
    r"|pdf|\bhere\b|full (?:text|report|story)|download|\bread\b|learn more|https?:|www\.",
    re.I,
)
"""What a link says that belongs to the article: its source, its papers."""
_LISTED = frozenset({"li", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_ARTICLE = re.compile(r"/[^?#]*(?:\d{4}|[^/?#-]+(?:-[^/?#-]+){3}|\.s?html?\b)")
"""A path with a date or number, with a slug of four words, or with a page's ending."""
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SHARED_NAMES = frozenset({"com", "co", "org", "net", "gov", "edu", "ac"})


def cut_headlines(mask: Mask, address: str | None) -> None:
    """Cut the lines that only lead to another article of the site that ``address`` is on.

    One stands alone between two paragraphs: several in a row may be a list that the article gives.
    """
    lines = [line for line in mask.document.lines if line.letters and mask.is_left(line)]
    paragraphs = sum(map(is_prose, lines))
    found = [
        line
        for (before, line), (_, behind) in zip(pairwise(lines), pairwise(lines[1:]), strict=False)
        if is_prose(before)
        and is_prose(behind)
        and not _POINTS.search(before.text)
        and _leads_away(line, host(address or ""))
    ]
    if len(found) <= MOST * paragraphs:
        for line in found:
            mask.cut(line.start, line.end, RULE, "chrome", WHY)


def cut_teasers(mask: Mask, address: str | None) -> None:
    """Cut the end of a page from where headings only lead to other articles of its site.

    There are two such headings at least, and no other heading below the first; their blurbs are
    the lesser part of the prose.
    """
    lines = [line for line in mask.document.lines if line.letters and mask.is_left(line)]
    headings = [place for place, line in enumerate(lines) if line.element.tag in HEADINGS]
    site = host(address or "")
    first = len(headings)
    while first and _is_teaser(lines[headings[first - 1]], site):
        first -= 1
    if len(headings) - first < 2:
        return
    start = headings[first]
    prose = [line.letters if is_prose(line) else 0 for line in lines]
    if sum(prose[start:]) > TEASERS * sum(prose):
        return
    for line in lines[start:]:
        mask.cut(line.start, line.end, TEASER, "chrome", "below headings that lead to other articles")


def _is_teaser(line: Line, site: str) -> bool:
    if line.letters < HEADLINE or line.link_share < 0.95:
        return False
    above = list(line.element.iterancestors("a"))
    links = {link.get("href") or "" for link in (*line.element.iter("a"), *above[:1])}
    return len(links) == 1 and is_article(links.pop(), site)


def _leads_away(line: Line, site: str) -> bool:
    if line.letters < HEADLINE or line.link_share < 0.95 or line.images or _OWN.search(line.text):
        return False
    if _is_listed(line):
        return False
    links = {link.get("href") or "" for link in line.element.iter("a")}
    return len(links) == 1 and is_article(links.pop(), site)


def _is_listed(line: Line) -> bool:
    return any(element.tag in _LISTED for element in (line.element, *line.element.iterancestors()))


def is_article(address: str, site: str) -> bool:
    """Tell whether an address looks like another article of a site."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    if not _ARTICLE.match(path):
        return False
    name = host(address) if "//" in address else ""
    return address.startswith("/") if not name else _are_one_site(name.split("."), site.split("."))


def _are_one_site(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two hosts share the name of a site: news.example.com.cn and video.example.com.cn."""
    shared = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared > 2 or (shared == 2 and one[-2] not in _SHARED_NAMES)
