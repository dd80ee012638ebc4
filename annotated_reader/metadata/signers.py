"""Reads who signs a copied text, post or answer: a name alone on its line, by the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from annotated_reader.cleaning.threads import name_of, opener
from annotated_reader.document import Line
from annotated_reader.metadata.beside import LATIN_NAME, MARKED
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.facts import facts_in
from annotated_reader.metadata.outlets import is_outlet, is_section
from annotated_reader.metadata.people import may_be_person

_PLACED = re.compile(r"([A-Z][\w.’'-]+ [A-Z][\w.’'-]+) in [A-Z]\w+(?: [A-Z]\w+)?\Z")
"""A correspondent, and where the report was written."""
_TWO_NAMES = re.compile(
    r"(?!\S*(?:者|员|編輯|编辑|特约))"
    r"(?P<author>[\u3400-\u9fff·\w]{1,8})\s+(?P<publisher>[\u3400-\u9fff\w]{2,14})\Z"
)
_MINUTE = re.compile(r"(?:19|20)\d\d\s?[-年]\s?\d{1,2}\s?[-月]\s?\d{1,2}日?\s+\d{1,2}:\d\d")
_HANDLE = re.compile(r"[@＠]\w{2,20}\Z")
_NICK = re.compile(r"(?!\d+\Z)(?:[\u3400-\u9fff][\u3400-\u9fff\w]{1,7}|\w{2,10}[\u3400-\u9fff])©?\Z")
"""A name of a platform's own between title and day; headings below a title are longer."""
_CAPITALS = re.compile(r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){1,3}\Z")
_APPROVED = re.compile(r"[\d,.]+\s*[万萬kK]?\s*人?(?:赞同|贊同|讚同)了?(?:该|該|此|这|這)")
_POSTED = re.compile(
    r"(?:发表于|發表於|发布于|發佈於)\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b"
    r"|(?:19|20)\d\d-\d{1,2}-\d{1,2} \d{1,2}:\d\d 来自\s"
)
POSTER = 16
"""Characters of the longest name on a board."""
SIGNED = 4
"""So many lines below a title, buttons left out, hold the names and the day."""
APPROVED = 40
"""Lines below a question that are looked at for the first answer's writer."""


def find_signers(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Yield who opened a thread, wrote an answer or signs below the title of a copied text."""
    yield from _approved(evidence, title_at)
    if evidence.document.format == "text":
        yield from _account_above_day([line for line in evidence.head(title_at) if line.letters])
        yield from _poster(evidence, title_at)
        yield from islice(_signed(evidence, title_at), 1)


def _named(line: Line, rule: str, name: str = "") -> Candidate:
    return Candidate("author", name or line.text, "bare", f"byline/{rule}", line.text, (line.start, line.end))


def _approved(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Read the name above the line that counts who agreed with an answer; a motto may stand between."""
    head = [line for line in evidence.document.lines[title_at : title_at + APPROVED] if line.letters]
    place = next((place for place, line in enumerate(head) if _APPROVED.match(line.text)), 0)
    named = [line for line in head[max(0, place - 2) : place] if line.index not in evidence.litter]
    if named and len(named[0].text) <= POSTER:
        yield _named(named[0], "approved")


def _account_above_day(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Read "某人 某号" with the minute right below it, as phones copy it."""
    for line, follows in pairwise(lines[:2]):
        match = _TWO_NAMES.match(line.text)
        if match and _MINUTE.match(follows.text) and not is_section(match["author"]):
            yield _named(line, "account", match["author"])
            lift = (line.start, line.end)
            yield Candidate("publisher", match["publisher"], "bare", "byline/account", line.text, lift)


def _poster(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Whoever opened a thread: the name above "发表于 2014-8-24 21:30", or at its first floor."""
    head = (line for line in evidence.head(title_at) if line.letters and line.index not in evidence.litter)
    for line, follows in pairwise(islice(head, 3)):
        if len(line.text) > POSTER:
            break
        if _POSTED.match(follows.text) and len(line.text) > 1 and not MARKED.search(line.text):
            yield _named(line, "alone")
            return
    if first := opener(evidence.document.lines):
        yield _named(first, "opener", name_of(first))


def _signed(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """The names between the title and the day, or right below the day, with nothing else on their lines."""
    head = (
        line
        for line in evidence.head(title_at)
        if line.letters and (line.index not in evidence.litter or _HANDLE.match(line.text))
    )
    below = list(islice(head, SIGNED))
    day = next((place for place, line in enumerate(below) if _says_day(line)), None)
    if day is None:
        return
    for line, follows in pairwise(below[: day + 1]):
        if _HANDLE.match(follows.text) and len(line.text) <= POSTER:
            yield _named(line, "handle")
    if day == 1 and _NICK.match(below[0].text) and not is_outlet(below[0].text):
        yield _named(below[0], "alone", below[0].text.rstrip("©"))
    for line in (*below[:day], *below[day + 1 : day + 2]):
        if not is_outlet(line.text) and not is_section(line.text):
            yield from _person(line)


def _person(line: Line) -> Iterator[Candidate]:
    if placed := _PLACED.match(line.text):
        yield _named(line, "alone", placed[1])
    elif LATIN_NAME.match(line.text) or _CAPITALS.match(line.text) or may_be_person(line.text):
        yield _named(line, "alone")


def _says_day(line: Line) -> bool:
    return any(fact.field in ("published", "updated", "day") for fact in facts_in(line.text))
