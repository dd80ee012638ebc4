"""Proxies and tracking parameters, as compiled from their file."""

from __future__ import annotations

import re

from annotated_reader.sources.lined_yaml import Lined


def compile_proxies(web: Lined | None) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of proxy addresses; raises RuleError where one lacks the group ``url``."""
    if web is None:
        return ()
    proxies = web.mapping(frozenset({"proxies", "tracking_parameters"})).get("proxies")
    return tuple(_pattern(item) for item in proxies.items()) if proxies else ()


def _pattern(item: Lined) -> re.Pattern[str]:
    try:
        pattern = re.compile(item.text(), re.I)
    except re.error as error:
        raise item.fault(f"not a regular expression: {error}", "Mend it") from None
    if "url" not in pattern.groupindex:
        raise item.fault("the pattern has no group 'url'", "Name the part that is the address: (?P<url>…)")
    return pattern
