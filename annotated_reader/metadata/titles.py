"""Finds the title, frees it of what sites hang on it, and gives a cut one its end back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.document import Line
from annotated_reader.metadata.evidence import Candidate, Evidence

_SEPARATORS = re.compile(
    r"\s*[|｜_»«·•—–]\s*|\s+[-:]\s+|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|-(?=[^-]{2,12}\Z)"
)
_CUT = re.compile(r"\s*(?:…+|\.{2,})\s*\Z")
_NOT_LETTERS = re.compile(r"[\W_]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
LEAST_TITLE = 6
"""Letters of a line or heading that may stand in for a title which only names the site."""

MAX_TITLE = 100
"""Longest line, in letters, that may be a title; headlines in the corpora have up to 60."""
TEXT_HEAD = 30
"""The title of a copied page stands in so many lines at its top, below menus."""
FIRST_LINES = 4
"""A heading or linked line this near the top of a fragment is its title."""


def find_titles(evidence: Evidence) -> Iterator[Candidate]:
    """Yield what may be the title, every one with its kind of evidence."""
    stated = evidence.document.front_matter.get("title")
    if stated:
        yield Candidate(
            "title", _folded(str(stated)), "front_matter", "front_matter/title", "title in the front matter"
        )
    for thing in evidence.linked:
        if isinstance(headline := thing.get("headline") or thing.get("name"), str):
            yield Candidate("title", _folded(headline), "json_ld", "json_ld/headline", "JSON-LD headline")
    for name in ("og:title", "twitter:title", "headline", "title", "dc.title", "articletitle"):
        if value := evidence.metas.get(name):
            yield Candidate("title", _folded(value), "meta", f"meta/{name}", f"<meta {name}>")
    if evidence.title_tag:
        yield Candidate("title", evidence.title_tag, "title_tag", "html/title", "<title>")
    yield from _visible(evidence)


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
    for place, line in enumerate(lines):
        if line.letters > MAX_TITLE:
            continue
        heading = _heading(line)
        if heading and (evidence.document.page or place < FIRST_LINES):
            yield Candidate("title", line.text, heading, f"text/{heading}", line.text)
        elif evidence.document.format == "text" and place < TEXT_HEAD and _is_above_facts(evidence, line):
            yield Candidate("title", line.text, "above_facts", "text/above_facts", line.text)
        elif not evidence.document.page and place == 0 and line.link_share < 0.9:
            yield Candidate("title", line.text, "first_line", "text/first_line", line.text)


def _is_above_facts(evidence: Evidence, line: Line) -> bool:
    """In copied pages the line of date and source stands right below the title."""
    if any("。" in other.text for other in evidence.lines if other.index <= line.index):
        return False
    below = next((other for other in evidence.lines if other.index > line.index), None)
    return below is not None and below.index in evidence.facts and line.index not in evidence.facts


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
    shown = [candidate.value for candidate in candidates if candidate.kind in _HEADINGS]
    value = _without_affixes(best, shown, evidence)
    value = _completed(value, candidates, evidence)
    return Candidate("title", value, best.kind, best.rule, best.evidence)


def title_lines(title: str, evidence: Evidence) -> list[Line]:
    """Return the lines at the head that only say the title, whole or cut, over again."""
    wanted = _bare(title)
    head = evidence.lines[: len(evidence.lines) if evidence.document.page else 12]
    return [line for line in head if line.letters and _says(line, wanted)]


def headline(lines: list[Line]) -> Line:
    """Return the one of the lines that stands as the headline, not in a menu or a crumb."""
    return min(lines, key=lambda line: (_heading(line) is None, line.link_share > 0.5, line.index))


def _says(line: Line, wanted: str) -> bool:
    said = _bare(_CUT.sub("", line.text))
    if said == wanted:
        return True
    return bool(_CUT.search(line.text)) and len(said) >= 6 and wanted.startswith(said)


def _without_affixes(best: Candidate, shown: list[str], evidence: Evidence) -> str:
    """Drop site names that hang on a title from the head of a page."""
    if best.kind not in ("title_tag", "meta", "json_ld"):
        return best.value
    for heading in shown:
        if len(_bare(heading)) >= 4 and _bare(best.value).startswith(_bare(heading)):
            return heading
    if whole := _whole_heading(best, shown, evidence):
        return whole
    parts = _SEPARATORS.split(best.value)
    if said := _said_part(best.value, parts, evidence):
        return said
    if best.kind != "title_tag" and "_" not in best.value:
        return best.value
    if shown and _bare(shown[0]) not in _bare(best.value) and len(_bare(shown[0])) >= LEAST_TITLE:
        return shown[0]
    longest = max(parts, key=len)
    return parts[0] if len(parts[0]) >= 6 or parts[0] == longest else longest


def _whole_heading(best: Candidate, shown: list[str], evidence: Evidence) -> str | None:
    """The heading that ``<title>`` begins with, where a stray quotation mark cut the meta element short."""
    said, title = _bare(best.value), _bare(evidence.title_tag)
    fitting = (
        heading for heading in shown if _bare(heading).startswith(said) and title.startswith(_bare(heading))
    )
    return next(fitting, None) if best.kind == "meta" else None


def _said_part(value: str, parts: list[str], evidence: Evidence) -> str | None:
    """The longest beginning of the title that is also a line of the page."""
    texts = {_bare(line.text) for line in evidence.lines if line.letters <= MAX_TITLE}
    for count in range(len(parts), 0, -1):
        beginning = value[: _end_of_parts(value, parts, count)].strip()
        if len(_bare(beginning)) >= 4 and _bare(beginning) in texts:
            return beginning
    lines = [text for text in texts if len(text) >= LEAST_TITLE and _bare(value).startswith(text)]
    longest = max(lines, key=len, default=None)
    return next((line.text for line in evidence.lines if longest and _bare(line.text) == longest), None)


def _end_of_parts(value: str, parts: list[str], count: int) -> int:
    end = 0
    for part in parts[:count]:
        end = value.index(part, end) + len(part)
    return end


def _completed(title: str, candidates: list[Candidate], evidence: Evidence) -> str:
    """Give a title that ends in "…" its end back from the candidates or the text."""
    if not (cut := _CUT.search(title)):
        return title
    stem = title[: cut.start()]
    for candidate in candidates:
        tail = candidate.value[len(stem) :]
        if candidate.value.startswith(stem) and len(tail) > 1 and not _CUT.match(tail) and "..." not in tail:
            return candidate.value
    match = re.search(
        r"[《「“\"]\s*(" + re.escape(stem) + r"[^》」”\"\n]{1,80})[》」”\"]", evidence.document.text
    )
    if match:
        return _folded(match.group(1))
    line = next(
        (line for line in evidence.lines if line.text.startswith(stem) and line.letters <= MAX_TITLE), None
    )
    return line.text if line and not _CUT.search(line.text) else title


def _folded(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
