"""GB/T 7714-2015, the Chinese standard for references: newspapers on line, and electronic documents."""

from __future__ import annotations

from collections.abc import Iterator

from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.people import Person
from annotated_reader.citing.reference import Reference

MOST_AUTHORS = 3
"""Further authors become “等” (section 8.1.2)."""


def cite(reference: Reference) -> Iterator[Part]:
    """Yield ``作者. 题名[N/OL]. 报纸名, 日期[引用日期]. 网址.``

    Where no outlet is known it is an electronic document, ``题名[EB/OL]. (日期)[引用日期]. 网址.``
    (sections 4.4 and 4.6).  References that are numbered name no author where none is known, and what is
    on line needs no place and no publisher (sections 8.1.3 and 8.4).  Without an address it is not on line.
    """
    if reference.authors:
        yield _authors(reference) + ". "
    known = bool(reference.publisher or reference.published)
    carrier = "/OL" if reference.address else ""
    yield f"{reference.title}[N{carrier}]. " if reference.publisher else f"{reference.title}[EB{carrier}]."
    if reference.publisher:
        yield ", ".join(filter(None, (reference.publisher, reference.published)))
    elif reference.published:
        yield f" ({reference.published})"
    if reference.address:
        yield Accessed("[", "]") if known else Accessed(" [", "].")
    yield "." if known else ""
    yield f" {reference.address}." if reference.address else ""


def _authors(reference: Reference) -> str:
    named = [_name(author) for author in reference.authors[:MOST_AUTHORS]]
    if len(reference.authors) > MOST_AUTHORS:
        named.append("等" if reference.is_chinese else "et al")
    return ", ".join(named)


def _name(author: Person) -> str:
    """A foreign name: the family name in capitals, then the initials without a mark (section 8.1.1)."""
    if not author.family:
        return author.literal
    initials = [part[0].upper() for word in author.given.split() for part in word.split("-") if part]
    return f"{author.family.upper()} {' '.join(initials)}"
