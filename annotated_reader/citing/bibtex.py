"""BibTeX and biblatex: an entry that both read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.reference import Reference

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Characters of TeX, written out.  BibTeX counts every brace, escaped or not, so each comes with its twin."""
_IN_ADDRESS = re.compile(r"[\\{}%#^~\s]")
"""What would end the field, or mean something in it; an address keeps its own percent signs."""
_NO_KEY = re.compile(r"[^\w-]+", re.A)
LANGUAGES = {"zh": "chinese", "en": "english", "ja": "japanese", "ko": "korean"}
"""Names that biblatex gives to languages."""


def cite(reference: Reference) -> Iterator[Part]:
    """Yield one entry: ``@article`` with its outlet as ``journal``, as newspapers are exchanged.

    Without an outlet it is ``@online``, which BibTeX does not know and reads as ``@misc``.
    """
    key = _NO_KEY.sub("-", reference.key).strip("-") or reference.sha256[:12] or "article"
    yield f"@{'article' if reference.publisher else 'online'}{{{key}"
    yield from (f",\n  {name} = {{{value}}}" for name, value in _fields(reference) if value)
    if reference.address:
        yield Accessed(",\n  urldate = {", "}")
    yield "\n}"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield (
        "author",
        " and ".join(_author(author.family, author.given, author.literal) for author in reference.authors),
    )
    yield "title", f"{{{escaped(reference.title)}}}"
    if reference.publisher:
        yield "journal", f"{{{escaped(reference.publisher)}}}"
        yield "entrysubtype", "newspaper"
    if reference.published:
        yield "date", reference.published
        yield "year", reference.published[:4]
    yield "url", _address(reference.address or "")
    if reference.copy_url and reference.url:
        yield "note", rf"{escaped(reference.archive)}: \url{{{_address(reference.copy_url)}}}"
    yield "keywords", escaped(", ".join(reference.tags))
    yield "langid", LANGUAGES.get(reference.lang.partition("-")[0], "")


def _author(family: str, given: str, literal: str) -> str:
    return f"{escaped(family)}, {escaped(given)}" if family else f"{{{escaped(literal)}}}"


def escaped(text: str) -> str:
    """Return ``text`` with the characters that mean something to TeX written out."""
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def _address(url: str) -> str:
    return _IN_ADDRESS.sub(lambda char: char[0] if char[0] in "%#~" else f"%{ord(char[0]):02X}", url)
