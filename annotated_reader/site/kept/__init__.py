"""Finished pages kept from build to build, each used again only while all that it was made of is the same."""

from annotated_reader.site.kept.digests import Digests, UnknownError
from annotated_reader.site.kept.findings import Findings, findings_below
from annotated_reader.site.kept.made_with import code, made_with
from annotated_reader.site.kept.making import Making, Said
from annotated_reader.site.kept.secrets import Secrets
from annotated_reader.site.kept.seen import Watch
from annotated_reader.site.kept.store import Kept, Store
from annotated_reader.site.kept.switch import is_on

__all__ = [
    "Digests",
    "Findings",
    "Kept",
    "Making",
    "Said",
    "Secrets",
    "Store",
    "UnknownError",
    "Watch",
    "code",
    "findings_below",
    "is_on",
    "made_with",
]
