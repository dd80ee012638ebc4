"""Articles as items of a feed: whole in the site's own feed, their beginnings in those of subjects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from lxml.html import tostring

from annotated_reader.gate import pass_authors
from annotated_reader.markdown import render
from annotated_reader.portable import Picture, Way, take_along
from annotated_reader.portable.links import below, sound
from annotated_reader.site.entries import Entry
from annotated_reader.site.feeds.values import Item, Publication
from annotated_reader.site.relations.previews import beginning


def none_held(address: str) -> Picture | None:
    """Hold no picture."""
    return None


@dataclass(frozen=True)
class Published:
    """The articles of a site, ready to be told of elsewhere."""

    publication: Publication
    beginnings: Mapping[str, str] = field(default_factory=dict)
    """The plain text of each article, or how it begins, by slug."""
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By slug: addresses in its text, as written, and the slugs of the articles held from there."""
    held: Callable[[str], Picture | None] = none_held
    """From a picture's address on the web to the picture that the site itself shows, if it does."""
    _briefs: dict[str, Item] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Those told of already, by slug: an article stands in the feeds of all its subjects."""

    def brief(self, entry: Entry) -> Item:
        """Return an article's facts and its beginning."""
        if entry.slug not in self._briefs:
            self._briefs[entry.slug] = self._brief(entry)
        return self._briefs[entry.slug]

    def _brief(self, entry: Entry) -> Item:
        site = self.publication
        return Item(
            url=site.url + entry.url,
            title=entry.title,
            language="" if entry.lang == "und" else entry.lang,
            date=entry.published,
            authors=entry.authors,
            publisher=entry.publisher,
            source=sound(entry.original_url or "") or sound(entry.archive_url or ""),
            tags=entry.tags,
            summary=beginning(self.beginnings.get(entry.slug, "")),
            facts={
                "published": entry.published,
                "publisher": entry.publisher,
                "capture_sha256": entry.capture_sha256,
                "receipt": site.url + entry.receipt if entry.capture_sha256 else None,
            },
        )

    def whole(self, entry: Entry) -> Item:
        """Return an article with all of its text and where it comes from."""
        brief = self.brief(entry)
        root = take_along(pass_authors(render(entry.body)).html, self._way(entry))
        root.set("lang", entry.lang)
        html = f"{tostring(root, encoding='unicode')}\n{self._origin(entry, brief)}"
        return replace(brief, html=html)

    def _way(self, entry: Entry) -> Way:
        site, held = self.publication, self.links.get(entry.slug, {})
        page = f"articles/{entry.slug}.md"

        def lead(address: str) -> str | None:
            if slug := held.get(address):
                return site.url + Entry(slug, "").url
            if address.startswith("#"):
                return site.url + entry.url + address
            if "://" in address or address.startswith("mailto:"):
                return sound(address)
            place = below(page, address)
            return None if place is None else site.url + place

        def picture(address: str) -> Picture | None:
            if "://" in address:
                return self.held(address)
            place = below(page, address)
            return Picture(site.url + place) if place else None

        return Way(lead, picture, site.words)

    def _origin(self, entry: Entry, item: Item) -> str:
        words = self.publication.words
        facts = [escape(entry.publisher or words["unknown_publisher"]), *map(escape, entry.authors)]
        facts.append(escape(entry.published or words["undated"]))
        if item.source:
            facts.append(f'<a href="{escape(item.source)}">{escape(words["feed_source"])}</a>')
        facts.append(f'<a href="{escape(item.url)}">{escape(words["feed_here"])}</a>')
        return f"<hr>\n<p>{escape(words['provenance'] + words['colon'])}{' · '.join(facts)}</p>"
