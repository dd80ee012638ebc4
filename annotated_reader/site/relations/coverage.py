"""One event as several outlets tell it: side by side, with the names and figures they share and do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import COUNTED, NAMED, Features
from annotated_reader.site.relations.figures import figures
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.passages import leading_to
from annotated_reader.site.relations.sentences import first_sentences, sentence_around
from annotated_reader.site.relations.similar import Collection

LEDE = 140
"""Characters of an article's beginning that are shown."""
SHARED = 24
"""Names, and as many figures, shown of those that several outlets use."""
ALONE = 4
"""Names, and as many figures, shown of those that one telling alone has."""
AROUND = 9
"""Characters shown on either side of a figure."""

_CLOSES = "。！？.!?”」"


def coverage_url(slug: str) -> str:
    """Return the address of the page on the event that an article tells of first."""
    return f"coverage/{slug}/"


@dataclass(frozen=True)
class Cell:
    """How one telling has a name or a figure."""

    words: str
    """A name as it is most often written there; a figure as it is written first."""
    count: int
    url: str
    """Address of the first place, below the site's root."""
    before: str = ""
    """What stands before a figure."""
    after: str = ""


@dataclass(frozen=True)
class Row:
    """A name or a figure, and what each telling makes of it; None where it has none."""

    name: str
    cells: tuple[Cell | None, ...]

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
    found = [_mentions(one, namer) for one in members]
    weights = _weights(collection, places)
    return Coverage(
        members[0].entry.slug,
        tuple(Telling(one.entry, first_sentences(_first_line(one), LEDE)) for one in members),
        _rows(NAMED, found, weights),
        _rows(COUNTED, found, weights),
    )


def _by_date(one: Features) -> tuple[str, str]:
    return one.entry.published or "9999", one.entry.slug


def _first_line(one: Features) -> str:
    """The first paragraph that is a sentence and not the credit of a picture."""
    lines = [paragraph.text for paragraph in one.paragraphs]
    sentences = (line for line in lines if len(line) > 2 * AROUND and line[-1] in _CLOSES)
    return next(sentences, "".join(lines[:1]))


def _weights(collection: Collection, places: Iterable[int]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for place in places:
        for term, weight in collection.weights(place).items():
            weights[term] = weights.get(term, 0) + weight
    return weights


def _mentions(one: Features, namer: Namer) -> dict[str, Cell]:
    """All names and figures of an article, by term."""
    places: dict[str, list[tuple[int, int]]] = {}
    for name in namer.names(one.text):
        places.setdefault(NAMED + name.preferred, []).append((name.start, name.end))
    for figure in figures(one.text, one.entry.published):
        places.setdefault(COUNTED + figure.key, []).append((figure.start, figure.end))
    return {term: _cell(one, term, there) for term, there in places.items()}


def _cell(one: Features, term: str, spans: Sequence[tuple[int, int]]) -> Cell:
    text, (start, end) = one.text, spans[0]
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[left : right if right >= 0 else len(text)]
    whole = sentence_around(line, start - left, end - left).whole
    url = one.entry.url + leading_to(whole)
    if term.startswith(COUNTED):
        before, after = line[: start - left][-AROUND:], line[end - left :][:AROUND]
        return Cell(text[start:end], len(spans), url, before, after)
    written = [text[first:last] for first, last in spans]
    return Cell(max(dict.fromkeys(written), key=written.count), len(spans), url)


def _rows(kind: str, found: Sequence[Mapping[str, Cell]], weights: Mapping[str, float]) -> tuple[Row, ...]:
    terms = dict.fromkeys(term for cells in found for term in cells if term.startswith(kind))
    rows = {term: Row(term[1:], tuple(cells.get(term) for cells in found)) for term in terms}
    order = sorted(rows, key=lambda term: (-rows[term].tellers, -weights.get(term, 0), term))
    shared = [rows[term] for term in order if rows[term].tellers > 1]
    alone = [row for cells in found for row in _alone(kind, cells, rows)]
    return tuple(shared[:SHARED] + alone)


def _alone(kind: str, cells: Mapping[str, Cell], rows: Mapping[str, Row]) -> list[Row]:
    """What one telling alone has: names it uses more than once, figures but no years."""
    own = [term for term in cells if term in rows and rows[term].tellers == 1]
    told = [t for t in own if (not t.endswith("年") if kind == COUNTED else cells[t].count > 1)]
    return [rows[term] for term in sorted(told, key=lambda term: -cells[term].count)[:ALONE]]
