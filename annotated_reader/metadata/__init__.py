"""Reads what a capture says of itself: title, people, dates, addresses, tags."""

from annotated_reader.metadata.evidence import Evidence, gather
from annotated_reader.metadata.resolve import Metadata, read_addresses, read_metadata

__all__ = ["Evidence", "Metadata", "gather", "read_addresses", "read_metadata"]
