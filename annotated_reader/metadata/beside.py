"""Reads the names that stand without a label beside a day, or alone between a title and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotated_reader.document import Line
from annotated_reader.metadata.affixes import bare
from annotated_reader.metadata.dates import find_date
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.facts import Fact, facts_in
from annotated_reader.metadata.outlets import is_domain, is_outlet, is_section, outlet_name, site_names
from annotated_reader.metadata.people import is_foreign_name, is_person, split_people

_ORIGINAL = re.compile(r"\A(?:原创|原創)(?:[\s:：]+|(?=\S))")
_ACCOUNT = re.compile(r"\A(?:原创|原創)[\s:：]+(?P<author>\S{1,20})\s+(?P<publisher>\S{2,24})\Z")
_NAME_BEFORE_LABEL = re.compile(
    r"\A[（(【]?\s*(?P<author>[\u3400-\u9fff·]{2,4}(?:[\s、][\u3400-\u9fff·]{2,4}){0,2})"
    r"\s*[/／]\s*(?:文|撰文|图文|文图)\s*[）)】]?\Z"
)
_NAME_AND_OUTLET = re.compile(
    r"\A(?P<author>[\u3400-\u9fff·]{2,4}(?:\s+[\u3400-\u9fff·]{2,4})?)"
    r"\s*[/／]\s*(?P<publisher>[\u3400-\u9fff\w]{3,12})\Z"
)
_PAGE = re.compile(r"(?:第?\s*[A-Z]?\d*\s*版|\d+)\Z")
_PLACE = re.compile(r"[\u3400-\u9fff]{2,8}\Z")
"""Where a post went out from: "发表于江苏"."""
_NUMERAL = re.compile(r"[\d一二三四五六七八九十零〇]{1,3}[、.．]?\Z")
LATIN_NAME = re.compile(r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|bin|al|del|la|di)){1,3}\Z")
_LATIN_LABEL = re.compile(
    r"\b(?:Date|Time|Updated?|Published|Posted|Release|Modified|Section|Category|Edition|Volume|Issue|Views?|Comments?|Photos?|Video|Share|Print|Home|News|Page)\b"
)
_CLOCK = re.compile(r"\d[:：]\d\d")
MARKED = re.compile(r"[|｜丨·•©]")
_SUBSCRIBERS = re.compile(r"[\d.,]{1,9}\s*[万萬KkMm]?\s*位?(?:订阅者|訂閱者|訂閱人數|subscribers?)\Z", re.I)
OWNED = 4
"""Characters of the longest word for what somebody owns on a platform: a diary, a column."""
MENUS = 3
"""So many links with the same words lead to a department, not to a writer."""
CHANNEL = 40
"""Characters of the longest name of a channel."""
_BARRED = re.compile(r"([\u3400-\u9fff]{2,8})[／/]([\u3400-\u9fff·]{2,4})\Z")
_SHORT = 8
"""Letters of a line that may be a heading."""


def names_beside(facts: Sequence[Fact], line: Line, evidence: Evidence) -> list[Candidate] | None:
    """Return the names beside a day; None where the words there show that the line is part of the text.

    "2019年9月7日 北京日报" and "原创 某人 某号 2022-11-05 20:30 发表于江苏" name somebody; "2019年5月3日
    某大学成立" is an entry of a chronicle.
    """
    words = [fact.value for fact in facts if fact.field == "bare"]
    said = {fact.field for fact in facts if fact.value}
    posted = any(fact.field == "published" and _PLACE.match(fact.value) for fact in facts)
    found = list(_unlabelled(words, said, posted, line, evidence))
    if said - {"day", "bare"} or _CLOCK.search(line.text):
        return found
    named = {candidate.value for candidate in found}
    pieces = [piece for word in words for piece in ([word] if word.isascii() else word.split())]
    known = all(
        (outlet_name(piece) or piece) in named or is_section(piece) or _PAGE.match(piece) for piece in pieces
    )
    return found if known or (found and MARKED.search(line.text)) else None


def _unlabelled(
    words: Sequence[str], said: set[str], posted: bool, line: Line, evidence: Evidence
) -> Iterator[Candidate]:
    """Read the names beside a date: "2019年9月7日 北京日报", "原创 某人 某号 2022-11-05 20:30 发表于江苏"."""
    lift = (line.start, line.end)
    text = " ".join(words)
    original = _ORIGINAL.match(text)
    names = text[original.end() :].split() if original else text.split()
    if (original or posted) and len(names) == 2 and not is_outlet(names[0]):
        yield Candidate("author", names[0], "byline", "byline/account", line.text, lift)
        yield Candidate("publisher", names[1], "byline", "byline/account", line.text, lift)
        return
    if posted and len(names) == 1:
        yield Candidate("publisher", names[0], "byline", "byline/account", line.text, lift)
        return
    sites = {bare(name) for name in site_names(evidence)}
    pieces = [text[original.end() :]] if original else [*words]
    pieces = [name for piece in pieces for name in (piece.split(", ") if piece.isascii() else _parts(piece))]
    for piece in sorted((outlet_name(piece) or piece for piece in pieces), key=is_domain):
        if "publisher" not in said and not is_section(piece) and (is_outlet(piece) or bare(piece) in sites):
            yield Candidate("publisher", piece, "bare", "byline/beside-date", line.text, lift)
        elif "author" not in said and (
            (_is_name(piece, line.text) and not _is_in_menus(piece, evidence))
            or _shown_again(piece, names, line, evidence)
        ):
            yield Candidate("author", piece, "bare", "byline/beside-date", line.text, lift)
            said = {*said, "author"} if piece.isascii() else said


def _parts(piece: str) -> list[str]:
    """Cut words at their spaces, and an outlet from its author: "某报／某人"."""
    parts = piece.split()
    if len(parts) == 1 and (barred := _BARRED.match(piece)) and is_outlet(barred[1]):
        return [barred[1], barred[2]]
    return parts


def _is_name(piece: str, text: str) -> bool:
    """True for a person's name; one in Latin letters stands before the day, or behind a mark."""
    if is_person(piece) or is_foreign_name(piece):
        return True
    before = find_date(text[: text.find(piece)]) is None
    return bool(LATIN_NAME.match(piece) and not _LATIN_LABEL.search(piece)) and (
        before or bool(MARKED.search(text))
    )


def _is_in_menus(piece: str, evidence: Evidence) -> bool:
    """True for words that several links of the page say: a department, "North Korea"."""
    return sum(line.linked > 0 and line.text == piece for line in evidence.document.lines) >= MENUS


def _shown_again(piece: str, names: Sequence[str], line: Line, evidence: Evidence) -> bool:
    """True where the only name beside the date stands in a card of its own too: an account's."""
    if len(names) != 1 or is_section(piece) or piece.isdigit() or len(piece) < 2:
        return False
    others = [other.text for other in evidence.document.lines if other is not line]
    owned = f"{piece}的"
    return any(
        text.strip("@：: ") == piece or (text.startswith(owned) and len(text) <= len(owned) + OWNED)
        for text in others
    )


def accounts(evidence: Evidence, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Read "原创 某人 某号" and "某人/某报", which stand beside the line of the day."""
    dated = not evidence.document.page and any(
        find_date(line.text) or "微信号" in line.text for line in lines
    )
    for line in lines:
        match = _ACCOUNT.match(line.text) if dated else None
        if written := _NAME_BEFORE_LABEL.match(line.text):
            for name in split_people(written["author"]):
                yield Candidate("author", name, "byline", "byline/author", line.text, (line.start, line.end))
        match = match or _NAME_AND_OUTLET.match(line.text)
        if match and (match.re is _ACCOUNT or is_outlet(match["publisher"])):
            lift = (line.start, line.end)
            yield Candidate("author", match["author"], "byline", "byline/account", line.text, lift)
            rank = "byline" if match.re is _ACCOUNT else "bare"
            yield Candidate("publisher", match["publisher"], rank, "byline/account", line.text, lift)
            return


def channels(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Read the name that stands right above the count of its subscribers: a video's channel."""
    head = [line for line in evidence.head(title_at) if line.letters]
    for line, follows in pairwise(head):
        if _SUBSCRIBERS.match(follows.text) and len(line.text) <= CHANNEL:
            lift = (line.start, line.end)
            yield Candidate("publisher", line.text, "byline", "byline/channel", line.text, lift)
            return


def names_alone(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Read a line that is only a name: an outlet's above the day, a person's above the text."""
    below = [line for line in evidence.head(title_at) if line.letters][:3]
    for line, follows in pairwise(below):
        lift = (line.start, line.end)
        if (
            len(line.text) <= 12
            and is_outlet(line.text)
            and any(f.field == "day" for f in facts_in(follows.text))
        ):
            yield Candidate("publisher", line.text, "bare", "byline/alone", line.text, lift)
    if title_at and len(below) > 1 and not evidence.document.page:
        line, follows = below[0], next((o for o in below[1:] if not _NUMERAL.match(o.text)), below[1])
        if is_person(line.text) and follows.letters >= 10 and _is_only_short_line(line, evidence):
            yield Candidate("author", line.text, "bare", "byline/alone", line.text, (line.start, line.end))


def _is_only_short_line(line: Line, evidence: Evidence) -> bool:
    """True where no heading stands below, and the words are not said again, as the text's would be."""
    if evidence.document.text.count(line.text) > 1:
        return False
    below = (other for other in evidence.lines if other.index > line.index)
    short = (other.text for other in below if 0 < other.letters <= _SHORT)
    return not any(text[-1].isalnum() and not _NUMERAL.match(text) for text in short)
