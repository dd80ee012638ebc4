"""The gate behind Markdown: what of a rendered page may reach a reader, whoever wrote it."""

from __future__ import annotations

from annotated_reader.gate.grammar import holds_unprintable, is_harmless
from annotated_reader.gate.passing import Passed, pass_authors, pass_own
from annotated_reader.gate.policy import AUTHORS, OWN, Policy

__all__ = [
    "AUTHORS",
    "OWN",
    "Passed",
    "Policy",
    "holds_unprintable",
    "is_harmless",
    "pass_authors",
    "pass_own",
]
