"""The chain from the first publisher to our capture."""

from __future__ import annotations

from collections.abc import Sequence

from annotated_reader.metadata import Metadata
from annotated_reader.sources.model import Source
from annotated_reader.values import Capture, Hop


def hops(metadata: Metadata, lineage: Sequence[Source], capture: Capture) -> tuple[Hop, ...]:
    """Return the hops, first publisher first, our own file last."""
    chain = [
        Hop(
            "original",
            metadata.publisher,
            _own(metadata.original_url, metadata.archive_url),
            metadata.published,
        )
    ]
    for source in reversed(lineage):
        if source.role == "original" or source.name == metadata.publisher:
            continue
        chain.append(
            Hop(source.role, source.name, metadata.archive_url if source.role == "mirror" else source.url)
        )
    if metadata.archive_url and not any(hop.role == "mirror" for hop in chain):
        chain.append(Hop("mirror", None, metadata.archive_url))
    if not any((chain[0].name, chain[0].url, chain[0].date)):
        chain.pop(0)
    return (*chain, Hop("capture", capture.path))


def _own(original: str | None, archive: str | None) -> str | None:
    return original if original != archive else None
