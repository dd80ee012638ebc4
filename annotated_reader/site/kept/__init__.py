"""Finished pages kept from build to build, each used again only while all that it was made of is the same."""

from annotated_reader.site.kept.digests import Digests, UnknownError
from annotated_reader.site.kept.made_with import made_with
from annotated_reader.site.kept.seen import Look, Watch
from annotated_reader.site.kept.store import Kept, Store

__all__ = ["Digests", "Kept", "Look", "Store", "UnknownError", "Watch", "made_with"]
