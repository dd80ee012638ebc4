"""All ways to the articles, made once per build: listings, entities' portraits, timelines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotated_reader.site.entities import Portrait, kinds_of, more_listings, portray
from annotated_reader.site.entries import Entry
from annotated_reader.site.listings import Listing, Map, make_map
from annotated_reader.site.pictures import picture_of_all, pictures
from annotated_reader.site.tagging import Reader, Tagging
from annotated_reader.site.timeline import Timeline


@dataclass(frozen=True)
class Atlas:
    """What the pages show besides the articles' own text."""

    map: Map
    tagging: Tagging
    portraits: Mapping[str, Portrait]
    """By the entity's preferred name, which is the name of its listing."""
    timelines: Mapping[str, Timeline]
    """By the address of the listing's first page; the home page's under an empty one."""
    listings: tuple[Listing, ...]


def chart(entries: Sequence[Entry], reader: Reader) -> Atlas:
    """Return the ways to ``entries``, newest first, under the names of the reader's vocabulary."""
    tagging = reader.tag(entries)
    kinds = kinds_of(tagging, reader.vocabulary)
    site = replace(make_map(tagging.entries, kinds), unlisted=len(tagging.unlisted))
    portraits = portray(site, tagging, reader.vocabulary)
    timelines = pictures(site)
    if whole := picture_of_all(site):
        timelines[""] = whole
    tags = {name: each.url for each in portraits.values() for name in each.entity.variants}
    site = replace(site, urls={**site.urls, "tags": {**tags, **site.urls["tags"]}})
    listings = (*site.listings, *more_listings(site, portraits, tagging))
    return Atlas(site, tagging, portraits, timelines, listings)
