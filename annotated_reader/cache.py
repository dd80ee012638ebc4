"""Converted articles kept between builds; safe to delete, ignored where damaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from annotated_reader.atomic import write_atomically
from annotated_reader.stored import read_json
from annotated_reader.values import Article

ARTICLES = "articles"
"""The part of the cache folder that is ours."""

SPARE = 2000
"""Articles of earlier states kept beyond those in use: a branch or two back without converting again."""


def key(capture_path: str, capture_sha256: str, context: str) -> str:
    """Return the name of the article that this capture becomes in ``context``, the hash of rules and code."""
    return hashlib.sha256(f"{context}\0{capture_sha256}\0{capture_path}".encode()).hexdigest()


def get(folder: Path, name: str) -> Article | None:
    """Return the article of that name, or None."""
    try:
        digest, content = _place(folder, name).read_bytes().split(b"\n", maxsplit=1)
        return _article(read_json(content)) if digest == _digest(content) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def put(folder: Path, name: str, article: Article) -> None:
    """Keep an article; a cache that cannot be written is no fault of the build, and is left alone."""
    place = _place(folder, name)
    written = json.dumps(article, default=_fields, ensure_ascii=False, separators=(",", ":"))
    try:
        content = written.encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, _digest(content) + b"\n" + content, durable=False)
    except (OSError, UnicodeEncodeError):
        return


def prune(folder: Path, used: Collection[str]) -> None:
    """Take out what is not in ``used`` once there is more of it than SPARE."""
    places = {place.stem: place for place in (folder / ARTICLES).glob("*/*.json")}
    if len(places) > len(used) + SPARE:
        for name in places.keys() - set(used):
            places[name].unlink(missing_ok=True)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _place(folder: Path, name: str) -> Path:
    return folder / ARTICLES / name[:2] / f"{name}.json"


def _article(stored: dict[str, Any]) -> Article:
    return Article(**{name: _value(name, value) for name, value in stored.items()})


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    row = _ROWS.get(name)
    return tuple(row(**fields) for fields in value) if row else tuple(value)


_ROWS = {
    name: get_args(hint)[0]
    for name, hint in get_type_hints(Article).items()
    if get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])
}
"""The fields of an article that hold values of ours, and of which class."""
