"""What a receipt remembers of a page as it was generated: enough to tell what a person changed in it.

A three-way merge never shows the text in the middle; it only asks whether a piece of another text is the same
as one of its pieces. So a key for each sentence and each field of the front matter will do, about a sixth of
the page's size, and these ways of having the whole text are not needed:

* kept beside every page, it would double the repository;
* kept beside edited pages alone, it would be missing where it matters most: a page is edited in the browser
  and a rule changed by somebody else, and both arrive in one pull, before any build has seen the edit;
* generated again, it needs the rules and the program of that time;
* read from Git's history, it is not there in a shallow clone or a downloaded folder, and the same files would
  then give different pages.

A key has 36 bits. That an edited sentence is taken for one of a hundred unedited ones has a chance of one in
seven hundred million.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from annotated_reader.edits.blocks import split_blocks

Keys = tuple[str, ...]

LISTS = ("authors", "tags")
"""The fields that are merged entry by entry, as sets that keep their order."""

SIZE = 6
"""Characters of a key."""

_SENTENCE = re.compile(
    r"[^。！？；!?;….\n]*(?:\.(?![ \n])[^。！？；!?;….\n]*)*"
    r"(?:[。！？；!?;…]+[”’」』）)\]\"'*_]*|\.(?=[ \n])|\n|\Z)[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Base:
    """Keys of a page's front matter and of its body."""

    fields: Mapping[str, Keys]
    """Of each field one key, and of those in LISTS one for each entry."""
    blocks: tuple[Keys, ...]
    """Of each paragraph, or whatever stands between two empty lines, one key for each sentence."""


def remember(fields: Mapping[str, object], body: str) -> Base:
    """Return the keys of a page with these fields and this body."""
    blocks = tuple(block_keys(block.text) for block in split_blocks(body))
    return Base({name: field_keys(name, value) for name, value in fields.items()}, blocks)


def key(text: str) -> str:
    """Return the key of a text."""
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=SIZE).digest())[:SIZE].decode()


def block_keys(text: str) -> Keys:
    """Return the keys of the sentences of a block."""
    return tuple(map(key, sentences(text)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, which together are the text."""
    return [part for part in _SENTENCE.findall(text) if part]


def field_keys(name: str, value: object) -> Keys:
    """Return the keys of a field, which are the same however its value is written in YAML."""
    if name in LISTS and isinstance(value, list | tuple):
        return tuple(key(_canonical(entry)) for entry in value)
    return (key(_canonical(value)),)


def to_json(base: Base) -> dict[str, object]:
    """Return the keys as they stand in a receipt: of each field, and of the body, on one line."""
    fields = {name: " ".join(keys) for name, keys in base.fields.items()}
    return {"body": " ".join("".join(block) for block in base.blocks), "fields": fields}


def from_json(stored: Mapping[str, object]) -> Base:
    """Return what ``to_json`` wrote; raises ValueError, TypeError or KeyError where it is damaged."""
    body, fields = stored["body"], stored["fields"]
    if not isinstance(body, str) or not isinstance(fields, dict):
        raise TypeError
    return Base({name: tuple(keys.split()) for name, keys in fields.items()}, tuple(map(_cut, body.split())))


def _cut(block: str) -> Keys:
    return tuple(block[start : start + SIZE] for start in range(0, len(block), SIZE))


def _canonical(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
