"""Which page belongs to which capture: by content first, so that a renamed file keeps its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotated_reader.pages import Identity


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture in the folder."""

    path: str
    sha256: str | None
    """None if it could not be read."""


@dataclass(frozen=True)
class Matches:
    """What was found out about captures and pages."""

    slugs: Mapping[str, str]
    """The slug of every capture that has a page, by the capture's path."""
    duplicates: Mapping[str, str]
    """Captures without a page whose bytes are another's, with the path of that other."""
    orphans: tuple[str, ...]
    """Slugs of pages whose capture is not there."""


def match(captures: Iterable[Seen], pages: Mapping[str, Identity]) -> Matches:
    """Give every page of ``pages``, by slug, to one capture at most.

    The capture with the page's path and hash comes first, then one with its hash (renamed), then the
    one at its path (captured anew). A second file of the same bytes gets no page of its own; if it has
    one from earlier, it keeps it.
    """
    captures = sorted(captures, key=lambda capture: capture.path)
    slugs: dict[str, str] = {}
    for of_capture, of_page in _STEPS:
        free = [capture for capture in captures if capture.path not in slugs]
        waiting: dict[object, list[Seen]] = {}
        for capture in reversed(free):
            waiting.setdefault(of_capture(capture), []).append(capture)
        given = set(slugs.values())
        for slug in sorted(pages.keys() - given):
            if queue := waiting.get(of_page(pages[slug])):
                slugs[queue.pop().path] = slug
    orphans = tuple(sorted(pages.keys() - set(slugs.values())))
    return Matches(slugs, _duplicates(captures, slugs), orphans)


def _duplicates(captures: Sequence[Seen], slugs: Mapping[str, str]) -> dict[str, str]:
    first: dict[str, str] = {}
    for capture in sorted(captures, key=lambda capture: (capture.path not in slugs, capture.path)):
        if capture.sha256:
            first.setdefault(capture.sha256, capture.path)
    return {
        capture.path: first[capture.sha256]
        for capture in captures
        if capture.sha256 and capture.path not in slugs and first[capture.sha256] != capture.path
    }


_STEPS: tuple[tuple[Callable[[Seen], object], Callable[[Identity], object]], ...] = (
    (lambda capture: (capture.path, capture.sha256), lambda page: (page.path, page.sha256)),
    (lambda capture: capture.sha256, lambda page: page.sha256),
    (lambda capture: capture.path, lambda page: page.path),
)
