"""Tells the line of a copied page that stands above its day and source, as titles do."""

from __future__ import annotations

import re

from annotated_reader.cleaning.prose import weight
from annotated_reader.document import Line
from annotated_reader.metadata.evidence import Evidence
from annotated_reader.metadata.outlets import is_section

LONG = 8
"""Chinese characters, or five English words, that a headline has and a name has not."""
TEXT_HEAD = 30
"""The title of a copied page stands in so many lines at its top, below menus."""
TOLD, TOLD_LETTERS = 3, 15
"""So many lines of so many letters with a comma are a text, and what stands below them is no title."""
NAMED = 4
"""Letters of the shortest title that stands above a shorter name."""
_TWO_NAMES = re.compile(r"[\u3400-\u9fff·\w]{1,4}\s+[\u3400-\u9fff\w]{2,8}\Z")
_SIGNED = re.compile(r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|of|the)){1,4}\Z")
SIGNERS = 2
"""Between the title and the day of a copied page so many lines may be a writer's name and an outlet's."""
_STAMPED = re.compile(r"发表于|發表於|.{0,40}\d\s*[来來]自\s*\S{0,8}(?:客户端|手机|网页|iPhone|安卓|微博)")
POSTER = 10
"""Above "发表于" and the minute stands the name of whoever wrote a post; a longer line is the title."""
SHORT = 3
"""Letters of a word that is a button rather than a title, where it is not the first."""


def is_above_facts(evidence: Evidence, line: Line, place: int) -> bool:
    """In copied pages the line of date and source stands right below the title."""
    if place >= TEXT_HEAD or (place and line.letters < SHORT) or line.text[0] in "—–":
        return False
    above = [other for other in evidence.lines if other.index <= line.index]
    if any("。" in other.text for other in above) or sum(map(_is_told, above)) >= TOLD:
        return False
    signed = (other for other in evidence.lines if other.index > line.index)
    below = next((other for other in signed if not _SIGNED.match(other.text)), None)
    if _SIGNED.match(line.text) and any(weight(other.text) >= LONG for other in above[-1 - SIGNERS : -1]):
        return False
    if below is not None and below.index > line.index + 1 + SIGNERS:
        return False
    if below is None or is_poster(line, below) or _is_name_below(line, evidence):
        return False
    return below.index in evidence.facts and line.index not in evidence.facts


def _is_name_below(line: Line, evidence: Evidence) -> bool:
    """True for a short line right below a longer one that no rule knows: who wrote, below the title."""
    above = [other for other in evidence.lines if other.index < line.index and other.letters]
    if not above or line.letters > POSTER or above[-1].index in evidence.litter | evidence.facts:
        return False
    if len(above) == 1 and _TWO_NAMES.match(line.text) and not is_section(above[0].text):
        return above[0].letters >= NAMED
    return above[-1].letters > line.letters and above[-1].letters >= NAMED


def is_poster(line: Line, below: Line) -> bool:
    """True for a short line right above the minute at which a post went out: the name of who wrote it."""
    return bool(_STAMPED.match(below.text)) and line.letters <= POSTER


def _is_told(line: Line) -> bool:
    """True for a line with a comma between words of a sentence: posts in forums often have no full stop."""
    return line.letters >= TOLD_LETTERS and "，" in line.text and line.link_share < 0.5
