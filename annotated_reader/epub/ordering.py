"""Orders a book from what stands in the docs folder, as the command does."""

from __future__ import annotations

from pathlib import Path

from annotated_reader.epub.binding import Bound, Means, bind
from annotated_reader.epub.choosing import Choice, choose
from annotated_reader.epub.pictures import Holding, none_held
from annotated_reader.errors import PageError
from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.relations.proxies import cleaner
from annotated_reader.site.settings import Settings
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for
from annotated_reader.vocabulary import load_vocabulary


def order(
    docs: Path,
    sources: Path,
    settings: Settings,
    choice: Choice,
    place: Path | None = None,
    held: Holding = none_held,
) -> tuple[Bound, tuple[str, ...]]:
    """Make the book that ``choice`` asks for at ``place``, and return what came of it and what is wrong.

    Without a place, it stands in the folder that the command runs in, under the name of the choice.
    Raises ChoiceError where a name is unknown or nothing is chosen, and PageError where the book cannot be
    written.
    """
    vocabulary, doubts = load_vocabulary(docs)
    entries, faults = read_entries(docs / "articles")
    desk = Desk(docs, words_for(settings.language))
    desk.look(Reader(vocabulary), entries)
    choice, chosen = choose(desk.atlas.map.entries, choice, vocabulary)
    place = place or Path(f"{choice.name}.epub")
    try:
        bound = bind(chosen, choice, Means(desk, settings, cleaner(sources), held), place)
    except OSError as error:
        fact = f"the book cannot be written ({error.strerror or error})"
        raise PageError(str(place), fact, "Name another place with --out") from error
    return bound, (*map(str, doubts), *map(str, faults), *map(desk.sentence, desk.broken_links()))


def account_of(bound: Bound) -> str:
    """Return in one line what is in the book."""
    size = bound.place.stat().st_size / 1024
    said = [_counted(bound.articles, "article"), _counted(bound.notes, "note")]
    if bound.folded:
        said.append(f"{_counted(bound.folded, 'more capture')} of the same texts named in them")
    if bound.pictures:
        said.append(_counted(bound.pictures, "picture"))
    if bound.missed:
        said.append(f"{_counted(bound.missed, 'picture')} not held, as words and links")
    return f"{bound.place}: {', '.join(said)}; {size:,.0f} KB"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
