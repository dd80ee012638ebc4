"""Whose a page is: the build's, which may be replaced, or a person's, which may not."""

from __future__ import annotations

from dataclasses import dataclass

from annotated_reader.shelf import STRANGE, Shelved


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with the page of one slug."""

    action: str
    """``created``, ``updated``, ``unchanged`` or ``kept-edited`` or ``carried``."""
    page: bool = False
    """The page may be written."""
    receipt: bool = False
    """The receipt may be written."""


def decide(there: Shelved, page_sha256: str, receipt_sha256: str) -> Verdict:
    """Return what to do where ``there`` is and a page and receipt of these hashes would be written.

    A page that differs from its receipt was edited. While the build would write what the edit was made
    on, the edit stands and nobody need know; once it would write something else, the edit is carried into
    that, unless something in the page has to be mended first.
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
    if there.misnamed or any(fault.blocks for fault in there.faults) or there.page_sha256 == STRANGE:
        return Verdict("kept-edited")
    return Verdict("carried", page=True, receipt=True)
