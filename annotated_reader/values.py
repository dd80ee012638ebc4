"""The values that the steps hand to each other: plain, frozen, without behaviour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

KINDS = ("ad", "tracker", "promo", "chrome", "notice", "comments", "hidden")
"""The kinds of removal, in the order in which the tally lists them."""

ROLES = ("original", "republisher", "mirror", "capture")
"""The roles of a hop, from the first publisher to the file in hand."""


@dataclass(frozen=True)
class Capture:
    """One raw file as archived."""

    path: str
    """Path below the captures folder, with ``/``."""
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the raw bytes: the capture's identity."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Removal:
    """Text, or an image, that one rule took out."""

    rule: str
    """The rule's name, ``source/rule``."""
    kind: str
    why: str
    text: str
    """The words that went, as they stood in the capture, white space folded."""
    start: int
    """Offset in the document's text, in code points."""
    images: tuple[str, ...] = ()
    """Addresses of the pictures that went with them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One metadata value and the evidence it was read from."""

    field: str
    value: str
    rule: str
    """The rule's name, ``source/rule``."""
    evidence: str
    """The words or the attribute that it was read from."""
    start: int | None = None
    """Offset of the words in the document's text where they left it for the metadata; None where they
    stay, or never stood in the text."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from the first publisher to our capture."""

    role: str
    name: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Article:
    """The finished text of one capture, with what is known of where it came from."""

    title: str
    body: str
    """Markdown, ``\\n`` line ends, one final newline."""
    capture_path: str
    capture_sha256: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    """ISO date, or None where the capture does not say."""
    original_url: str | None = None
    archive_url: str | None = None
    lang: str = "zh-Hans"
    """BCP 47: zh-Hans, zh-Hant, en, …"""
    tags: tuple[str, ...] = ()
    provenance: tuple[Hop, ...] = ()
    sources: tuple[str, ...] = ()
    """Names of the source files that claimed the capture, outermost first."""
    removals: tuple[Removal, ...] = ()
    """The ledger, in the order of the text."""
    lifted: tuple[Removal, ...] = ()
    """Words that left the text for the metadata: bylines, datelines, the title said twice."""
    readings: tuple[Reading, ...] = ()
    review: tuple[str, ...] = ()
    """What a person should look at, one short sentence each."""
    doubts: tuple[str, ...] = ()
    """Lines kept at the edges of an article that no source claims: perhaps litter of a new kind."""
    notes: tuple[str, ...] = field(default=())
    """Facts for the tally that need nobody: an encoding that was guessed, no source claimed."""
