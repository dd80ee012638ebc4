"""Finds the lines around an article that say who wrote it, when, and where it stood first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotated_reader.document import Line
from annotated_reader.metadata.affixes import bare
from annotated_reader.metadata.dates import find_date, month_and_day, stated_date
from annotated_reader.metadata.evidence import Candidate, Evidence, is_prose
from annotated_reader.metadata.facts import Fact, facts_in
from annotated_reader.metadata.outlets import is_outlet, is_section, outlet_name, site_names
from annotated_reader.metadata.people import is_person, split_people

_CLOCK = re.compile(r"\d[:：]\d\d")
_ORIGINAL = re.compile(r"\A(?:原创|原創)(?:[\s:：]+|(?=\S))")
_ACCOUNT = re.compile(r"\A(?:原创|原創)[\s:：]+(?P<author>\S{1,20})\s+(?P<publisher>\S{2,24})\Z")
_NAME_BEFORE_LABEL = re.compile(
    r"\A[（(【]?\s*(?P<author>[\u3400-\u9fff·]{2,4}(?:[\s、][\u3400-\u9fff·]{2,4}){0,2})\s*[/／]\s*(?:文|撰文|图文|文图)\s*[）)】]?\Z"
)
_NAME_AND_OUTLET = re.compile(
    r"\A(?P<author>[\u3400-\u9fff·]{2,4}(?:\s+[\u3400-\u9fff·]{2,4})?)\s*[/／]\s*(?P<publisher>[\u3400-\u9fff\w]{3,12})\Z"
)
_NAME_THEN_OUTLET = re.compile(r"(?P<author>[\u3400-\u9fff·]{2,4})\s+(?P<publisher>[\u3400-\u9fff]{5,12})\Z")
_LATIN_NAME = re.compile(r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|van|von|bin|al|del|la|di)){1,3}\Z")
ABOVE = 4
"""So many lines above the title may hold its day and source."""
PROSE = 2
"""Behind so many lines of prose a line of facts is part of the text: a summary may stand above it."""
DATES = re.compile(r"date|time|publi", re.I)


def find_bylines(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Yield what the lines of facts around the title and behind the text say, the nearest first."""
    head = list(_head(evidence, title_at))
    yield from _first_author(_read(evidence, head, "byline"))
    yield from _accounts(evidence, [line for line, _ in head])
    yield from _year_elsewhere(evidence, [line for line, _ in head])
    yield from _alone(evidence, title_at)
    tail = [(line, facts_in(line.text)) for line in evidence.tail(title_at)]
    kind = "credit" if evidence.document.page else "stated"
    credited = [(line, facts) for line, facts in tail if facts and not _heads_comment(facts)]
    yield from _first_author(_read(evidence, credited, kind))


def _head(evidence: Evidence, title_at: int) -> Iterator[tuple[Line, tuple[Fact, ...]]]:
    """Yield the lines below the title, down to the prose, and then those right above it."""
    seen = 0
    for line in evidence.head(title_at):
        seen += is_prose(line)
        if seen >= PROSE:
            break
        facts = facts_in(line.text)
        if title_at or not evidence.document.page or not _only_day(facts):
            yield line, facts
    if not title_at and evidence.document.page:
        yield from _first_published(evidence)
    elif title_at:
        above = [line for line in evidence.above(title_at) if line.letters][-ABOVE:]
        dated = ((line, facts_in(line.text)) for line in above)
        yield from ((line, facts) for line, facts in dated if any(fact.field == "day" for fact in facts))


def _first_published(evidence: Evidence) -> Iterator[tuple[Line, tuple[Fact, ...]]]:
    """Where a page shows its title nowhere, yield the first line that labels a day as that of publication."""
    for line in evidence.witnesses:
        if is_prose(line):
            return
        facts = facts_in(line.text)
        if any(fact.field == "published" and find_date(fact.value) for fact in facts):
            yield line, facts
            return


def _only_day(facts: Sequence[Fact]) -> bool:
    """True for a day without a label: at the top of a page whose title is nowhere, it may be today's."""
    return not {fact.field for fact in facts} & {"publisher", "author", "published"}


def _heads_comment(facts: Sequence[Fact]) -> bool:
    """True for a line that gives a writer and the minute, as they stand over every comment of a thread."""
    fields = {fact.field for fact in facts}
    timed = any(fact.field in ("day", "published") and _CLOCK.search(fact.value) for fact in facts)
    return timed and "publisher" not in fields and bool(fields & {"author", "bare"})


def _read(
    evidence: Evidence, lines: Sequence[tuple[Line, tuple[Fact, ...]]], kind: str
) -> Iterator[Candidate]:
    for line, facts in lines:
        posted = any(fact.field == "published" and not find_date(fact.value) for fact in facts)
        for fact in facts:
            yield from _labelled(fact, line, kind)
        if kind == "byline" and any(fact.field in ("day", "published") for fact in facts):
            said = {fact.field for fact in facts if fact.value}
            words = [fact.value for fact in facts if fact.field == "bare"]
            yield from _unlabelled(words, said, posted, line, evidence)


def _labelled(fact: Fact, line: Line, kind: str) -> Iterator[Candidate]:
    lift = (line.start, line.end)
    if fact.field in ("day", "published", "updated"):
        if day := stated_date(fact.value) or find_date(fact.value):
            rank = (
                "updated"
                if fact.field == "updated"
                else "said"
                if fact.field == "day" and kind == "byline"
                else kind
            )
            yield Candidate("published", day, rank, f"{kind}/{fact.field}", line.text, lift)
    elif fact.field == "publisher":
        if name := outlet_name(fact.value):
            yield Candidate("publisher", name, kind, f"{kind}/source", line.text, lift)
    elif fact.field == "author":
        yield from _author(fact.value, line, kind)


def _author(value: str, line: Line, kind: str) -> Iterator[Candidate]:
    """Read the names; a longer word behind one is where the author writes: "作者：某某 某某实验室"."""
    lift = (line.start, line.end)
    if behind := _NAME_THEN_OUTLET.match(value):
        value = behind["author"]
        yield Candidate("publisher", behind["publisher"], kind, f"{kind}/source", line.text, lift)
    for name in split_people(value):
        yield Candidate("author", name, kind, f"{kind}/author", line.text, lift)


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
    pieces = [name for piece in pieces for name in ([piece] if piece.isascii() else piece.split())]
    for piece in pieces:
        if "publisher" not in said and not is_section(piece) and (is_outlet(piece) or bare(piece) in sites):
            yield Candidate("publisher", piece, "bare", "byline/beside-date", line.text, lift)
        elif "author" not in said and (_is_name(piece) or _shown_again(piece, names, line, evidence)):
            yield Candidate("author", piece, "bare", "byline/beside-date", line.text, lift)
            said = {*said, "author"} if piece.isascii() else said


def _is_name(piece: str) -> bool:
    return is_person(piece) or bool(_LATIN_NAME.match(piece))


def _shown_again(piece: str, names: Sequence[str], line: Line, evidence: Evidence) -> bool:
    """True where the only name beside the date stands in a card of its own too: an account's."""
    if len(names) != 1 or is_section(piece) or piece.isdigit() or len(piece) < 2:
        return False
    return any(other.text.strip("@：: ") == piece for other in evidence.document.lines if other is not line)


def _first_author(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """Pass on the authors of the first line that names any: those below it wrote comments."""
    first = None
    for candidate in candidates:
        if candidate.field == "author" and candidate.kind != "bare":
            first = first or candidate.lift
            if candidate.lift != first:
                continue
        yield candidate


def _accounts(evidence: Evidence, lines: Sequence[Line]) -> Iterator[Candidate]:
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


def _year_elsewhere(evidence: Evidence, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Complete a day without a year by a date in the head of the page that has the same month and day."""
    stated = [
        day for name, value in evidence.metas.items() if DATES.search(name) and (day := stated_date(value))
    ]
    for line in lines:
        if (short := month_and_day(line.text)) and (
            day := next((day for day in stated if day.endswith(short)), None)
        ):
            yield Candidate(
                "published", day, "byline", "byline/year-in-head", line.text, (line.start, line.end)
            )


def _alone(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Read a line below the title that is only a name: an outlet above the day, a person above the text."""
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
        line, follows = below[:2]
        if is_person(line.text) and follows.letters >= 10 and evidence.document.text.count(line.text) == 1:
            yield Candidate("author", line.text, "bare", "byline/alone", line.text, (line.start, line.end))
