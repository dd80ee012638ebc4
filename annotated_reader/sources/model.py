"""What a source file says, as values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

Select = Callable[[HtmlElement], list[HtmlElement]]
"""A compiled selector: the elements below a root that match."""

PLACES = ("anywhere", "head", "tail", "edge")
"""Where a line rule may fire: outside the article's prose at its head or tail, at either, or anywhere."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One removal: what it matches, of which kind it is, and why it goes."""

    name: str
    """``source/rule``."""
    kind: str
    why: str
    verb: str
    """``strip``, ``strip_id_or_class``, ``strip_image_src``, ``strip_style``, ``strip_line``,
    ``strip_section``, ``strip_text`` or ``strip_links``."""
    select: Select | None = None
    tokens: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    place: str = "anywhere"
    max_letters: int = 60
    """Longer lines are not looked at."""
    unless: re.Pattern[str] | None = None
    """A line above that matches this saves what the rule would take: "References" over a list of links."""
    min_links: float = 0.0
    """Least share of link text in the line, 0 to 1."""
    whole: bool = True
    """The pattern must reach to the end of the line."""
    company: bool = False
    """The line goes only beside another that goes by its words: alone it may be the article's."""
    inherited: bool = False
    """Taken over from another file by ``like``."""


@dataclass(frozen=True, eq=False)
class FieldRule:
    """One metadata reading: which field, from where."""

    name: str
    field: str
    why: str
    select: Select | None = None
    attribute: str | None = None
    pattern: re.Pattern[str] | None = None
    """Its group ``value``, or its first group, is the value."""
    value: str | None = None
    """A constant, where the rule only names what the source always is."""
    lift: bool = False
    """The line, or element, leaves the text for the metadata."""
    front_matter: str | None = None
    place: str = "anywhere"


@dataclass(frozen=True, eq=False)
class Flag:
    """Words that tell a person to look: a teaser, one page of several."""

    name: str
    why: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Claim:
    """Evidence that a capture passed through a source; everything in one claim must hold."""

    hosts: tuple[str, ...] = ()
    select: Select | None = None
    needles: tuple[bytes, ...] = ()
    """Literals of the selector: a capture without one of them cannot match it, and is not searched."""
    pattern: re.Pattern[str] | None = None
    """Some line matches from its start."""


@dataclass(frozen=True, eq=False)
class Source:
    """A publisher, republisher or mirror that we hold rules for."""

    key: str
    """The file's name without its ending."""
    name: str
    role: str
    """``original``, ``republisher``, ``mirror`` or ``general`` (true everywhere)."""
    url: str | None = None
    hosts: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    body: tuple[Select, ...] = ()
    unlink: tuple[Select, ...] = ()
    """Links put on keywords by the site itself: the words stay, the link goes."""
    rules: tuple[Rule, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    flags: tuple[Flag, ...] = ()
    must_stay: tuple[str, ...] = ()
    must_go: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """Directives of a foreign site file that mean nothing here, with their line."""
    ending: str = ".yaml"

    @property
    def path(self) -> str:
        """Where the source is written, for messages."""
        return f"sources/{self.key}{self.ending}"


@dataclass(frozen=True)
class Sources:
    """All source files of one folder."""

    general: tuple[Source, ...] = ()
    named: tuple[Source, ...] = ()
    fingerprint: str = ""
    """Digest of all files in the folder."""
    proxies: tuple[re.Pattern[str], ...] = field(default=())
    """Addresses of image and page proxies; the group ``url`` is what stands behind them."""
    publishers: tuple[tuple[str, str], ...] = ()
    """Pairs of a host, perhaps with a path, and the outlet that publishes there."""
    nobody: frozenset[str] = frozenset()
    """What stands behind "source:" and names no outlet."""
    placeholders: tuple[re.Pattern[str], ...] = ()
    """What stands in an image's address until a script has put the true one there."""
    trackers: frozenset[str] = frozenset()
    """Query parameters that only follow readers about."""
