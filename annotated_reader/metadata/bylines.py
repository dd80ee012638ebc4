"""Finds the lines around an article that say who wrote it, when, and where it stood first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotated_reader.document import Line
from annotated_reader.metadata.beside import accounts, channels, names_alone, names_beside
from annotated_reader.metadata.dates import find_date, month_and_day, stated_date
from annotated_reader.metadata.evidence import Candidate, Evidence, is_prose
from annotated_reader.metadata.facts import Fact, facts_in
from annotated_reader.metadata.marks import find_marked
from annotated_reader.metadata.outlets import is_outlet, outlet_name
from annotated_reader.metadata.people import split_people
from annotated_reader.metadata.signers import find_signers

_CLOCK = re.compile(r"\d[:：]\d\d")
_NAME_THEN_OUTLET = re.compile(r"(?P<author>[\u3400-\u9fff·]{2,4})\s+(?P<publisher>[\u3400-\u9fff]{5,12})\Z")
_LABEL = re.compile(r"\S{1,6}?[:：]")
_TALK = re.compile(
    r"您|你|我|他|她|它|这|這|那|是|为什|為什|不|没|沒|怎|什么|什麼|哪|谁|誰|请|請|嗯|啊|对|對|很|就|也|还|但|因|所以|如果"
    r"|(?:手记|手記|调查|調查|观察|觀察|按|专访|專訪|述评|视线|在线|连线|文章|图.*|.*来自.*)\Z"
)
"""How an answer begins, and what stands behind "reporter" in a heading: nobody's name."""
_SENTENCE = re.compile(r"[，。！？,]")
_BY = re.compile(r"by\s", re.I)
TEASER = 18
"""Letters of a linked headline, whose writer may be named below it."""
SIGNED_BELOW = 5
"""Least lines above a day that signs a text."""
ABOVE = 4
"""So many lines above the title may hold its day and source."""
PROSE = 2
"""Behind so many lines of prose a line of facts is part of the text: a summary may stand above it."""
DATES = re.compile(r"date|time|publi", re.I)


def find_bylines(evidence: Evidence, title_at: int) -> Iterator[Candidate]:
    """Yield what the lines of facts around the title and behind the text say, the nearest first."""
    head = list(_head(evidence, title_at))
    yield from _first_author(_read(evidence, head, "byline"))
    yield from accounts(evidence, [line for line, _ in head])
    yield from _year_elsewhere(evidence, [line for line, _ in head])
    yield from channels(evidence, title_at)
    yield from find_signers(evidence, title_at)
    yield from names_alone(evidence, title_at)
    yield from find_marked(evidence, title_at)
    tail = [(line, facts_in(line.text)) for line in evidence.tail(title_at)]
    kind = "credit" if evidence.document.page else "stated"
    credited = [
        (line, facts)
        for line, facts in tail
        if facts and not _heads_comment(facts) and not _is_teasers(line, evidence) and line.text[0] != "—"
    ]
    yield from _first_author(_read(evidence, credited, kind))


def _head(evidence: Evidence, title_at: int) -> Iterator[tuple[Line, tuple[Fact, ...]]]:
    """Yield the lines below the title, down to the prose, and then those right above it."""
    seen = 0
    for line in evidence.head(title_at):
        seen += is_prose(line)
        if seen >= PROSE:
            break
        if _is_teasers(line, evidence):
            continue
        facts = facts_in(line.text)
        if title_at or not evidence.document.page or not _only_day(facts):
            yield line, facts
    if not title_at and evidence.document.page:
        yield from _first_published(evidence)
    elif title_at:
        above = [line for line in evidence.above(title_at) if line.letters][-ABOVE:]
        dated = ((line, facts_in(line.text)) for line in above)
        yield from ((line, facts) for line, facts in dated if any(fact.field == "day" for fact in facts))


def _is_teasers(line: Line, evidence: Evidence) -> bool:
    """True for "by Una Hale" right below the linked headline of another article."""
    if not evidence.document.page or not _BY.match(line.text) or not line.index:
        return False
    above = evidence.document.lines[line.index - 1]
    return above.link_share > 0.9 and above.letters >= TEASER


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
        if _is_talk(line, facts, evidence):
            continue
        beside: list[Candidate] | None = []
        if kind == "byline" and any(fact.field in ("day", "published", "updated") for fact in facts):
            beside = names_beside(facts, line, evidence)
        if beside is not None:
            labelled = kind == "byline" or any(fact.field in ("publisher", "author") for fact in facts)
            labelled = labelled or (kind == "credit" and len(facts) == 1 and bool(_CLOCK.search(line.text)))
            for fact in facts:
                if labelled or fact.field != "day":
                    signed = _is_signature(facts, line, evidence)
                    read = _labelled(fact, line, kind)
                    yield from (replace(each, lift=None) if signed else each for each in read)
            yield from beside


def _is_signature(facts: Sequence[Fact], line: Line, evidence: Evidence) -> bool:
    """True for a bare day below the text: so letters and essays end, and it stays there."""
    if [fact.field for fact in facts] != ["day"] or _CLOCK.search(line.text):
        return False
    above = [other for other in evidence.lines if other.letters and other.index < line.index]
    below = [other for other in evidence.lines if other.letters and other.index > line.index]
    return len(above) >= SIGNED_BELOW and not any(_SENTENCE.search(other.text) for other in below)


def _is_talk(line: Line, facts: Sequence[Fact], evidence: Evidence) -> bool:
    """True where "记者：" only says who speaks: other lines begin with it too."""
    if len(facts) != 1 or facts[0].field != "author" or not (label := _LABEL.match(line.text)):
        return False
    return sum(other.text.startswith(label[0]) for other in evidence.lines) > 1


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
        if name := outlet_name(_linked(fact.value, line)):
            yield Candidate("publisher", name, kind, f"{kind}/source", line.text, lift)
    elif fact.field == "author":
        yield from _author(fact.value, line, kind)
    elif fact.field == "poster":
        yield from (
            replace(each, kind="bare", rule=f"{kind}/poster") for each in _author(fact.value, line, kind)
        )


def _linked(value: str, line: Line) -> str:
    """The linked words that a value begins with: "来源：<a>某号</a>浙江" also says where it was posted."""
    links = (" ".join(link.text_content().split()) for link in line.element.iter("a"))
    return next((words for words in links if len(words) > 1 and value.startswith(words)), value)


def _author(value: str, line: Line, kind: str) -> Iterator[Candidate]:
    """Read the names; a longer word behind one is where the author writes: "作者：某某 某某实验室"."""
    lift = (line.start, line.end)
    if behind := _NAME_THEN_OUTLET.match(value):
        value = behind["author"]
        yield Candidate("publisher", behind["publisher"], kind, f"{kind}/source", line.text, lift)
    names = list(split_people(value))
    for name in names:
        if not _TALK.match(name) and (len(names) == 1 or not is_outlet(name)):
            yield Candidate("author", name, kind, f"{kind}/author", line.text, lift)


def _first_author(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """Pass on the authors of the first line that names any: those below it wrote comments."""
    first = None
    for candidate in candidates:
        if candidate.field == "author" and candidate.kind != "bare":
            first = first or candidate.lift
            if candidate.lift != first:
                continue
        yield candidate


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
