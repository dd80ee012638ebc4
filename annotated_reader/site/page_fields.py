"""What the front matter of a page that people wrote may say to MkDocs: words, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotated_reader.disguise import on_one_line

WORDS = ("title", "description", "lang", "template")
"""The fields that templates show, and the one that chooses among them."""
TEMPLATES = frozenset({"main.html", "home.html"})
"""Those that a page may choose; the others belong to pages that the site makes."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def harmless_fields(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the fields whose values are words, each on one line."""
    said = {
        name: on_one_line(str(fields[name])).strip()
        for name in WORDS
        if fields.get(name) is not None and not isinstance(fields[name], list | dict)
    }
    if not _LANGUAGE.fullmatch(said.get("lang", "zh")):
        del said["lang"]
    if said.get("template") not in TEMPLATES:
        said.pop("template", None)
    return {name: words for name, words in said.items() if words}
