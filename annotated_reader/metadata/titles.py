"""Finds the title, frees it of what sites hang on it, and gives a cut one its end back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from annotated_reader.cleaning.prose import weight
from annotated_reader.document import Line
from annotated_reader.metadata.above_facts import is_above_facts, is_poster
from annotated_reader.metadata.affixes import (
    COPY,
    CUT,
    LEAST_TITLE,
    MAX_TITLE,
    bare,
    completed,
    folded,
    is_crumb,
    parts_of,
    without_affixes,
    without_label,
)
from annotated_reader.metadata.evidence import Candidate, Evidence, once
from annotated_reader.metadata.facts import facts_in
from annotated_reader.metadata.one_line import find_one_line
from annotated_reader.metadata.outlets import is_section
from annotated_reader.metadata.pasted import begins_with_menu, called, headline_below_menu

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")

_PARTS = (
    "动态",
    "動態",
    "新闻",
    "新聞",
    "中心",
    "要闻",
    "公告",
    "专栏",
    "频道",
    "首页",
    "资讯",
    "正文",
    "详情",
)
SECTION_LETTERS = 12
"""Longest name of a part of a site; headlines end in the same words, but are longer."""
LONGEST = 300
"""Characters of a title stated in a field; a longer one is a text."""
FIRST_LINES = 4
"""A heading or linked line this near the top of a fragment is its title."""
_POWERED = re.compile(r"\bPowered by\b", re.I)
"""Boards hang the name of their program on the title of every page."""
_TOPS = {"html": 12, "markdown": 12, "text": 48}
"""So many first lines may say the title over again; copied pages begin with menus."""
LONG = 8
"""Chinese characters, or five English words, that a headline has and a site's name has not."""
LONGEST_LABEL = 40
"""Letters that labels such as "标题：" may add to a line that says the title."""


def find_titles(evidence: Evidence) -> Iterator[Candidate]:
    """Yield what may be the title, every one with its kind of evidence."""
    yield from (candidate for candidate in _stated(evidence) if len(candidate.value) <= LONGEST)
    yield from (candidate for candidate in find_one_line(evidence) if candidate.field == "title")
    yield from _visible(evidence)


def _stated(evidence: Evidence) -> Iterator[Candidate]:
    stated = evidence.document.front_matter.get("title")
    if isinstance(stated, str) and stated:
        yield Candidate(
            "title", folded(stated), "front_matter", "front_matter/title", "title in the front matter"
        )
    for thing in evidence.linked:
        if isinstance(said := _headline_of(thing, evidence), str):
            yield Candidate("title", folded(once(said)), "json_ld", "json_ld/headline", "JSON-LD headline")
    for name in ("og:title", "twitter:title", "headline", "title", "dc.title", "articletitle"):
        if value := evidence.metas.get(name):
            yield Candidate("title", folded(value), "meta", f"meta/{name}", f"<meta {name}>")
    if evidence.title_tag:
        yield Candidate("title", evidence.title_tag, "title_tag", "html/title", "<title>")


def _headline_of(thing: Mapping[str, object], evidence: Evidence) -> object:
    """The headline; the name where ``<title>`` says that, for a few put a description in the headline."""
    said, name = thing.get("headline"), thing.get("name")
    if not (isinstance(said, str) and isinstance(name, str)):
        return said or name
    shown = bare(name) and bare(name) in bare(evidence.title_tag)
    return name if shown and said not in evidence.document.text else said


def title_link(evidence: Evidence) -> Iterator[Candidate]:
    """Yield the address that a linked title at the top of a fragment points to."""
    if evidence.document.page:
        return
    for line in evidence.lines[:2]:
        links = list(line.element.iter("a"))
        if line.link_share > 0.9 and len(links) == 1 and (_heading(line) or line.index == 0):
            yield Candidate("original_url", links[0].get("href", ""), "linked", "text/title-link", line.text)


def _visible(evidence: Evidence) -> Iterator[Candidate]:
    lines = [line for line in evidence.lines if line.letters and line.index not in evidence.litter]
    first = _first_line(evidence, lines)
    if _is_pasted(evidence, lines):
        if line := headline_below_menu(evidence):
            value = called(line, evidence)
            yield Candidate("title", value, "above_facts", "text/below-menu", line.text)
        return
    for place, line in enumerate(lines):
        if line.letters > MAX_TITLE or [fact.field for fact in facts_in(line.text)] == ["day"]:
            continue
        heading = _heading(line)
        if heading and not is_crumb(line.text) and (evidence.document.page or place < FIRST_LINES):
            yield Candidate("title", line.text, heading, f"text/{heading}", line.text)
        elif evidence.document.format == "text" and is_above_facts(evidence, line, place):
            yield Candidate("title", line.text, "above_facts", "text/above_facts", line.text)
        elif line is first and len(lines) > 1 and not is_poster(line, lines[1]):
            yield Candidate("title", line.text, "first_line", "text/first_line", line.text)


def _may_be_title(line: Line) -> bool:
    """A sentence is no title, and neither is a line of links."""
    return line.link_share < 0.9 and not line.text.endswith(("。", "；", "，"))


def _first_line(evidence: Evidence, lines: list[Line]) -> Line | None:
    """The first line of a fragment."""
    if evidence.document.page or not lines:
        return None
    return lines[0] if _may_be_title(lines[0]) else None


def _is_pasted(evidence: Evidence, lines: list[Line]) -> bool:
    """True for a page copied with its menu."""
    return evidence.document.format == "text" and bool(lines) and begins_with_menu(evidence, lines[0])


def _heading(line: Line) -> str | None:
    """Return the heading's tag that the line stands in, if any."""
    element = line.element
    for _ in range(3):
        if element is None or element.tag in ("li", "td", "body"):
            return None
        if element.tag in _HEADINGS:
            return str(element.tag)
        element = element.getparent()
    return None


def choose_title(candidates: list[Candidate], evidence: Evidence) -> Candidate | None:
    """Return the candidate to take, cleaned; ``candidates`` come best kind first."""
    if not candidates:
        return None
    best = candidates[0]
    if _POWERED.search(best.value) and best.kind in ("first_line", "above_facts"):
        best = replace(best, value=_thread(parts_of(best.value)[0], evidence))
    shown = [candidate.value for candidate in candidates if candidate.kind in _HEADINGS]
    value = without_affixes(best, shown, evidence)
    if best.kind == "title_tag" and (line := _below_menus(value, parts_of(best.value)[0], evidence)):
        best = Candidate("title", line.text, "above_facts", "text/above_facts", line.text)
        value = line.text
    value = completed(value, candidates, evidence)
    value = without_label(value, {candidate.value for candidate in candidates})
    return replace(best, value=value)


def _thread(value: str, evidence: Evidence) -> str:
    """The title of a thread as the board heads it, without the board's name in front."""
    shown = (without_label(COPY.sub("", line.text), ()) for line in evidence.lines[: FIRST_LINES * 2])
    fitting = (
        text for text in shown if len(bare(text)) >= LEAST_TITLE // 2 and bare(value).endswith(bare(text))
    )
    return next(fitting, value)


def _below_menus(value: str, part: str, evidence: Evidence) -> Line | None:
    """The line above the day and source, where ``<title>`` begins with the name of a part of the site."""
    if not (is_section(part) or is_crumb(part) or part.endswith(_PARTS)) or len(part) > SECTION_LETTERS:
        return None
    lines = [line for line in evidence.lines if line.letters and line.index not in evidence.litter]
    for line, below in pairwise(lines):
        if LEAST_TITLE < line.letters <= MAX_TITLE and line.link_share < 0.5 and facts_in(below.text):
            return line if bare(line.text) != bare(value) and not is_crumb(line.text) else None
    return None


def title_lines(title: str, evidence: Evidence) -> list[Line]:
    """Return the lines at the head that only say the title, whole or cut, over again."""
    wanted = bare(title)
    head = evidence.lines[
        : len(evidence.lines) if evidence.document.page else _TOPS[evidence.document.format]
    ]
    longest = len(wanted) + LONGEST_LABEL
    return [line for line in head if 0 < line.letters <= longest and _says(line, wanted, title)]


def headline(lines: list[Line]) -> Line:
    """Return the one of the lines that stands as the headline, not in a menu or a crumb."""
    return min(lines, key=lambda line: (_heading(line) is None, line.link_share > 0.5, line.index))


def only_heading(evidence: Evidence) -> Line | None:
    """The one ``h1`` of a page that is as long as a headline: the head may word the title otherwise."""
    if not evidence.document.page:
        return None
    lines = [line for line in evidence.lines if line.letters and _heading(line) == "h1"]
    return lines[0] if len(lines) == 1 and weight(lines[0].text) >= LONG and not lines[0].linked else None


def _says(line: Line, wanted: str, title: str) -> bool:
    said = bare(CUT.sub("", without_label(COPY.sub("", line.text), (title,))))
    if said == wanted or (COPY.search(line.text) and said.endswith(wanted)):
        return True
    return bool(CUT.search(line.text)) and len(said) >= 6 and wanted.startswith(said)
