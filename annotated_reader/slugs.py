"""Slugs: the permanent names of pages, readable and ASCII."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from slugify import slugify

from annotated_reader.values import Article

WORDS = 8
"""Longest slug in readings and words, the date not counted."""

LENGTH = 60
"""Longest slug in characters, the date and a tie-breaking hash not counted."""

HASH = 6
"""Hexadecimal digits of the capture's hash that break a tie."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index|readme|404")
"""Names that Windows keeps for devices, and those that mean something else to a web server or to MkDocs."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def propose(article: Article) -> str:
    """Return the name an article would have if no other page had it: the date, then the title's readings."""
    words = _shorten(slugify(_read(article.title)).split("-"))
    slug = "-".join(part for part in (article.published, words) if part)
    return f"article-{slug}".rstrip("-") if not words or RESERVED.fullmatch(slug) else slug


@lru_cache(maxsize=65_536)
def spell(name: str) -> str:
    """Return the readings of a name as one ASCII word: 朝鲜 → chao-xian; empty where it has none."""
    return slugify(_read(name))


def is_slug(text: object) -> bool:
    """Tell whether ``text`` can be a page's name: safe in any file system and in any address."""
    return isinstance(text, str) and len(text) <= 200 and bool(_SLUG.fullmatch(text))


def assign(proposals: Mapping[str, tuple[str, str]], taken: Collection[str]) -> dict[str, str]:
    """Return a slug for every path of ``proposals``, whose values are a proposed slug and a capture's sha256.

    Where a name is taken, or wanted twice, all who want it get their hash behind it, so that the
    names do not depend on the order of the files.
    """
    wanted = Counter(slug for slug, _ in proposals.values())
    slugs = {path: slug for path, (slug, _) in proposals.items() if wanted[slug] == 1 and slug not in taken}
    busy = {*taken, *slugs.values()}
    for path in sorted(proposals.keys() - slugs.keys()):
        slugs[path] = next(name for name in _names(*proposals[path]) if name not in busy)
        busy.add(slugs[path])
    return slugs


def _names(slug: str, sha256: str) -> Iterator[str]:
    for digits in range(HASH, len(sha256) + 1):
        yield f"{slug}-{sha256[:digits]}"


def _shorten(words: list[str]) -> str:
    kept = "-".join(words[:WORDS])[: LENGTH + 1]
    return kept if len(kept) <= LENGTH else (kept.rpartition("-")[0] or kept[:LENGTH])


def _read(title: str) -> str:
    """Return the title with every Chinese character as its reading, between spaces."""
    from annotated_reader.readings import readings  # noqa: PLC0415  # its dictionary takes 0.2 s to load

    title = _APOSTROPHE.sub("", title)
    return _HAN.sub(lambda run: f" {' '.join(readings(run.group()))} ", title)
