"""What of an article is compared with others: its units, its prints, its names, figures and terms."""

from __future__ import annotations

import math
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import add

from annotated_reader.site.entries import Entry
from annotated_reader.site.kept.findings import NONE, Findings, Json
from annotated_reader.site.relations.figures import Figure, figures
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.texts import Link, Paragraph, paragraphs
from annotated_reader.site.relations.units import prints, units_of

NAME, FIGURE = 1.5, 1.5
"""How much a name and a figure count, beside a pair of characters that occurs as often."""
TITLE = 2
"""A name in the title counts as if it stood in the text so many times more."""
MOST_TERMS = 240
"""Terms kept of one article, the most used: a book costs no more than a long report."""

NAMED, COUNTED, REPEATED = "@#~"
"""How a term begins: with what kind it is."""


@dataclass(frozen=True)
class Features:
    """What one article is compared by."""

    entry: Entry
    paragraphs: tuple[Paragraph, ...]
    units: str
    prints: array[int]
    terms: Mapping[str, float]
    """Names, figures and repeated groups of units, each with its weight in this article alone."""
    days: Mapping[str, frozenset[int]]
    """Month and day as the text names them, with the years it says; no year where it says none."""

    @property
    def text(self) -> str:
        """The article's paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def features_of(entry: Entry, namer: Namer, findings: Findings = NONE) -> Features:
    """Return the features of an article."""
    words = findings.of("words", _decisive(entry), lambda: _words(entry))
    shown, units, printed, terms, days = words
    read = tuple(Paragraph(text, tuple(Link(*link) for link in links)) for text, links in shown)
    text = "\n".join(paragraph.text for paragraph in read)
    named = _decisive_of_names(entry, namer)
    names = findings.of("names", named, lambda: _names(entry.title, text, namer))
    return Features(
        entry,
        read,
        units,
        array("L", array("I", b64decode(printed))),
        _most({**terms, **_weighed(NAMED, NAME, names)}),
        {day: frozenset(years) for day, years in days.items()},
    )


def are_known(entry: Entry, namer: Namer, findings: Findings) -> bool:
    """Tell whether the features of an article were found before."""
    return findings.has("words", _decisive(entry)) and findings.has("names", _decisive_of_names(entry, namer))


def _decisive(entry: Entry) -> tuple[str, ...]:
    return entry.body, entry.published or ""


def _decisive_of_names(entry: Entry, namer: Namer) -> tuple[str, ...]:
    return namer.known, entry.title, entry.body


def _words(entry: Entry) -> Json:
    """What the text alone decides: paragraphs, units, prints, terms but for names, and days."""
    read = paragraphs(entry.body)
    text = "\n".join(paragraph.text for paragraph in read)
    units = units_of(text)
    counted = tuple(figures(text, entry.published))
    terms = {
        **_repeated(units),
        **_weighed(COUNTED, FIGURE, Counter(figure.key for figure in counted)),
    }
    shown = [(each.text, [(link.address, link.start, link.end) for link in each.links]) for each in read]
    printed = b64encode(array("I", prints(units)).tobytes()).decode()
    return shown, units, printed, _most(terms), _days(counted)


def _names(title: str, text: str, namer: Namer) -> Counter[str]:
    names = Counter(name.preferred for name in namer.names(text))
    for name in {name.preferred for name in namer.names(title)}:
        names[name] += TITLE
    return names


def _repeated(units: str) -> dict[str, float]:
    """Pairs and triples of units that occur more than once: Chinese sets no spaces, and none are needed."""
    found: dict[str, float] = {}
    pairs = list(map(add, units, units[1:]))
    for groups in (pairs, map(add, pairs, units[2:])):
        for group, count in Counter(groups).items():
            if count > 1:
                found[REPEATED + group] = math.log(count)
    return found


def _weighed(kind: str, weight: float, counts: Mapping[str, int]) -> dict[str, float]:
    return {kind + name: weight * (1 + math.log(count)) for name, count in counts.items()}


def _most(terms: dict[str, float]) -> dict[str, float]:
    kept = sorted(terms, key=lambda term: (-terms[term], term))[:MOST_TERMS]
    return {term: terms[term] for term in kept}


def _days(counted: tuple[Figure, ...]) -> dict[str, list[int]]:
    years: dict[str, set[int]] = {}
    for figure in counted:
        if figure.is_day:
            years.setdefault(figure.key, set()).update([figure.year] if figure.year else [])
    return {day: sorted(found) for day, found in years.items()}
