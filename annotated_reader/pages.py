"""Pages: an article as a Markdown file with front matter, and whose page an existing file is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from annotated_reader import front_matter
from annotated_reader.errors import CaptureError
from annotated_reader.values import KINDS, Article, Hop, Removal


@dataclass(frozen=True, slots=True)
class Identity:
    """The capture a page or a receipt was made from, as it says itself."""

    slug: str
    path: str
    sha256: str


def render(article: Article, slug: str) -> bytes:
    """Return the page of an article, UTF-8; raises CaptureError if it holds what UTF-8 cannot write."""
    page = front_matter.dump(fields(article, slug)) + "\n" + article.body
    try:
        return page.encode()
    except UnicodeEncodeError as error:
        raise CaptureError(
            article.capture_path,
            f"the article holds half a surrogate pair: {error.object[error.start : error.end]!r}",
            "Report it with the capture: the reader of its format let it through",
        ) from error


def fields(article: Article, slug: str) -> dict[str, front_matter.Value]:
    """Return the front matter of an article's page."""
    said: dict[str, front_matter.Value] = {
        "title": article.title,
        "slug": slug,
        "authors": article.authors,
        "publisher": article.publisher,
        "published": _date(article.published),
        "original_url": article.original_url,
        "archive_url": article.archive_url,
        "lang": article.lang,
        "tags": article.tags,
        "capture": {"path": article.capture_path, "sha256": article.capture_sha256},
        "provenance": [_hop(hop) for hop in article.provenance],
        "removed": count_kinds(article.removals),
    }
    return said | ({"review": article.review} if article.review else {})


def identify(page: bytes) -> Identity | None:
    """Return whose page it is; None where it does not say, or cannot be read."""
    try:
        said = front_matter.load(page.decode())
    except ValueError:
        return None
    capture = said.get("capture")
    if not isinstance(capture, Mapping):
        return None
    named = (said.get("slug"), capture.get("path"), capture.get("sha256"))
    return Identity(*(str(name) for name in named)) if all(named) else None


def count_kinds(removals: Iterable[Removal]) -> dict[str, int]:
    """Return how many removals there were of each kind that occurs, in the order of the kinds."""
    kinds = [removal.kind for removal in removals]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def _hop(hop: Hop) -> front_matter.Row:
    return {"role": hop.role, "name": hop.name, "url": hop.url, "date": _date(hop.date)}


def _date(text: str | None) -> date | str | None:
    """Return an ISO date as a date, which stands unquoted; anything else as the text it is."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return text
    return day if day.isoformat() == text else text
