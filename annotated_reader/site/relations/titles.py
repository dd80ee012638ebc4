"""Articles that a text names by their title, in the brackets that Chinese has for titles, without a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.crosslinks import Backlink
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.passages import leading_to
from annotated_reader.site.relations.sentences import sentence_around
from annotated_reader.site.relations.units import units_of

SHORTEST = 4
"""Units of a title that says which article is meant."""

_TITLE = re.compile(r"《([^《》\n]{4,60})》|〈([^〈〉\n]{4,60})〉|「([^「」\n]{8,60})」")
_OUTLET = re.compile(r"\s*[｜|]\s*")
"""Digests put the outlet's name before a title, with a bar between."""


def named_by_title(
    features: Sequence[Features],
    lead_of: Mapping[str, str],
    links: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, Backlink]]:
    """Yield the slug of every article that another one names by its title, and where; newest first.

    What the other links to as well is left out; of one text printed several times the lead is meant.
    """
    slugs = _slugs_by_title([one.entry for one in features], lead_of)
    for one in reversed(features):
        own = one.entry.slug
        linked = {lead_of.get(slug, slug) for slug in (own, *links.get(own, {}).values())}
        for slug, backlink in _names(one, slugs):
            if slug not in linked:
                linked.add(slug)
                yield slug, backlink


def _slugs_by_title(entries: Sequence[Entry], lead_of: Mapping[str, str]) -> dict[str, str | None]:
    """Titles, and what stands behind an outlet's name in them; None where two texts have the same."""
    slugs: dict[str, str | None] = {}
    for entry in entries:
        lead = lead_of.get(entry.slug, entry.slug)
        for title in {entry.title, _OUTLET.split(entry.title)[-1]}:
            key = units_of(title)
            if len(key) >= SHORTEST:
                slugs[key] = lead if slugs.get(key, lead) == lead else None
    return slugs


def _names(one: Features, slugs: Mapping[str, str | None]) -> Iterator[tuple[str, Backlink]]:
    for paragraph in one.paragraphs:
        for match in _TITLE.finditer(paragraph.text):
            slug = slugs.get(units_of(match[1] or match[2] or match[3]))
            if slug:
                sentence = sentence_around(paragraph.text, *match.span())
                url = one.entry.url + leading_to(sentence.whole)
                yield slug, Backlink(one.entry, sentence, url, by_title=True)
