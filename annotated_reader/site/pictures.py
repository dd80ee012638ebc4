"""Which pages have a timeline, and where its bars lead."""

from __future__ import annotations

from collections.abc import Sequence

from annotated_reader.site.entries import Entry
from annotated_reader.site.listings import PER_PAGE, WAYS_PER_PAGE, Listing, Map
from annotated_reader.site.timeline import Timeline, draw

SHOWN_ON = ("tags", "publishers", "authors")
"""Listings that spread over time; a month does not."""


def picture_of_all(site: Map) -> Timeline | None:
    """Return the timeline of all articles; its bars lead to a month, or to a year among the months."""
    place = {way.name: number for number, way in enumerate(site.ways["months"])}

    def address(found: Sequence[Entry]) -> str:
        months = {entry.month or "" for entry in found}
        if len(months) == 1:
            return site.urls["months"][months.pop()]
        newest = max(months)
        page = place[newest] // WAYS_PER_PAGE + 1
        return f"months/{'' if page == 1 else f'page-{page}/'}#y{newest[:4]}"

    return draw(site.entries, address)


def pictures(site: Map) -> dict[str, Timeline]:
    """Return the timelines of the listings, by the address of each listing's first page."""
    pages: dict[str, list[Listing]] = {}
    for listing in site.listings:
        if listing.kind in SHOWN_ON and listing.entries and not listing.part:
            pages.setdefault(listing.base, []).append(listing)
    drawn = {base: _picture(found) for base, found in pages.items()}
    return {base: timeline for base, timeline in drawn.items() if timeline}


def _picture(pages: Sequence[Listing]) -> Timeline | None:
    entries = [entry for page in pages for entry in page.entries]
    place = {entry.slug: number for number, entry in enumerate(entries)}

    def address(found: Sequence[Entry]) -> str:
        slug = found[0].slug
        return f"{pages[0].page_url(place[slug] // PER_PAGE + 1)}#r-{slug}"

    return draw(entries, address)
