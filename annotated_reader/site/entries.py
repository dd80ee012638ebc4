"""An article as the site lists it: its front matter, read once."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from annotated_reader.disguise import is_odd_name, on_one_line
from annotated_reader.edits import undecided
from annotated_reader.front_matter import body_of, load
from annotated_reader.progress import over
from annotated_reader.values import KINDS, Hop

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://", re.I)


@dataclass(frozen=True)
class Entry:
    """What listings and the card need to know of one article."""

    slug: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    original_url: str | None = None
    archive_url: str | None = None
    lang: str = "zh-Hans"
    tags: tuple[str, ...] = ()
    capture_path: str = ""
    capture_sha256: str = ""
    provenance: tuple[Hop, ...] = ()
    removed: Mapping[str, int] = field(default_factory=dict)
    review: tuple[str, ...] = ()
    lead: str = ""
    """Slug of the article that leads, where this is another capture of its text."""
    variants: tuple[Entry, ...] = field(default=(), repr=False, compare=False)
    """The other captures of its text, where this one leads."""
    text_sha256: str = ""
    """Of the page's Markdown without front matter: names the text that a note is written on."""
    body: str = field(default="", repr=False, compare=False)
    """The page's Markdown, without what people have yet to decide."""

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"articles/{quote(self.slug)}/"

    @property
    def receipt(self) -> str:
        """Address of the receipt below the site's root."""
        return f"articles/{quote(self.slug)}.receipt.json"

    @property
    def notes_jsonld(self) -> str:
        """Address of its notes as Web Annotations below the site's root."""
        return f"articles/{quote(self.slug)}.notes.jsonld"

    @property
    def notes_digest(self) -> str:
        """Address of its notes as one Markdown text below the site's root."""
        return f"articles/{quote(self.slug)}.notes.md"

    @property
    def replay(self) -> str:
        """The command that cleans the capture again and accounts for it."""
        return f"python build_site.py explain {shlex.quote(self.capture_path or self.slug)}"

    @property
    def month(self) -> str | None:
        """``YYYY-MM``, or None where the date is unknown."""
        return self.published[:7] if self.published else None

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """Kinds of removal with their counts, in the order of ``KINDS``."""
        return tuple((kind, self.removed[kind]) for kind in KINDS if self.removed.get(kind))


def read_entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of all pages in ``folder``, newest first, and a sentence for each fault."""
    entries: list[Entry] = []
    faults: list[str] = []
    for path in over("Reading pages", sorted(folder.glob("*.md"))):
        if path.is_symlink() or not path.is_file():
            faults.append(f"{path}: it is a link or a folder, and was left out. Put a file there")
            continue
        if is_odd_name(path.name):
            fact = "its name is one that not every system can have, or that shows as another"
            faults.append(f"{path}: {fact}, and it was left out. Rename it")
            continue
        try:
            page = path.read_text("utf-8")
            fields = load(page)
        except OSError as error:
            faults.append(f"{path}: it cannot be read ({error.strerror}). Give yourself the right to")
            continue
        except ValueError as error:
            faults.append(f"{path}: its front matter cannot be read ({error}). Mend it, or delete the page")
            continue
        body = body_of(page)
        digest = hashlib.sha256(body.encode()).hexdigest()
        entries.append(replace(entry_of(path.stem, fields), text_sha256=digest, body=undecided.strip(body)))
        if fields.get("published") is not None and not entries[-1].published:
            fact = f"published is {fields['published']!r}, which is no date"
            faults.append(f"{path}: {fact}. Write it like 2024-06-17, or null where it is unknown")
    return newest_first(entries), tuple(faults)


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort by date, newest first, undated last; by slug within a day."""
    by_slug = sorted(entries, key=lambda entry: entry.slug)
    return tuple(sorted(by_slug, key=lambda entry: entry.published or "", reverse=True))


def entry_of(slug: str, fields: Mapping[str, object]) -> Entry:
    """Return the entry that a page's front matter describes; what is missing or misshapen stays empty."""
    capture = fields.get("capture")
    capture = capture if isinstance(capture, dict) else {}
    removed = fields.get("removed")
    return Entry(
        slug=slug,
        title=_text(fields.get("title")) or slug,
        authors=_texts(fields.get("authors")),
        publisher=_text(fields.get("publisher")),
        published=_date(fields.get("published")),
        original_url=_address(fields.get("original_url")),
        archive_url=_address(fields.get("archive_url")),
        lang=_language(fields.get("lang")),
        tags=_texts(fields.get("tags")),
        capture_path=_text(capture.get("path")) or "",
        capture_sha256=_text(capture.get("sha256")) or "",
        provenance=tuple(_hop(row) for row in _rows(fields.get("provenance"))),
        removed={kind: count for kind, count in removed.items() if type(count) is int}
        if isinstance(removed, dict)
        else {},
        review=_texts(fields.get("review")),
    )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, list | dict):
        return None
    return on_one_line(str(value)).strip() or None


def _language(value: object) -> str:
    said = _text(value) or ""
    return said if _LANGUAGE.fullmatch(said) else "und"


def _date(value: object) -> str | None:
    """The day, where the value begins with one: YAML also reads times."""
    day = _DATE.match(_text(value) or "")
    return day.group() if day else None


def _address(value: object) -> str | None:
    text = _text(value)
    return text if text and _WEB.match(text) else None


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(text for item in values if (text := _text(item)))


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _hop(row: Mapping[str, object]) -> Hop:
    role = _text(row.get("role")) or "original"
    return Hop(role, _text(row.get("name")), _address(row.get("url")), _text(row.get("date")))
