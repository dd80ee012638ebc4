"""Reads title, day and source from the beginning of an article that was saved as one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.metadata.dates import find_date
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.outlets import outlet_name

RULE = "text/one-line"
LEAST = 60
"""Letters of a line that holds a title and a whole text."""
_HEAD = re.compile(
    r"\s*(?P<title>[^。\n]{4,60}?)[\s　]+"
    r"(?P<facts>(?P<day>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
    r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:[\s　]*(?:来源|來源)\s*[:：]\s*(?P<source>[^\s　]{2,20}))?)(?=[\s　])"
)


def find_one_line(evidence: Evidence) -> Iterator[Candidate]:
    """Yield the title, the day and the source that stand in front of the first sentence of a long line."""
    first = next((line for line in evidence.lines if line.letters), None)
    if evidence.document.format != "text" or first is None or first.letters < LEAST:
        return
    text = evidence.document.text[first.start : first.start + 200]
    match = _HEAD.match(text)
    if not match:
        return
    said = " ".join(match[0].split())
    title, facts = (_span(match, group, first.start) for group in ("title", "facts"))
    yield Candidate("title", " ".join(match["title"].split()), "one_line", RULE, said, title)
    if day := find_date(match["day"]):
        yield Candidate("published", day, "byline", RULE, said, facts)
    if match["source"] and (name := outlet_name(match["source"])):
        yield Candidate("publisher", name, "byline", RULE, said, facts)


def _span(match: re.Match[str], group: str, start: int) -> tuple[int, int]:
    return start + match.start(group), start + match.end(group)
