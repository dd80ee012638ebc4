"""Links in notes: relative to the note's file, as in the repository; here they get the site's addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from html import escape, unescape
from posixpath import dirname, normpath
from urllib.parse import quote, unquote

from annotated_reader.annotations.values import FOLDER, Fault, Note
from annotated_reader.markdown.notes import read_note

ROOT = "~/"
"""Stands at the start of a link for the way to the site's root, which each page has its own of."""

_TARGET = re.compile(r'(?<=<a href=")[^"]*(?=">)|(?<= src=")[^"]*(?=")')
_FROM_ROOT = re.compile(rf'(<(?:a|img)(?: [a-z-]+(?:="[^"<]*")?)*? (?:href|src)="){re.escape(ROOT)}')
"""The start of an element that leads to, or shows, what is on the site; in words ``<`` does not stand."""
_OUTWARD = re.compile(r"https?://|mailto:", re.I)
_ARTICLE = re.compile(r"articles/([^/]+?)(?:\.md|/index\.md)?")
_NO_IMAGE = re.compile(r'<img alt="([^"]*)" src="">')
_INDEX = re.compile(r"(?:\A|(?<=/))index/\Z")
_TAG = re.compile(r"tags/([^/]+?)(?:\.md|/index\.md)?")


@dataclass(frozen=True)
class Places:
    """What a note can link to."""

    slugs: Collection[str]
    notes: Mapping[str, Note] = field(default_factory=dict)
    """The first note of each file, by path."""
    ids: Collection[tuple[str, str]] = ()
    """Slug and id of every note."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Names of tags, with their addresses below the root."""
    exists: Callable[[str], bool] = lambda path: False
    """Whether there is a file by a path below the docs folder."""

    def address(self, note: Note, target: str) -> str | None:
        """Return where a relative link of the note leads, below the site's root; None if nowhere."""
        path, mark, fragment = target.partition("#")
        if not path:
            known = fragment.startswith("note-") and (note.slug, fragment[5:]) in self.ids
            return f"articles/{quote(note.slug)}/#{fragment}" if known else None
        place = normpath(f"{dirname(f'{FOLDER}/{note.path}')}/{unquote(path)}")
        found = self._page(place)
        return found if not found or "#" in found else found + mark + fragment

    def _page(self, place: str) -> str | None:
        if place.startswith(f"{FOLDER}/"):
            other = self.notes.get(place.removeprefix(f"{FOLDER}/"))
            return f"articles/{quote(other.slug)}/#note-{other.id}" if other else None
        if article := _ARTICLE.fullmatch(place):
            return f"articles/{quote(article[1])}/" if article[1] in self.slugs else None
        if tag := _TAG.fullmatch(place):
            page = f"tags/{tag[1]}/"
            return self.tags.get(tag[1]) or (page if page in self._tag_pages else None)
        if place.startswith("..") or not self.exists(place):
            return None
        return _INDEX.sub("", quote(place.removesuffix(".md")) + "/" if place.endswith(".md") else place)

    @cached_property
    def _tag_pages(self) -> frozenset[str]:
        return frozenset(self.tags.values())


@dataclass(frozen=True)
class Linked:
    """A note's body with its links resolved."""

    html: str
    """Safe HTML; links within the site begin with ``ROOT``; what leads nowhere is words alone."""
    targets: Mapping[str, str]
    """Each link within the site as the note has it, and its address below the root."""
    faults: tuple[Fault, ...]

    def holds(self, note: Note, places: Places) -> bool:
        """Tell whether all links still lead where they led."""
        return not self.faults and all(
            places.address(note, target) == address for target, address in self.targets.items()
        )


def from_root(html: str, root: str) -> str:
    """Return the HTML of a note with the way to the site's root in its links and pictures."""
    return _FROM_ROOT.sub(lambda start: start[1] + root, html)


def link_note(note: Note, places: Places) -> Linked:
    """Return the body of a note as HTML, and what is wrong with its links."""
    targets: dict[str, str] = {}
    faults: list[Fault] = []

    def resolve(link: re.Match[str]) -> str:
        target = unescape(link.group())
        if _OUTWARD.match(target):
            return link.group()
        address = places.address(note, target)
        if address is None:
            faults.append(_leads_nowhere(note, target, places))
            return ""
        targets[target] = address
        return escape(ROOT + address)

    read = read_note(note.body)
    if read.fault:
        faults.append(
            Fault(
                note.path,
                note.line,
                read.fault,
                "Mend it, or use fewer marks; it is shown as it is",
            )
        )
    html = _TARGET.sub(resolve, read.html).replace('<a href="">', "<a>")
    return Linked(_NO_IMAGE.sub(r"\1", html), targets, tuple(faults))


def _leads_nowhere(note: Note, target: str, places: Places) -> Fault:
    name = unquote(target.partition("#")[0]).rpartition("/")[2].removesuffix(".md")
    near = get_close_matches(name, places.slugs, 1, 0.7)
    hint = (
        f"Did you mean ../../articles/{near[0]}.md"
        if near
        else (
            "Write ../../articles/SLUG.md for an article, ../../tags/NAME for a subject, "
            "../SLUG/FILE.md for a note"
        )
    )
    return Fault(note.path, note.line, f"its link {target!r} leads to no page", hint)
