"""The files in which the settings of a site stand: ``mkdocs.yml``, and those that it inherits from."""

from __future__ import annotations

import re
from pathlib import Path

_INHERITS = re.compile(r"""^INHERIT:[ \t]*(["']?)(.+?)\1[ \t]*(?:#.*)?$""", re.MULTILINE)


def settings_files(settings: Path) -> list[Path]:
    """Return the file, and after it those it inherits from, as far as they are there."""
    found = [settings]
    while named := _INHERITS.search(found[-1].read_text("utf-8")):
        parent = found[-1].parent / named[2]
        if not parent.is_file() or any(parent.samefile(each) for each in found):
            break
        found.append(parent)
    return found
