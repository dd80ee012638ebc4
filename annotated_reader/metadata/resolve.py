"""Decides which candidate a field takes, by one documented order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotated_reader.addresses import absolute, clean_address, host, is_on
from annotated_reader.cleaning.mask import LIFTED, Mask
from annotated_reader.metadata.dates import find_date, relative_date
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.people import split_people
from annotated_reader.metadata.stated import ADDRESSES, FACTS_LETTERS, LOOKED_AT, find_stated
from annotated_reader.metadata.structured import find_structured, url_candidates
from annotated_reader.metadata.titles import (
    TEXT_HEAD,
    choose_title,
    find_titles,
    headline,
    title_lines,
    title_link,
)
from annotated_reader.sources.model import Source, Sources
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
        "above_facts",
        "first_line",
        "stated",
    ),
    "author": ("rule", "front_matter", "stated", "json_ld", "meta", "constant"),
    "publisher": ("rule", "stated", "front_matter", "json_ld", "meta", "constant", "host"),
    "published": ("rule", "json_ld", "meta", "comment", "stated", "url", "front_matter", "relative"),
    "original_url": ("rule", "front_matter", "stated", "linked", "canonical", "json_ld", "meta"),
    "archive_url": ("rule", "stated"),
    "lang": ("rule", "front_matter", "meta"),
}
"""Kinds of evidence for each field, the best first.  A reading rule of the capture's own source
outranks all; what a page states in fields outranks its sentences for the date, but not for the
author, where Chinese pages put the editor or a staff number; the front matter's date comes last,
for it is often the day of archiving."""


@dataclass(frozen=True)
class Metadata:
    """The values chosen, with the reading behind each."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    original_url: str | None
    archive_url: str | None
    tags: tuple[str, ...]
    readings: tuple[Reading, ...]


def read_addresses(evidence: Evidence, sources: Sources) -> tuple[str, ...]:
    """Return the addresses that a capture gives for itself, for sources to claim it by."""
    candidates = [
        *find_structured(evidence),
        *title_link(evidence),
        *find_stated(evidence, sources.general, 0, ADDRESSES),
    ]
    found = [c.value for c in candidates if c.field in ADDRESSES]
    return tuple(dict.fromkeys(clean_address(url, sources) for url in found))


def read_metadata(mask: Mask, evidence: Evidence, lineage: Sequence[Source], sources: Sources) -> Metadata:
    """Choose a value for every field, cut from the text what it says twice, and say why."""
    title = choose_title(_ranked("title", list(find_titles(evidence))), evidence)
    lines = title_lines(title.value, evidence) if title else []
    below = headline(lines).index + 1 if lines else 0
    found = [
        *find_stated(evidence, (*lineage, *sources.general), below),
        *find_structured(evidence),
        *title_link(evidence),
    ]
    stated_title = _ranked("title", [candidate for candidate in found if candidate.field == "title"])
    if stated_title and (title is None or stated_title[0].kind == "rule"):
        title = stated_title[0]
        lines = title_lines(title.value, evidence)
    original = _address("original_url", found, sources, None)
    archive = _address("archive_url", found, sources, None)
    if original:
        found.extend(url_candidates(original.value))
    found.extend(_resolved(evidence))
    found.extend(_names(lineage, original, evidence, sources))
    chosen = _Chosen(mask, sources.nobody)
    authors = chosen.several("author", found)
    publisher = chosen.one("publisher", found)
    published = chosen.one("published", found)
    chosen.echoes(evidence, publisher, authors, below)
    for line in lines:
        chosen.lift("title", title, (line.start, line.end))
    for candidate in (original, archive):
        chosen.take(candidate)
    tags = chosen.tags(found, publisher)
    if title and not lines:
        chosen.take(title)
    return Metadata(
        title=title.value if title else None,
        authors=authors,
        publisher=publisher,
        published=published,
        original_url=original.value if original else None,
        archive_url=archive.value if archive else None,
        tags=tags,
        readings=tuple(chosen.readings),
    )


def _ranked(field: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    order = ORDER[field]
    return sorted(
        (candidate for candidate in candidates if candidate.field == field and candidate.kind in order),
        key=lambda candidate: order.index(candidate.kind),
    )


def _address(field: str, found: Iterable[Candidate], sources: Sources, base: str | None) -> Candidate | None:
    for candidate in _ranked(field, found):
        url = absolute(clean_address(candidate.value, sources), base)
        if url.startswith(("http://", "https://")) and "." in host(url):
            return replace(candidate, value=url)
    return None


def _resolved(evidence: Evidence) -> Iterable[Candidate]:
    """A relative date below the title, counted back from the full date in the head of the same copy."""
    if evidence.document.format != "text":
        return
    reference = None
    for line in evidence.lines[:TEXT_HEAD]:
        if reference and line.letters <= FACTS_LETTERS and (day := relative_date(line.text, reference)):
            yield Candidate("published", day, "relative", "text/relative", line.text)
            return
        reference = reference or find_date(line.text[:LOOKED_AT])


def _names(
    lineage: Sequence[Source], original: Candidate | None, evidence: Evidence, sources: Sources
) -> Iterable[Candidate]:
    """The publishers that the lineage or the address stands for, where the capture does not name one."""
    for source in reversed(lineage):
        if source.role == "original" and source.name not in source.hosts:
            yield Candidate(
                "publisher", source.name, "constant", f"{source.key}/name", f"claimed by {source.key}"
            )
    url = original.value if original else evidence.home
    fitting = [(name, publisher) for name, publisher in sources.publishers if url and is_on(url, name)]
    if fitting:
        name, publisher = max(fitting, key=lambda pair: len(pair[0]))
        yield Candidate("publisher", publisher, "host", f"_publishers/{name}", url or "")


class _Chosen:
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
        ranked = [candidate for candidate in _ranked(field, found) if candidate.value not in self.nobody]
        if not ranked:
            return None
        self.take(ranked[0])
        for other in ranked[1:]:
            if other.lift and other.value == ranked[0].value:
                self.take(other)
        return ranked[0].value

    def several(self, field: str, found: Sequence[Candidate]) -> tuple[str, ...]:
        """Take all candidates of the best rule that names anybody."""
        outlets = {candidate.value for candidate in found if candidate.field == "publisher"}
        ranked = _ranked(field, found)
        names: dict[str, Candidate] = {}
        rule = None
        for candidate in ranked:
            people = [name for name in split_people(candidate.value) if name not in outlets]
            if people and rule in (None, candidate.rule):
                rule = candidate.rule
                names.update((name, replace(candidate, value=name)) for name in people if name not in names)
        for name in names.values():
            self.take(name)
        return tuple(names)

    def echoes(self, evidence: Evidence, publisher: str | None, authors: Sequence[str], below: int) -> None:
        """Lift the lines at the head that only say the publisher or an author over again."""
        for field, name in (("publisher", publisher), *(("author", author) for author in authors)):
            for line in evidence.head(below):
                if name and line.text == name:
                    self.lift(
                        field, Candidate(field, name, "stated", "text/echo", name), (line.start, line.end)
                    )

    def tags(self, found: Sequence[Candidate], publisher: str | None) -> tuple[str, ...]:
        """Take the tags of the best kind of evidence that has any, in the order of the capture."""
        for kind in ("front_matter", "rule", "stated", "json_ld", "meta"):
            tags = [c for c in found if c.field == "tag" and c.kind == kind and c.value != publisher]
            if tags:
                unique = {candidate.value: candidate for candidate in reversed(tags)}
                ordered = tuple(dict.fromkeys(candidate.value for candidate in tags))
                for value in ordered:
                    self.take(unique[value])
                return ordered
        return ()
