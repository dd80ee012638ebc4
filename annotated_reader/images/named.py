"""Which pictures articles, notes and other pages name, each with the place where it stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from annotated_reader.fragments import read_fragment
from annotated_reader.images.addresses import settle
from annotated_reader.images.values import Address, RefusedError
from annotated_reader.markdown import EXTENSIONS, render
from annotated_reader.memory import Memory

FOLDER = "annotations"
"""Where notes stand below the docs folder, in a folder for each article."""
_MAY_NAME = re.compile(r"!\[|<img", re.I)
_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
_CONTEXT = f"{version('markdown')} {EXTENSIONS}"
"""What decides which of a page's letters are a picture."""
_INLINE = re.compile(r"[\x00-\x20]*data:", re.I)


@dataclass(frozen=True, order=True)
class Spot:
    """The place of a picture: the page or note, and which of its pictures it is, counted from one."""

    slug: str
    """The article's; of other pages and of notes, their path below the docs folder without ``.md``."""
    number: int

    def is_of(self, slug: str) -> bool:
        """Tell whether it stands in the page of that name, or in a note on it."""
        return self.slug == slug or self.slug.startswith(f"{FOLDER}/{slug}/")


@dataclass
class Named:
    """All pictures that are named."""

    spots: dict[Address, list[Spot]] = field(default_factory=dict)
    refused: dict[str, list[Spot]] = field(default_factory=dict)
    """Addresses that are never asked for, as they are written."""
    facts: dict[str, str] = field(default_factory=dict)
    """Why they are not."""

    @property
    def numbered(self) -> dict[Spot, Address | str]:
        """The address at each place; those that are refused as they are written."""
        asked = {spot: address for address, spots in self.spots.items() for spot in spots}
        return asked | {spot: written for written, spots in self.refused.items() for spot in spots}


def named_in(pages: Iterable[tuple[str, str]], place: Path | None = None) -> Named:
    """Return the pictures named in pages, each given by its name and its Markdown.

    Pages that have not changed since ``place`` was written by the last look are not rendered again.
    """
    memory = Memory(place, _CONTEXT) if place else None
    named = Named()
    for slug, markdown in pages:
        for number, written in enumerate(_pictures(slug, markdown, memory), 1):
            spot = Spot(slug, number)
            try:
                named.spots.setdefault(settle(written), []).append(spot)
            except RefusedError as error:
                named.refused.setdefault(written, []).append(spot)
                named.facts[written] = error.fact
    if memory:
        memory.save()
    return named


def _pictures(slug: str, markdown: str, memory: Memory | None) -> list[str]:
    if memory is None or not _MAY_NAME.search(markdown):
        return pictures_in(markdown)
    state = [hashlib.sha256(markdown.encode()).hexdigest()]
    known = memory.of_work(slug, state)
    found = pictures_in(markdown) if known is None else [str(address) for address in known]
    memory.keep_work(slug, state, found)
    return found


def pictures_in(markdown: str) -> list[str]:
    """Return the addresses of a page's pictures that are on other hosts, in the order of the text."""
    if not _MAY_NAME.search(markdown):
        return []
    root = read_fragment(render(markdown))
    return [source for image in root.iter("img") if is_elsewhere(source := image.get("src") or "")]


def is_elsewhere(address: str) -> bool:
    """Tell whether a picture's address leads to another host, as browsers read it."""
    return bool(_ELSEWHERE.match(address)) and not _INLINE.match(address)
