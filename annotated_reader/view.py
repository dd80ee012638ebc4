"""What stands in the captures folder and the folder of pages before a build, and what belongs together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotated_reader import shelf
from annotated_reader.annotations.values import FOLDER
from annotated_reader.captures import CaptureFile, read_capture, survey
from annotated_reader.errors import CaptureError
from annotated_reader.matching import Matches, Seen, match
from annotated_reader.memory import Facts, Memory
from annotated_reader.progress import over
from annotated_reader.shelf import Shelved

ADOPT = "delete its receipt, and the line 'capture:' in its front matter"
"""How a page stops being one of the build's."""


@dataclass(frozen=True)
class View:
    """Both folders at one moment."""

    files: Mapping[str, CaptureFile]
    """Captures by path."""
    digests: Mapping[str, str]
    """The sha256 of every capture that can be read."""
    faults: Mapping[str, CaptureError]
    """What is wrong with the others, and with entries that are no captures."""
    shelf: Mapping[str, Shelved]
    """Pages and receipts by slug."""
    matches: Matches

    @property
    def pending(self) -> tuple[str, ...]:
        """Paths of the captures that should have a page, in order."""
        return tuple(path for path in self.digests if path not in self.matches.duplicates)

    def problems(self, pages: Path, written: Collection[str] = ()) -> Iterator[str]:
        """Yield what is wrong with the pages themselves, but for those that have been ``written`` since."""
        for slug, there in self.shelf.items():
            if slug in written:
                continue
            for fault in there.faults:
                yield fault.sentence(f"{pages / slug}.md")
            if there.page_sha256 == shelf.STRANGE:
                yield f"{pages / slug}.md: it is a link or a folder. Put a file there, or take it away"
            if there.misnamed:
                yield (
                    f"{pages / slug}.md: its front matter has another slug than its file name. "
                    "Make the two agree; an address that readers know should stay"
                )

    def orphans(self, pages: Path) -> Iterator[str]:
        """Yield a sentence for every page, or receipt, whose capture is gone."""
        for slug in self.matches.orphans:
            ending = shelf.PAGE if self.shelf[slug].page_sha256 else shelf.RECEIPT
            held = " and ".join(self._work_in(pages, slug))
            action = "delete the page and its receipt by hand"
            if held:
                action = f"keep it, with the {held} of people in it, as a page of your own: {ADOPT}"
            yield f"{pages / slug}{ending}: its capture is gone, and it was left alone. " + (
                f"Put the capture back, or {action}"
            )

    def _work_in(self, pages: Path, slug: str) -> Iterator[str]:
        """Yield what people have put into a page, or beside it."""
        there = self.shelf[slug]
        if there.page_sha256 not in (None, there.base_sha256):
            yield "edits"
        if (pages.parent / FOLDER / slug).is_dir():
            yield "notes"


def look(captures: Path, pages: Path, memory: Memory) -> View:
    """Return what stands in the folders ``captures`` and ``pages``.

    Raises PageError where ``pages`` cannot be read.
    """
    files, errors = survey(captures)
    faults = {error.place: error for error in errors}
    digests: dict[str, str] = {}
    for file in over("Looking at captures", files):
        try:
            digests[file.path] = _digest(captures, file, memory)
        except CaptureError as error:
            faults[file.path] = error
    shelved = shelf.look(pages, memory)
    seen = [Seen(path, digests.get(path)) for path in {**digests, **faults}]
    identities = {slug: there.identity for slug, there in shelved.items() if there.identity}
    return View({file.path: file for file in files}, digests, faults, shelved, match(seen, identities))


def _digest(captures: Path, file: CaptureFile, memory: Memory) -> str:
    def read() -> Facts:
        return [read_capture(captures, file.path).sha256]

    return str(memory.of_file(f"capture:{file.path}", file.stamp, read)[0])
