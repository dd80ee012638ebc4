"""Whose a page is: the build's, which may be replaced, or a person's, which may not."""

from __future__ import annotations

from dataclasses import dataclass

from annotated_reader.shelf import Shelved


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with the page of one slug."""

    action: str
    """``created``, ``updated``, ``unchanged`` or ``kept-edited``."""
    page: bool = False
    """The page may be written."""
    receipt: bool = False
    """The receipt may be written."""
    conflict: bool = False
    """A person's page stands where a new text should go."""


def decide(there: Shelved, page_sha256: str, receipt_sha256: str) -> Verdict:
    """Return what to do where ``there`` is and a page and receipt of these hashes would be written.

    A page that differs from its receipt was edited. While the build would write what the edit was made
    on, the edit stands and nobody need know; once it would write something else, a person has to choose.
    """
    stale = there.receipt_sha256 != receipt_sha256
    if there.page_sha256 is None:
        return Verdict("created", page=True, receipt=True)
    if there.page_sha256 == page_sha256:
        return Verdict("updated" if stale else "unchanged", receipt=stale)
    if there.page_sha256 == there.base_sha256:
        return Verdict("updated", page=True, receipt=True)
    if there.base_sha256 == page_sha256:
        return Verdict("kept-edited", receipt=stale)
    return Verdict("kept-edited", conflict=True)
