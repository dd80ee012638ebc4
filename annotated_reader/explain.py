"""The account of one capture: what went and why, what is kept, and where each value came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from annotated_reader.letters import letters
from annotated_reader.tally import one_line
from annotated_reader.values import Article, Reading, Removal

EXCERPT = 60
"""Characters of a removed text that are shown."""


def find(wanted: str, paths: Iterable[str], slugs: Mapping[str, str]) -> str | None:
    """Return the path of the capture meant by its path, with or without its folder, or by its slug."""
    paths = sorted(paths)
    by_slug = {slug: path for path, slug in slugs.items()}
    wanted = by_slug.get(wanted, wanted)
    if wanted in paths:
        return wanted
    return next((path for path in paths if wanted.endswith("/" + path)), None)


def similar(wanted: str, paths: Iterable[str]) -> list[str]:
    """Return the paths that look most like what was asked for, best first."""
    return get_close_matches(wanted, list(paths), n=3, cutoff=0.4)


def account(article: Article) -> str:
    """Return the account as text for a terminal."""
    return "".join(f"{one_line(line)}\n" for line in _lines(article))


def _lines(article: Article) -> Iterator[str]:
    yield article.capture_path
    yield f"  sha256   {article.capture_sha256}"
    yield f"  sources  {' → '.join(article.sources) or 'none: cleaned by the general rules'}"
    yield ""
    yield from _metadata(article)
    yield ""
    yield from _removals(article.removals)
    yield ""
    if article.lifted:
        yield f"Moved from the text into the metadata: {len(article.lifted)} pieces"
        yield from (f"  {piece.why:<12} “{piece.text[:EXCERPT]}”" for piece in article.lifted)
        yield ""
    kept = len(letters(article.body))
    yield f"Kept: about {kept:,} letters, {article.body.count('![')} images, language {article.lang}"
    yield f"  sha256 of the article's text  {hashlib.sha256(article.body.encode()).hexdigest()}"
    for title, sentences in (
        ("To review", article.review),
        ("Kept, but perhaps litter", article.doubts),
        ("Notes", article.notes),
    ):
        if sentences:
            yield ""
            yield f"{title}:"
            yield from (f"  - {sentence}" for sentence in sentences)


def _metadata(article: Article) -> Iterator[str]:
    yield "Metadata:"
    values = {
        "title": article.title,
        "authors": ", ".join(article.authors),
        "publisher": article.publisher,
        "published": article.published,
        "original_url": article.original_url,
        "archive_url": article.archive_url,
        "tags": ", ".join(article.tags),
    }
    for name, value in values.items():
        yield f"  {name:<13}{value or 'the capture does not say'}"
    if article.readings:
        yield "  read from:"
        yield from (f"    {_reading(reading)}" for reading in article.readings)


def _reading(reading: Reading) -> str:
    return f"{reading.field:<13}{reading.value}  by {reading.rule}, from {_excerpt(reading.evidence)}"


def _removals(removals: tuple[Removal, ...]) -> Iterator[str]:
    gone = sum(len(letters(removal.text)) for removal in removals)
    yield f"Taken out: {len(removals)} pieces, {gone:,} letters"
    for removal in removals:
        yield f"  {removal.kind:<9}{removal.rule}: {removal.why}"
        yield f"           {len(letters(removal.text)):,} letters: {_excerpt(removal.text)}"


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= EXCERPT else f"“{line[:EXCERPT]}…”"
