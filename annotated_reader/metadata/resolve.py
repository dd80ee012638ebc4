"""Decides which candidate a field takes, by one documented order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotated_reader.addresses import absolute, clean_address, encoded, host, is_on
from annotated_reader.cleaning.mask import Mask
from annotated_reader.disguise import on_one_line
from annotated_reader.metadata.above_facts import TEXT_HEAD
from annotated_reader.metadata.affixes import bare
from annotated_reader.metadata.bylines import find_bylines
from annotated_reader.metadata.choose import Chosen, ranked
from annotated_reader.metadata.dates import find_date, relative_date
from annotated_reader.metadata.evidence import Candidate, Evidence
from annotated_reader.metadata.one_line import find_one_line
from annotated_reader.metadata.origins import find_origins
from annotated_reader.metadata.outlets import holders, marks, site_names
from annotated_reader.metadata.people import split_people
from annotated_reader.metadata.staff import without_staff
from annotated_reader.metadata.stated import ADDRESSES, FACTS_LETTERS, LOOKED_AT, find_stated
from annotated_reader.metadata.structured import find_structured, url_candidates
from annotated_reader.metadata.titles import (
    choose_title,
    find_titles,
    headline,
    only_heading,
    title_lines,
    title_link,
)
from annotated_reader.sources.model import Source, Sources
from annotated_reader.values import Reading


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
    lang: str | None
    """The language that the capture states, as it writes it."""
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
    title = choose_title(ranked("title", list(find_titles(evidence))), evidence)
    lines = title_lines(title.value, evidence) if title else []
    shown = headline(lines) if lines else only_heading(evidence)
    below = shown.index + 1 if shown else 0
    found = _found(evidence, (*lineage, *sources.general), below)
    stated_title = ranked("title", [candidate for candidate in found if candidate.field == "title"])
    if stated_title and (title is None or stated_title[0].kind == "rule"):
        title = stated_title[0]
        lines = title_lines(title.value, evidence)
    original = _address("original_url", found, sources, None)
    archive = _address("archive_url", found, sources, None)
    if original:
        found.extend(url_candidates(original.value))
    found.extend(_resolved(evidence))
    named = bare(title.value) if title else ""
    names = _names(lineage, original, evidence, sources)
    found.extend(each for each in names if each.kind != "site" or bare(each.value) != named)
    chosen = Chosen(mask, sources.nobody)
    site = _site(original.value if original else evidence.home)
    found.extend(_signing(found, site))
    known = frozenset(publisher for _, publisher in sources.publishers)
    found.extend(_outlets_among_authors(found, known))
    authors = chosen.several("author", found, site, known)
    named_authors = {bare(name) for name in authors}
    found = [each for each in found if each.kind != "site" or bare(each.value) not in named_authors]
    publisher = chosen.one("publisher", found)
    published = chosen.one("published", found)
    chosen.echoes(evidence, publisher, authors, below)
    for line in lines:
        chosen.lift("title", title, (line.start, line.end))
    for candidate in (original, archive):
        chosen.take(candidate)
    tags = chosen.tags(found, title.value if title else None, _words(title, evidence))
    if title and not lines:
        chosen.take(title)
    return Metadata(
        title=(on_one_line(title.value) or None) if title else None,
        authors=tuple(filter(None, map(on_one_line, authors))),
        publisher=on_one_line(publisher or "") or None,
        published=published,
        original_url=original.value if original else None,
        archive_url=archive.value if archive else None,
        tags=tuple(filter(None, map(on_one_line, tags))),
        lang=next((candidate.value for candidate in ranked("lang", found)), None),
        readings=tuple(chosen.readings),
    )


def _found(evidence: Evidence, sources: Sequence[Source], below: int) -> list[Candidate]:
    """All that may be the value of a field, the title as lines show it left out."""
    return [
        *find_origins(evidence),
        *(each for each in find_one_line(evidence) if each.field != "title"),
        *find_bylines(evidence, below),
        *find_stated(evidence, sources, below),
        *without_staff(find_structured(evidence), evidence),
        *title_link(evidence),
    ]


def _site(address: str | None) -> str:
    """What a host is called without its endings: "usatoday" of usatoday.com."""
    labels = host(address or "").split(".")
    names = [label for label in labels[:-1] if label not in ("co", "com", "org", "net")]
    return bare(names[-1]) if names else ""


def _signing(found: Iterable[Candidate], site: str) -> Iterable[Candidate]:
    """The outlet that stands behind a name in a byline and is called as its host is."""
    for candidate in [each for each in found if each.field == "author"] if site else ():
        names = list(split_people(candidate.value))
        for name in names[1:]:
            if bare(name) == site:
                yield Candidate("publisher", name, "site", candidate.rule, candidate.evidence)


def _outlets_among_authors(found: Iterable[Candidate], known: frozenset[str]) -> list[Candidate]:
    """The known outlets that a byline names, alone or behind the writers."""
    return [
        replace(candidate, field="publisher", value=name, kind="bare")
        for candidate in found
        if candidate.field == "author" and candidate.kind in ("byline", "bare")
        for name in split_people(candidate.value)
        if name in known
    ]


def _words(title: Candidate | None, evidence: Evidence) -> str:
    """The title and the text, menus left out."""
    lines = [line.text for line in evidence.lines if line.link_share < 0.5]
    return "\n".join([title.value if title else "", *lines])


def _address(field: str, found: Iterable[Candidate], sources: Sources, base: str | None) -> Candidate | None:
    for candidate in ranked(field, found):
        url = encoded(absolute(clean_address(candidate.value, sources), base))
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
    known = frozenset(publisher for _, publisher in sources.publishers)
    for name in marks(evidence, known):
        yield Candidate("publisher", name, "site", "text/mark", name)
    for name in holders(evidence):
        yield Candidate("publisher", name, "site", "text/copyright", name)
    for name in site_names(evidence):
        yield Candidate("publisher", name, "site", "html/title-affix", evidence.title_tag)
    for key in ("application-name", "dc.publisher"):
        if said := evidence.metas.get(key):
            yield Candidate("publisher", said, "site", f"meta/{key}", f"<meta {key}>")
