"""Makes the book; the one module here that knows the order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.epub.archive import Archive, writing
from annotated_reader.epub.chapters import Whole, name_of, write_chapter
from annotated_reader.epub.choosing import Choice
from annotated_reader.epub.content_model import language
from annotated_reader.epub.cover import cover_picture
from annotated_reader.epub.package import CONTAINER, DRAWING, Book, Line, contents, cover, package
from annotated_reader.epub.pictures import Holding, Pictures, none_held
from annotated_reader.portable.links import is_local
from annotated_reader.progress import Progress
from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.families import families
from annotated_reader.site.relations.features import Features
from annotated_reader.site.relations.held import Clean, Held
from annotated_reader.site.relations.kin import find_kin
from annotated_reader.site.relations.relate import Relations, with_variants
from annotated_reader.site.relations.texts import paragraphs
from annotated_reader.site.relations.units import prints, units_of
from annotated_reader.site.settings import Settings

NO_DATE = "1970-01-01"
"""What a book of undated articles says of its day, where the format demands one."""
STYLE = Path(__file__).with_name("book.css")


@dataclass(frozen=True)
class Bound:
    """What came of it."""

    place: Path
    articles: int
    folded: int
    """Other captures of these texts, which are named at the end of their chapters."""
    notes: int
    pictures: int
    missed: int
    """Pictures that are not held, and stand in the book as words and an address."""


@dataclass(frozen=True)
class Means:
    """What a book is made with."""

    desk: Desk
    """The site's articles and notes."""
    settings: Settings
    clean: Clean = str
    """Takes proxies off an address."""
    held: Holding = none_held


def bind(entries: Sequence[Entry], choice: Choice, means: Means, place: Path) -> Bound:
    """Write the book of ``entries``, which are what was chosen, to ``place``. Raises OSError."""
    desk = means.desk
    folded = _fold(entries)
    leads = [entry for entry in folded if not entry.lead]
    pictures = Pictures(desk.docs, means.held)
    whole = _whole(folded, means, pictures)
    progress = Progress("articles", len(leads))
    with writing(place) as archive:
        archive.add("META-INF/container.xml", CONTAINER)
        for entry in leads:
            chapter = write_chapter(entry, desk.of(entry.slug), whole)
            archive.add(f"EPUB/text/{name_of(entry.slug)}", chapter)
            progress.advance()
        progress.close()
        _add_rest(archive, _book(leads, choice, means), leads, pictures, desk.words)
    notes = sum(len(desk.of(entry.slug)) for entry in leads)
    missed = len(pictures.missed)
    return Bound(place, len(leads), len(folded) - len(leads), notes, len(pictures.files), missed)


def _fold(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries, each with its variants among them, or with the one that leads it."""
    features = [_compared(entry) for entry in entries]
    found = families(features, find_kin(features))
    of_slug = {entry.slug: family for family in found for entry in family.members}
    return with_variants(entries, Relations(families=of_slug))


def _compared(entry: Entry) -> Features:
    """Return what tells whether two texts are one, without what else an article is compared by."""
    units = units_of("\n".join(paragraph.text for paragraph in paragraphs(entry.body)))
    return Features(entry, (), units, prints(units), {}, {})


def _whole(entries: Iterable[Entry], means: Means, pictures: Pictures) -> Whole:
    desk, settings = means.desk, means.settings
    return Whole(
        words=desk.words,
        pictures=pictures,
        site_url="" if is_local(settings.url) else settings.url,
        names={entry.slug: name_of(entry.lead or entry.slug) for entry in entries},
        held=Held(desk.atlas.map.entries, means.clean).find,
        mark=desk.mark,
    )


def _book(leads: Sequence[Entry], choice: Choice, means: Means) -> Book:
    desk, settings, words = means.desk, means.settings, means.desk.words
    title = choice.title(words)
    dates = sorted({entry.published for entry in leads if entry.published})
    said = [words["articles"].format(n=len(leads))]
    said += ["—".join(dict.fromkeys((dates[0], dates[-1])))] if dates else []
    noted = [(view.placed.note.date or "")[:10] for entry in leads for view in desk.of(entry.slug)]
    codes = Counter(language(entry.lang) for entry in leads)
    return Book(
        title=title or settings.name,
        subtitle=" · ".join(said),
        site=settings.name,
        identity=f"{settings.url}\n{choice.key}",
        digest=_digest(leads, desk),
        modified=f"{max([*dates, *noted, NO_DATE])}T00:00:00Z",
        language=words["lang"],
        languages=tuple(code for code, _ in codes.most_common()),
        subjects=choice.tags,
        address="" if is_local(settings.url) else settings.url,
    )


def _digest(leads: Iterable[Entry], desk: Desk) -> str:
    sum_ = hashlib.sha256()
    for entry in leads:
        notes = [view.placed for view in desk.of(entry.slug)]
        sum_.update(f"{entry!r}{notes!r}\n".encode())
    return sum_.hexdigest()


def _add_rest(
    archive: Archive, book: Book, leads: Sequence[Entry], pictures: Pictures, words: Mapping[str, str]
) -> None:
    for name, (file, _) in pictures.files.items():
        archive.add(f"EPUB/images/{name}", file.read_bytes())
    archive.add("EPUB/book.css", STYLE.read_bytes())
    archive.add(f"EPUB/{DRAWING}", cover_picture(book))
    archive.add("EPUB/cover.xhtml", cover(book, words["lang"]))
    archive.add("EPUB/nav.xhtml", contents(_lines(leads, words), words["contents"], words["lang"]))
    images = [(name, kind) for name, (_, kind) in pictures.files.items()]
    archive.add("EPUB/package.opf", package(book, [name_of(entry.slug) for entry in leads], images))


def _lines(leads: Iterable[Entry], words: Mapping[str, str]) -> list[Line]:
    return [
        Line(
            words["year"].format(y=entry.published[:4]) if entry.published else words["undated"],
            entry.title,
            entry.lang,
            name_of(entry.slug),
        )
        for entry in leads
    ]
