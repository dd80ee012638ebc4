"""Works out all relations between articles, in order; the one module here that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotated_reader.progress import over
from annotated_reader.site.entries import Entry
from annotated_reader.site.kept.findings import NONE, Findings
from annotated_reader.site.relations.coverage import Coverage, cover
from annotated_reader.site.relations.crosslinks import Backlink, backlinks, links_of
from annotated_reader.site.relations.families import Family, families
from annotated_reader.site.relations.features import Features, are_known, features_of
from annotated_reader.site.relations.held import Clean, Held
from annotated_reader.site.relations.kin import find_kin
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.quoting import Passage, passages
from annotated_reader.site.relations.related import Related, related
from annotated_reader.site.relations.similar import Collection
from annotated_reader.site.relations.stories import find_stories
from annotated_reader.site.relations.titles import named_by_title
from annotated_reader.vocabulary import EMPTY, Vocabulary

NAMED = 12
"""Articles listed on one page because its text names their titles."""


@dataclass(frozen=True)
class Relations:
    """What all articles have to do with each other, by slug."""

    families: Mapping[str, Family] = field(default_factory=dict)
    """For every member."""
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Addresses in an article's text, as written, and the slugs of the articles here."""
    backlinks: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Articles here that an article names by their title."""
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    """For every telling, and every variant of one."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Of the articles in families, and the beginnings of all others."""

    def variants(self, slug: str) -> tuple[Entry, ...]:
        """Return the other captures of the article's text, the leading one first."""
        family = self.families.get(slug)
        return tuple(entry for entry in family.members if entry.slug != slug) if family else ()

    def lead(self, slug: str) -> str:
        """Return the slug of the article that leads its family; its own where it stands alone."""
        family = self.families.get(slug)
        return family.lead.slug if family else slug


def with_variants(entries: Iterable[Entry], relations: Relations) -> tuple[Entry, ...]:
    """Return the entries, each with its variants or with the one that leads it."""
    return tuple(
        replace(
            entry,
            lead=family.lead.slug if family.lead.slug != entry.slug else "",
            variants=family.members[1:] if family.lead.slug == entry.slug else (),
        )
        if (family := relations.families.get(entry.slug))
        else entry
        for entry in entries
    )


class Relater:
    """Relates articles, and remembers what it read of those that have not changed."""

    def __init__(self, findings: Findings = NONE) -> None:
        self.findings = findings
        """Those of earlier builds."""
        self.remembers = True
        """Whether there is to be another build in this run."""
        self._read: dict[str, tuple[object, Features]] = {}
        self._named: object = None
        self._namer = Namer()

    def relate(
        self, entries: Sequence[Entry], vocabulary: Vocabulary = EMPTY, clean: Clean = str
    ) -> Relations:
        """Return the relations of ``entries``, newest first; ``clean`` takes proxies off an address."""
        self.ready(entries, vocabulary)
        features = [self._features(entry) for entry in over("Relating articles", entries[::-1])]
        if not self.remembers:
            self._read.clear()
        return _relate(features, self._namer, clean)

    def ready(self, entries: Iterable[Entry], vocabulary: Vocabulary) -> None:
        """Look for the names of the vocabulary, and for the tags of the articles, from now on."""
        tags = tuple(dict.fromkeys(tag for entry in entries for tag in entry.tags))
        if (vocabulary, tags) != self._named:
            self._named, self._namer = (vocabulary, tags), Namer(vocabulary, tags)

    def knows(self, entry: Entry) -> bool:
        """Tell whether what it compares of an article was found before."""
        return are_known(entry, self._namer, self.findings)

    def read(self, entry: Entry) -> None:
        """Find what it compares of an article."""
        features_of(entry, self._namer, self.findings)

    def _features(self, entry: Entry) -> Features:
        state = (entry.title, entry.published, entry.body, self._namer)
        known = self._read.get(entry.slug)
        if known and known[0] == state:
            return replace(known[1], entry=entry)
        features = features_of(entry, self._namer, self.findings)
        self._read[entry.slug] = (state, features)
        return features


def _relate(features: Sequence[Features], namer: Namer, clean: Clean) -> Relations:
    kin = tuple(find_kin(features))
    grouped = families(features, kin)
    family_of = {entry.slug: family for family in grouped for entry in family.members}
    lead_of = {entry.slug: family.lead.slug for family in grouped for entry in family.members[1:]}
    collection = Collection(features)
    leads = [one.entry.slug not in lead_of for one in features]
    stories = [cover(collection, places, namer) for places in find_stories(collection, leads)]
    links = links_of(features, Held(_leads_first(features, lead_of), clean))
    linking = backlinks(features, links)
    naming = tuple(named_by_title(features, lead_of, links))
    return Relations(
        families=family_of,
        links=links,
        backlinks=_with_names(linking, naming),
        named=_named(naming, {one.entry.slug: one.entry for one in features}),
        passages=passages(features, kin, lead_of),
        related=related(collection, lead_of),
        coverage=_coverage(stories, family_of),
        texts={one.entry.slug: one.text for one in features},
    )


def _with_names(
    linking: Mapping[str, tuple[Backlink, ...]], naming: Iterable[tuple[str, Backlink]]
) -> dict[str, tuple[Backlink, ...]]:
    found = dict(linking)
    for slug, backlink in naming:
        found[slug] = (*found.get(slug, ()), backlink)
    return found


def _named(
    naming: Iterable[tuple[str, Backlink]], entries: Mapping[str, Entry]
) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for slug, backlink in naming:
        here = backlink.entry.slug
        found[here] = (*found.get(here, ()), entries[slug])[:NAMED]
    return found


def _leads_first(features: Iterable[Features], lead_of: Mapping[str, str]) -> list[Entry]:
    return sorted((one.entry for one in features), key=lambda entry: entry.slug in lead_of)


def _coverage(stories: Iterable[Coverage], family_of: Mapping[str, Family]) -> dict[str, Coverage]:
    found: dict[str, Coverage] = {}
    for story in stories:
        for telling in story.tellings:
            family = family_of.get(telling.entry.slug)
            members = family.members if family else (telling.entry,)
            found |= {entry.slug: story for entry in members}
    return found
