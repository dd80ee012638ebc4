"""CSL-JSON, what citation processors and reference managers exchange."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.people import Person
from annotated_reader.citing.reference import Reference


def cite(reference: Reference) -> Iterator[Part]:
    """Yield a list of one item, as files of CSL-JSON are; one field a line."""
    fields = item(reference).items()
    yield "[\n {\n  "
    yield ",\n  ".join(
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields
    )
    if reference.address:
        yield Accessed(',\n  "accessed": {"date-parts": [[', "]]}", ", ", padded=False)
    yield "\n }\n]"


def item(reference: Reference) -> dict[str, Any]:
    """Return the article as one CSL item; what is unknown is not there."""
    fields: dict[str, Any] = {
        "id": reference.key,
        "type": "article-newspaper" if reference.publisher else "webpage",
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "container-title": reference.publisher,
        "issued": {"date-parts": [list(reference.day)]} if reference.day else None,
        "URL": reference.address,
        "language": reference.lang if reference.lang != "und" else None,
        "archive": reference.archive if reference.copy_url else None,
        "archive_location": reference.copy_url,
        "keyword": ", ".join(reference.tags),
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: Person) -> dict[str, str]:
    if author.family:
        return {"family": author.family, "given": author.given}
    return {"literal": author.literal}
