"""Finds the rules that no capture uses, so that dead ones do not pile up."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from annotated_reader.sources.model import Sources


def unused_rules(sources: Sources, claimed: Collection[str], fired: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each source whose own rules took nothing out of any capture it claims.

    ``claimed`` holds the keys of the sources that claim at least one capture; a source
    without captures says nothing about its rules.
    """
    for source in sources.named:
        names = [
            rule.name.split("/")[1] for rule in source.rules if rule.name not in fired and not rule.inherited
        ]
        if source.key in claimed and names:
            yield f"{source.path}: no capture uses {', '.join(dict.fromkeys(names))}"
