"""One event as several outlets tell it: side by side, with the names and figures they share and do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.differing import by_fullest_name, by_what_is_counted
from annotated_reader.site.relations.features import COUNTED, NAMED, Features
from annotated_reader.site.relations.mentioned import Cell, Mentioned, cell_of, mentioned
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.sentences import first_sentences
from annotated_reader.site.relations.similar import Collection
from annotated_reader.vocabulary import fold, simplify

LEDE = 140
"""Characters of an article's beginning that are shown."""
SHARED = 24
"""Names, and as many figures, shown of those that several outlets use."""
ALONE = 4
"""Names, and as many figures, shown of those that one telling alone has."""
A_SENTENCE = 18
"""Characters that a line must have to be the beginning of a text."""

_CLOSES = "。！？.!?”」"


def coverage_url(slug: str) -> str:
    """Return the address of the page on the event that an article tells of first."""
    return f"coverage/{slug}/"


@dataclass(frozen=True)
class Row:
    """A name or a figure, and what each telling makes of it; None where it has none."""

    name: str
    cells: tuple[Cell | None, ...]
    is_disputed: bool = False
    """Whether tellings give it different names, or, where ``name`` is what is counted, different figures."""

    @property
    def tellers(self) -> int:
        """How many tellings have it."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True)
class Telling:
    """One article on the event."""

    entry: Entry
    lede: str


@dataclass(frozen=True)
class Coverage:
    """All that one coverage page shows."""

    slug: str
    tellings: tuple[Telling, ...]
    """By date, undated last."""
    names: tuple[Row, ...]
    """Those of most tellings first."""
    figures: tuple[Row, ...]
    """Those on which tellings differ, then those of most tellings."""

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return coverage_url(self.slug)

    @property
    def title(self) -> str:
        """The first names that all share, which is what the event is about."""
        return "、".join(row.name for row in self.names[:3]) or self.tellings[0].entry.title


def cover(collection: Collection, places: Sequence[int], namer: Namer) -> Coverage:
    """Return the coverage page of the articles at ``places`` in the collection."""
    members = sorted((collection.features[place] for place in places), key=_by_date)
    subjects = {simplify(tag) for one in members for tag in one.entry.tags}
    found = [mentioned(one, namer, subjects) for one in members]
    found = by_fullest_name(found, [one.text for one in members])
    weights = _weights(collection, places)
    disputed, settled = _disputed(members, found)
    return Coverage(
        members[0].entry.slug,
        tuple(Telling(one.entry, first_sentences(_first_line(one), LEDE)) for one in members),
        _rows(NAMED, members, found, weights),
        (*disputed, *_rows(COUNTED, members, settled, weights)),
    )


def _by_date(one: Features) -> tuple[str, str]:
    return one.entry.published or "9999", one.entry.slug


def _first_line(one: Features) -> str:
    """The first paragraph that is a sentence and not the credit of a picture."""
    lines = [paragraph.text for paragraph in one.paragraphs]
    sentences = (line for line in lines if len(line) > A_SENTENCE and line[-1] in _CLOSES)
    return next(sentences, "".join(lines[:1]))


def _weights(collection: Collection, places: Iterable[int]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for place in places:
        for term, weight in collection.weights(place).items():
            weights[term] = weights.get(term, 0) + weight
    return weights


def _disputed(members: Sequence[Features], found: Sequence[Mentioned]) -> tuple[list[Row], list[Mentioned]]:
    """The figures on which tellings differ, in rows of their own, and the mentions without them."""
    rows, left = [], [dict(each) for each in found]
    for label, given in by_what_is_counted(found).items():
        cells = []
        for one, each, term in zip(members, found, given, strict=True):
            places = [place for place in each[term] if place.label == label] if term else []
            cells.append(cell_of(one, term, places) if term else None)
        rows.append(Row(label, tuple(cells), is_disputed=True))
        for each, term in zip(left, given, strict=True):
            each.pop(term or "", None)
    return sorted(rows, key=lambda row: -row.tellers)[:SHARED], left


def _rows(
    kind: str, members: Sequence[Features], found: Sequence[Mentioned], weights: Mapping[str, float]
) -> tuple[Row, ...]:
    cells = [_cells(kind, one, each) for one, each in zip(members, found, strict=True)]
    terms = dict.fromkeys(term for each in cells for term in each)
    rows = {term: _row(term, [each.get(term) for each in cells]) for term in terms}
    order = sorted(rows, key=lambda term: (-rows[term].tellers, -weights.get(term, 0), term))
    shared = [rows[term] for term in order if rows[term].tellers > 1]
    alone = [row for each, where in zip(cells, found, strict=True) for row in _alone(each, where, rows)]
    return tuple(shared[:SHARED] + alone)


def _row(term: str, cells: Sequence[Cell | None]) -> Row:
    called = {fold(cell.words) for cell in cells if cell}
    return Row(term[1:], tuple(cells), is_disputed=term.startswith(NAMED) and len(called) > 1)


def _cells(kind: str, one: Features, each: Mentioned) -> dict[str, Cell]:
    return {term: cell_of(one, term, places) for term, places in each.items() if term.startswith(kind)}


def _alone(cells: Mapping[str, Cell], where: Mentioned, rows: Mapping[str, Row]) -> list[Row]:
    """What one telling alone has: names that it uses more than once or marks, figures but no years."""
    told = [term for term in cells if rows[term].tellers == 1 and _is_told(term, where)]
    return [rows[term] for term in sorted(told, key=lambda term: -cells[term].count)[:ALONE]]


def _is_told(term: str, where: Mentioned) -> bool:
    if term.startswith(COUNTED):
        return not term.endswith("年")
    return len(where[term]) > 1 or any(place.is_marked for place in where[term])
