"""What a feed says, before it is written as RSS or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

NOON = "T12:00:00Z"
"""The time that a feed gives for a day: formats demand one.  Noon in Greenwich is on that day from UTC-12 to
UTC+11, while midnight anywhere is the day before for half of the world."""


@dataclass(frozen=True)
class Publication:
    """The site, as its feeds introduce it."""

    name: str
    description: str
    url: str
    """With a slash at its end."""
    language: str
    words: Mapping[str, str]
    """The interface's."""


@dataclass(frozen=True)
class Item:
    """One entry of a feed; every address is whole."""

    url: str
    """Its permanent address, which is also its identity."""
    title: str
    language: str
    """Empty where it is unknown."""
    date: str | None = None
    """``YYYY-MM-DD``, or with the time in UTC; None where it is unknown."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    source: str | None = None
    """Where it was first published."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    """All of it; empty in a feed of summaries."""
    facts: Mapping[str, str | None] = field(default_factory=dict)
    """What only this project's own readers look for, such as the capture's sha256."""

    @property
    def moment(self) -> datetime | None:
        """The date as a point in time."""
        if self.date is None:
            return None
        written = self.date if "T" in self.date else self.date + NOON
        try:
            return datetime.fromisoformat(written).astimezone(UTC)
        except ValueError:
            return None


@dataclass(frozen=True)
class Feed:
    """One feed; its files are named ``feed.xml`` and ``feed.json`` below its place."""

    title: str
    description: str
    home: str
    """Address of the page that it follows."""
    place: str
    """Address of the folder that it stands in, below the site's root: empty, or with a slash at its end."""
    language: str
    items: tuple[Item, ...]

    @property
    def moment(self) -> datetime | None:
        """When its newest item appeared."""
        return max((item.moment for item in self.items if item.moment), default=None)
