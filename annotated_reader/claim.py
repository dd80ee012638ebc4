"""Finds the sources that a document passed through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from annotated_reader.addresses import is_on
from annotated_reader.document import Document
from annotated_reader.errors import CaptureError
from annotated_reader.sources.literals import needed
from annotated_reader.sources.model import Claim, Source, Sources

_OUTERMOST_FIRST = ("mirror", "republisher", "original")

CLAIM_LETTERS = 120
"""Longest line that a source is recognised by: slogans and notices, never prose."""


def claim(document: Document, addresses: Sequence[str], sources: Sources) -> tuple[Source, ...]:
    """Return the lineage of ``document``, outermost source first.

    Raises CaptureError where two sources claim the same step of it: their rules
    would both fire, and nobody could say whose litter it was.
    """
    seen = _Seen(document, addresses, _sought(sources.named))
    claiming = [source for source in sources.named if _claims(source, seen)]
    lineage: list[Source] = []
    for role in _OUTERMOST_FIRST:
        several = [source for source in claiming if source.role == role]
        if len(several) > 1:
            several = _closest(several, addresses)
        if len(several) > 1:
            names = " and ".join(source.path for source in several)
            raise CaptureError(
                document.capture.path,
                f"{names} both claim it as its {role}",
                "Narrow the 'claim' of one of them, or give them different roles",
            )
        lineage.extend(several)
    return tuple(lineage)


def _claims(source: Source, seen: _Seen) -> bool:
    return any(_holds(item, seen) for item in source.claims)


class _Seen:
    """What claims look at in one capture."""

    def __init__(self, document: Document, addresses: Sequence[str], sought: tuple[str, ...]) -> None:
        self.document = document
        self.addresses = addresses
        self._sought = sought
        content = document.capture.content
        self.content = b"" if b"\0" in content else content
        """Empty for UTF-16, whose letters are spread by zeros."""

    @cached_property
    def said(self) -> frozenset[str]:
        """The strings, of those that patterns cannot match without, that stand in those lines."""
        lines = zip(self.document.lines, self.document.folded, strict=True)
        text = "\n".join(folded for line, folded in lines if line.letters <= CLAIM_LETTERS)
        found = _seeker(self._sought).find_matches_as_indexes(text, overlapping=True)
        return frozenset(self._sought[string] for string in {string for string, _, _ in found})

    @cached_property
    def short(self) -> Sequence[str]:
        """The beginnings of lines that may be a slogan or a notice."""
        return [
            line.text[: 2 * CLAIM_LETTERS] for line in self.document.lines if line.letters <= CLAIM_LETTERS
        ]


def _holds(item: Claim, seen: _Seen) -> bool:
    """Every condition that the claim states must hold; it states at least one."""
    if item.hosts and not any(is_on(url, name) for url in seen.addresses for name in item.hosts):
        return False
    if item.pattern and not _says(item.pattern, seen):
        return False
    if item.select:
        if seen.content and not all(needle in seen.content for needle in item.needles):
            return False
        return bool(item.select(seen.document.root))
    return bool(item.hosts or item.pattern)


def _says(pattern: re.Pattern[str], seen: _Seen) -> bool:
    strings = needed(pattern)
    if strings is not None and strings.isdisjoint(seen.said):
        return False
    return any(pattern.match(text) for text in seen.short)


@lru_cache(maxsize=16)
def _sought(sources: tuple[Source, ...]) -> tuple[str, ...]:
    patterns = [item.pattern for source in sources for item in source.claims if item.pattern]
    return tuple(sorted({string for pattern in patterns for string in needed(pattern) or ()}))


@lru_cache(maxsize=16)
def _seeker(strings: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(strings)


def _closest(several: list[Source], addresses: Sequence[str]) -> list[Source]:
    """Where hosts decide, the source with the longest host name speaks: bbc.com/zhongwen before bbc.com."""
    lengths = {
        source.key: max(
            (len(name) for name in source.hosts if any(is_on(url, name) for url in addresses)), default=0
        )
        for source in several
    }
    longest = max(lengths.values())
    return [source for source in several if lengths[source.key] == longest]
