"""Reads what a capture says of itself: title, people, dates, addresses, tags."""

from annotated_reader.metadata.evidence import Evidence, gather, gather_again
from annotated_reader.metadata.resolve import Metadata, read_addresses, read_metadata
from annotated_reader.metadata.stated import facts_lines

__all__ = ["Evidence", "Metadata", "facts_lines", "gather", "gather_again", "read_addresses", "read_metadata"]
