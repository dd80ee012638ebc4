"""Takes proxies and tracking parameters off addresses, by what the source files say of the web."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from annotated_reader.addresses import clean_address
from annotated_reader.errors import RuleError
from annotated_reader.site.relations.held import Clean
from annotated_reader.sources.lined_yaml import load_yaml
from annotated_reader.sources.load import WEB_FILE
from annotated_reader.sources.model import Sources
from annotated_reader.sources.web import compile_web


def cleaner(folder: Path) -> Clean:
    """Return what cleans addresses by the rules in ``folder``; where they cannot be read, it changes nothing.

    What is wrong with them is told when articles are converted.
    """
    path = folder / WEB_FILE
    try:
        web = compile_web(load_yaml(path, path.read_bytes()))
    except (OSError, RuleError):
        return str
    sources = Sources(proxies=web.proxies, trackers=web.trackers)
    return lru_cache(maxsize=4096)(lambda address: clean_address(address, sources))
