"""Which feeds a site has, and what is in each: all are bounded, however many articles there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotated_reader.site.entries import Entry
from annotated_reader.site.feeds.articles import Published
from annotated_reader.site.feeds.json_feed import write_json
from annotated_reader.site.feeds.notes import item_of
from annotated_reader.site.feeds.rss import write_rss
from annotated_reader.site.feeds.values import Feed
from annotated_reader.site.kept.digests import Digests
from annotated_reader.site.kept.findings import NONE, Findings
from annotated_reader.site.listings import Listing, folded
from annotated_reader.site.notes import Views

NEWEST = 30
"""Articles in the site's feed, with all of their text; notes in the notes' feed."""
OF_SUBJECT = 20
"""Articles in the feed of a subject, with their beginnings."""
FOLLOWED = 3
"""Articles that make a tag a subject to be followed, where the vocabulary does not know it."""


NOTES = "notes/"
"""Where the feed of notes stands."""


@dataclass(frozen=True)
class Place:
    """Where a feed stands, as pages tell of it."""

    name: str
    """Of what it follows."""
    title: str
    folder: str
    """Below the site's root: empty, or with a slash at its end."""

    @property
    def rss(self) -> str:
        """Address of the RSS file below the site's root."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """Address of the JSON file below the site's root."""
        return f"{self.folder}feed.json"


@dataclass(frozen=True)
class Feeds:
    """The feeds of a site; it has none where it does not know its own address."""

    published: Published
    known: Collection[str] = frozenset()
    """The names in the vocabulary: subjects that can be followed from their first article on."""
    findings: Findings = NONE
    """Feeds as they were written by earlier builds."""
    _digests: Digests = field(default_factory=Digests, init=False, repr=False, compare=False)

    def on(self, listing: Listing | None = None, *, notes: bool = False) -> tuple[Place, ...]:
        """Return the feeds that a page tells of: the site's, and that of what it lists."""
        site = self.published.publication
        places = [Place(site.name, site.name, "")]
        if notes:
            places.append(_place(site.name, site.words["notes"], NOTES))
        if listing and self._is_followed(listing):
            places.append(_place(site.name, listing.name, listing.base))
        return tuple(places) if site.url else ()

    def of_articles(self, entries: Sequence[Entry], listings: Iterable[Listing]) -> Iterator[tuple[str, str]]:
        """Yield address and content of the feeds of articles, which are given newest first."""
        site = self.published.publication
        newest = tuple(self.published.whole(entry) for entry in folded(entries)[:NEWEST])
        yield from self._files(Feed(site.name, site.description, site.url, "", site.language, newest))
        for listing in listings:
            if listing.number == 1 and self._is_followed(listing):
                yield from self._files(self._subject(listing))

    def of_notes(self, views: Views) -> Iterator[tuple[str, str]]:
        """Yield address and content of the feed of notes."""
        site = self.published.publication
        items = tuple(item_of(view, site, self.published.held) for view in views.newest_first()[:NEWEST])
        title = _titled(site.name, site.words["notes"])
        yield from self._files(
            Feed(title, site.words["feed_notes"], site.url + NOTES, NOTES, site.language, items)
        )

    def _subject(self, listing: Listing) -> Feed:
        site = self.published.publication
        items = tuple(self.published.brief(entry) for entry in listing.entries[:OF_SUBJECT])
        said = site.words["feed_subject"].format(name=listing.name)
        title = _titled(site.name, listing.name)
        return Feed(title, said, site.url + listing.base, listing.base, site.language, items)

    def _files(self, feed: Feed) -> Iterator[tuple[str, str]]:
        site = self.published.publication
        if site.url:
            place = Place(feed.title, feed.title, feed.place)
            given = site.url, self._digests.of(feed).hex()
            rss, json = self.findings.of("feed", given, lambda: _written(feed, site.url, place))
            yield place.rss, rss
            yield place.json, json

    def _is_followed(self, listing: Listing) -> bool:
        """Tell whether it lists articles on a subject that people may want to follow."""
        is_subject = listing.kind == "tags" and not listing.part and bool(listing.entries)
        return is_subject and (listing.name in self.known or listing.total >= FOLLOWED)


def _written(feed: Feed, url: str, place: Place) -> tuple[str, str]:
    return write_rss(feed, url + place.rss), write_json(feed, url + place.json)


def _place(site: str, name: str, folder: str) -> Place:
    return Place(name, _titled(site, name), folder)


def _titled(site: str, name: str) -> str:
    return f"{site} · {name}"
