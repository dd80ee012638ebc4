"""The page of an entity: what it is, who calls it what, and where else it is mentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.site.entries import Entry
from annotated_reader.site.listings import Listing, Map, Way, indexes, pages, src_uri_of
from annotated_reader.site.names import UNLISTED, readings_of
from annotated_reader.site.tagging import Tagging
from annotated_reader.vocabulary import Entity, Vocabulary

OUTLETS = 8
"""Outlets named beside one spelling; the page says how many more there are."""
SPELLINGS = 24
"""Spellings listed of one entity, the most used."""
MENTIONS = 5
"""Articles shown on an entity's page that only mention it; the others have a listing of their own."""


@dataclass(frozen=True)
class Outlet:
    """One publisher that uses a spelling."""

    name: str
    """Empty where nobody states it."""
    count: int
    example: Entry
    """Its newest article with that spelling."""


@dataclass(frozen=True)
class Spelling:
    """One way in which texts write an entity's name."""

    name: str
    count: int
    outlets: tuple[Outlet, ...]
    more: int
    """Outlets that are not shown."""


@dataclass(frozen=True)
class Portrait:
    """All that an entity's page shows besides its articles."""

    entity: Entity
    url: str
    spellings: tuple[Spelling, ...]
    mentioned: tuple[Entry, ...]
    """Articles that mention it without being about it, newest first."""

    @property
    def src_uri(self) -> str:
        """Source path of its page."""
        return src_uri_of(self.url)

    @property
    def mentions_url(self) -> str:
        """Address of the listing of all articles that mention it."""
        return f"{self.url}mentions/"


def kinds_of(tagging: Tagging, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the entities that an article is about or mentions, each with its kind, by kind."""
    present = {name for reading in tagging.readings.values() for name in reading.namings}
    present |= {tag for entry in tagging.entries for tag in entry.tags}
    return {entity.name: entity.kind for entity in vocabulary.entities if entity.name in present}


def portray(site: Map, tagging: Tagging, vocabulary: Vocabulary) -> dict[str, Portrait]:
    """Return the portrait of every entity that has a page, by name."""
    naming: dict[str, list[Entry]] = defaultdict(list)
    for entry in tagging.entries:
        for name in tagging.readings[entry.slug].namings:
            naming[name].append(entry)
    return {
        entity.name: Portrait(
            entity,
            url,
            tuple(_spellings(entity.name, naming[entity.name], tagging)),
            tuple(entry for entry in naming[entity.name] if entity.name not in entry.tags),
        )
        for entity in vocabulary.entities
        if (url := site.urls["tags"].get(entity.name))
    }


def more_listings(site: Map, portraits: Mapping[str, Portrait], tagging: Tagging) -> Iterator[Listing]:
    """Yield the pages besides the articles: who else mentions it, other names' addresses, unknown tags."""
    for name, portrait in portraits.items():
        if len(portrait.mentioned) > MENTIONS:
            yield from pages("tags", name, portrait.mentioned, portrait.mentions_url, "mentions")
    yield from _elsewhere(site, portraits.values())
    ways = [Way(tag, site.urls["tags"][tag], len(found)) for tag, found in tagging.unlisted.items()]
    yield from indexes(f"tags/{UNLISTED}", [("", ways)], "tags", "unlisted")


def _elsewhere(site: Map, portraits: Iterable[Portrait]) -> Iterator[Listing]:
    """A page at the address that a variant would have had as a tag, which leads to its entity.

    An address that means something else already is left alone.
    """
    taken = {listing.base for listing in site.listings}
    variants: dict[str, dict[str, Portrait]] = defaultdict(dict)
    for portrait in portraits:
        for reading, alike in readings_of(portrait.entity.variants).items():
            variants[reading][alike[0]] = portrait
    way_to = {way.name: way for way in site.ways["tags"]}
    for reading, found in variants.items():
        url = f"tags/{reading}/"
        if url not in taken:
            names = dict.fromkeys(portrait.entity.name for portrait in found.values())
            ways = tuple(way_to[name] for name in names)
            title = " / ".join(found)
            yield Listing(
                src_uri_of(url), "tags", title, (), (("", ways),), 1, 1, len(ways), url, "elsewhere"
            )


def _spellings(name: str, entries: Sequence[Entry], tagging: Tagging) -> Iterator[Spelling]:
    """The spellings of an entity, most used first, with the outlets that use them most."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    examples: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for spelling, count in tagging.readings[entry.slug].namings[name].spellings.items():
            counts[spelling][entry.publisher or ""] += count
            examples.setdefault((spelling, entry.publisher or ""), entry)
    most_used = sorted(counts, key=lambda spelling: (-sum(counts[spelling].values()), spelling))
    for spelling in most_used[:SPELLINGS]:
        by_use = sorted(counts[spelling].items(), key=lambda each: (-each[1], each[0]))
        outlets = tuple(
            Outlet(outlet, count, examples[spelling, outlet]) for outlet, count in by_use[:OUTLETS]
        )
        total = sum(counts[spelling].values())
        yield Spelling(spelling, total, outlets, len(by_use) - len(outlets))
