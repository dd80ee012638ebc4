"""An article as the site lists it: its front matter, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated_reader.front_matter import load
from annotated_reader.values import KINDS, Hop


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

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"articles/{self.slug}/"

    @property
    def month(self) -> str | None:
        """``YYYY-MM``, or None where the date is unknown."""
        return self.published[:7] if self.published else None

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """Kinds of removal with their counts, in the order of ``KINDS``."""
        return tuple((kind, self.removed[kind]) for kind in KINDS if self.removed.get(kind))


def read_entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of all pages in ``folder``, newest first, and a sentence for each that cannot be read."""
    entries: list[Entry] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            entries.append(entry_of(path.stem, load(path.read_text("utf-8"))))
        except (ValueError, UnicodeDecodeError) as error:
            faults.append(f"{path.name}: its front matter cannot be read ({error}). Mend it, or delete the page")
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
        published=_text(fields.get("published")),
        original_url=_text(fields.get("original_url")),
        archive_url=_text(fields.get("archive_url")),
        lang=_text(fields.get("lang")) or "und",
        tags=_texts(fields.get("tags")),
        capture_path=_text(capture.get("path")) or "",
        capture_sha256=_text(capture.get("sha256")) or "",
        provenance=tuple(_hop(row) for row in _rows(fields.get("provenance"))),
        removed={k: v for k, v in removed.items() if isinstance(v, int)} if isinstance(removed, dict) else {},
        review=_texts(fields.get("review")),
    )


def _text(value: object) -> str | None:
    return str(value) if value is not None and not isinstance(value, list | dict) else None


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(text for item in values if (text := _text(item)))


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _hop(row: Mapping[str, object]) -> Hop:
    url = _text(row.get("url"))
    safe = url if url and url.startswith(("http://", "https://")) else None
    return Hop(_text(row.get("role")) or "original", _text(row.get("name")), safe, _text(row.get("date")))
