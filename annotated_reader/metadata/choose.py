"""Which kind of evidence counts for more, field by field, and the readings that were taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.metadata.affixes import bare
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.outlets import is_domain
from annotated_reader.metadata.people import split_people
from annotated_reader.metadata.tags import is_tag, said_tags
from annotated_reader.values import Reading

ORDER: Mapping[str, tuple[str, ...]] = {
    "title": (
        "rule",
        "front_matter",
        "json_ld",
        "meta",
        "title_tag",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "one_line",
        "above_facts",
        "first_line",
        "stated",
    ),
    "author": (
        "rule",
        "front_matter",
        "byline",
        "stated",
        "credit",
        "json_ld",
        "marked",
        "meta",
        "bare",
        "constant",
    ),
    "publisher": (
        "rule",
        "byline",
        "stated",
        "bare",
        "front_matter",
        "json_ld",
        "meta",
        "constant",
        "host",
        "credit",
        "site",
    ),
    "published": (
        "rule",
        "json_ld",
        "meta",
        "comment",
        "byline",
        "marked",
        "said",
        "stated",
        "credit",
        "url",
        "front_matter",
        "relative",
        "updated",
    ),
    "original_url": ("rule", "front_matter", "stated", "linked", "canonical", "json_ld", "meta"),
    "archive_url": ("rule", "stated"),
    "lang": ("rule", "front_matter", "page", "meta"),
}
"""Kinds of evidence for each field, the best first.  A reading rule of the capture's own source
outranks all; what a page states in fields outranks its sentences for the date, but not for the
author, where Chinese pages put the editor or a staff number.  ``byline`` is a labelled value in a
line of facts by the title, ``said`` a date there without a label, ``bare`` a name there without one,
``marked`` an element that says what
it is, ``credit`` a labelled value behind the text of a whole page, where the source of a picture may stand
too; ``site`` is what ``<title>`` hangs on the title.  The front matter's date comes late, for it is
often the day of archiving, and the day of a change last of all."""


def ranked(field: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates for a field, the best kind of evidence first."""
    order = ORDER[field]
    return sorted(
        (candidate for candidate in candidates if candidate.field == field and candidate.kind in order),
        key=lambda candidate: order.index(candidate.kind),
    )


_GREENWICH = re.compile(r"(\d\d):\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|[+-]00:?00|GMT|UTC)\Z")
_BUTTON = re.compile(
    r"\s*(?:\+\s?)?(?:Follow|关注|關注|追蹤|订阅|訂閱)\Z|的(?:日记|日記|博客|部落格|专栏|專欄|文章|主页|主頁|空间)\Z"
)
"""What may be pressed beside a name, and where all is to be found that bears it."""
EAST, WEST = 14, 12
"""Hours between Greenwich and the clocks that are farthest ahead of it, and behind it."""


def shown_day(best: Candidate, others: Iterable[Candidate]) -> Candidate:
    """Return the day that a byline shows, where the head gives the same moment at Greenwich, a day off."""
    moment = _GREENWICH.search(best.evidence) if best.field == "published" else None
    if moment is None:
        return best
    hour = int(moment[1])
    steps = [step for step, fits in ((1, hour + EAST >= 24), (-1, hour < WEST)) if fits]
    neighbours = {(date.fromisoformat(best.value) + timedelta(days=step)).isoformat() for step in steps}
    shown = (other for other in others if other.kind in ("byline", "said") and other.value in neighbours)
    return next(shown, best)


def _cased(name: str, field: str, found: Sequence[Candidate]) -> str:
    """A name that a byline sets in capitals, as another field of the capture writes it."""
    if not name.isupper():
        return name
    others = (each for other in found if other.field == field for each in split_people(other.value))
    return next((other for other in others if other.upper() == name and other != name), name)


class Chosen:
    """The readings taken so far; lifts go into the mask as they are taken."""

    def __init__(self, mask: Mask, nobody: frozenset[str]) -> None:
        self.mask = mask
        self.nobody = nobody
        self.readings: list[Reading] = []

    def take(self, candidate: Candidate | None) -> None:
        """Note one candidate as the value of its field, and lift its words."""
        if candidate is None:
            return
        start = candidate.lift[0] if candidate.lift else None
        self.readings.append(
            Reading(candidate.field, candidate.value, candidate.rule, candidate.evidence, start)
        )
        if candidate.lift:
            self.mask.cut(*candidate.lift, candidate.rule, LIFTED, candidate.field)

    def lift(self, field: str, candidate: Candidate | None, span: tuple[int, int]) -> None:
        """Note that the words in ``span`` say ``candidate`` over again."""
        if candidate:
            self.take(replace(candidate, field=field, lift=span))

    def one(self, field: str, found: Iterable[Candidate]) -> str | None:
        """Take the best candidate; lift the words of all others that say the same."""
        candidates = [candidate for candidate in ranked(field, found) if candidate.value not in self.nobody]
        if not candidates:
            return None
        best, *others = candidates
        best = shown_day(best, others)
        self.take(best)
        for other in others:
            if other.lift and other.value == best.value:
                self.take(other)
        return best.value

    def several(
        self, field: str, found: Sequence[Candidate], site: str, known: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Take all candidates of the best rule that names anybody.

        ``site`` is the host's own name, ``known`` are outlets, which are nobody's names.
        """
        outlets = {bare(each.value) for each in found if each.field == "publisher" and each.kind != "site"}
        names: dict[str, Candidate] = {}
        rule = None
        for candidate in ranked(field, found):
            people = [
                name
                for name in split_people(candidate.value)
                if bare(name) not in outlets and not is_domain(name) and name not in self.nobody | known
            ]
            if len(people) > 1:
                people = [name for name in people if bare(name) != site]
            if people and rule in (None, candidate.rule):
                rule = candidate.rule
                names.update((name, replace(candidate, value=name)) for name in people if name not in names)
        for name in names.values():
            self.take(replace(name, value=_cased(name.value, field, found)))
        for other in ranked(field, found) if self.mask.document.front_matter else ():
            if names and other.lift and other.rule != rule and {*split_people(other.value)} <= names.keys():
                self.take(other)
        return tuple(_cased(name, field, found) for name in names)

    def echoes(self, evidence: Evidence, publisher: str | None, authors: Sequence[str], below: int) -> None:
        """Lift the lines at the head that only say the publisher or an author over again."""
        for field, name in (("publisher", publisher), *(("author", author) for author in authors)):
            for line in evidence.head(below):
                if name and line.text.startswith(name) and _BUTTON.sub("", line.text) == name:
                    self.lift(
                        field, Candidate(field, name, "stated", "text/echo", name), (line.start, line.end)
                    )

    def tags(self, found: Sequence[Candidate], title: str | None, text: str) -> tuple[str, ...]:
        """Take the tags of the best kind of evidence that has any, in the order of the capture."""
        outlets = {bare(candidate.value) for candidate in found if candidate.field == "publisher"}
        for kind in ("front_matter", "rule", "stated", "marked", "json_ld", "meta"):
            given = [c for c in found if c.field == "tag" and c.kind == kind and bare(c.value) not in outlets]
            tags = [c for c in given if is_tag(c.value, title)]
            if kind == "meta":
                tags = said_tags(tags, text)
            if tags:
                unique = {candidate.value: candidate for candidate in reversed(tags)}
                ordered = tuple(dict.fromkeys(candidate.value for candidate in tags))
                for value in ordered:
                    self.take(unique[value])
                return ordered
        return ()
