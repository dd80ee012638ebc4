"""Proxies, tracking parameters and placeholder pictures, as compiled from their file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotated_reader.sources.lined_yaml import Lined

KEYS = frozenset({"proxies", "tracking_parameters", "placeholders", "nobody"})


@dataclass(frozen=True)
class Web:
    """What is true of addresses everywhere."""

    proxies: tuple[re.Pattern[str], ...] = ()
    trackers: frozenset[str] = frozenset()
    placeholders: tuple[re.Pattern[str], ...] = ()
    nobody: frozenset[str] = frozenset()


def compile_web(tree: Lined) -> Web:
    """Return what the file says; raises RuleError with the line of a bad pattern."""
    entries = tree.mapping(KEYS)
    proxies = entries["proxies"].items() if "proxies" in entries else ()
    placeholders = entries["placeholders"].items() if "placeholders" in entries else ()
    return Web(
        proxies=tuple(_with_url(item) for item in proxies),
        nobody=frozenset(tree.texts("nobody")),
        trackers=frozenset(tree.texts("tracking_parameters")),
        placeholders=tuple(_pattern(item) for item in placeholders),
    )


def _with_url(item: Lined) -> re.Pattern[str]:
    pattern = _pattern(item)
    if "url" not in pattern.groupindex:
        raise item.fault("the pattern has no group 'url'", "Name the part that is the address: (?P<url>…)")
    return pattern


def _pattern(item: Lined) -> re.Pattern[str]:
    try:
        return re.compile(item.text(), re.I)
    except re.error as error:
        raise item.fault(f"not a regular expression: {error}", "Mend it") from None
