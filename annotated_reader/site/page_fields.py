"""What the front matter of a page that people wrote may say to MkDocs: words, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotated_reader import front_matter
from annotated_reader.disguise import on_one_line

WORDS = ("title", "description", "lang", "template")
"""The fields that templates show, and the one that chooses among them."""
TEMPLATES = frozenset({"main.html", "home.html"})
"""Those that a page may choose; the others belong to pages that the site makes."""
_BLOCK = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.S)
"""What MkDocs takes for front matter, and loads whatever it says."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def unread_block(source: str) -> tuple[str, str]:
    """Return a page's source such that MkDocs loads no front matter that is none, and why it may not.

    MkDocs would try, and end the process on a list nested a hundred thousand deep. The block stays as it is.
    """
    block = _BLOCK.match(source)
    if not block:
        return source, ""
    try:
        front_matter.fields_of(block[1])
    except ValueError as error:
        return f"\n{source}", str(error)
    return source, ""


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
