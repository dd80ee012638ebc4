"""Finds the sources that a document passed through."""

from __future__ import annotations

from collections.abc import Sequence

from annotated_reader.addresses import is_on
from annotated_reader.document import Document
from annotated_reader.errors import CaptureError
from annotated_reader.sources.model import Claim, Source, Sources

_OUTERMOST_FIRST = ("mirror", "republisher", "original")

CLAIM_LETTERS = 120
"""Longest line that a source is recognised by: slogans and notices, never prose."""


def claim(document: Document, addresses: Sequence[str], sources: Sources) -> tuple[Source, ...]:
    """Return the lineage of ``document``, outermost source first.

    Raises CaptureError where two sources claim the same step of it: their rules
    would both fire, and nobody could say whose litter it was.
    """
    claiming = [source for source in sources.named if _claims(source, document, addresses)]
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


def _claims(source: Source, document: Document, addresses: Sequence[str]) -> bool:
    return any(_holds(item, document, addresses) for item in source.claims)


def _holds(item: Claim, document: Document, addresses: Sequence[str]) -> bool:
    """Every condition that the claim states must hold; it states at least one."""
    content = document.capture.content
    likely = b"\0" in content or all(needle in content for needle in item.needles)  # UTF-16 holds zeros
    if not likely or item.words not in document.text:
        return False
    conditions = []
    if item.hosts:
        conditions.append(any(is_on(url, name) for url in addresses for name in item.hosts))
    if item.pattern:
        short = (line for line in document.lines if line.letters <= CLAIM_LETTERS)
        conditions.append(any(item.pattern.match(line.text[: 2 * CLAIM_LETTERS]) for line in short))
    if item.select and all(conditions):
        conditions.append(bool(item.select(document.root)))
    return bool(conditions) and all(conditions)


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
