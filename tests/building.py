"""Stand-ins for the pipeline, and folders to build in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from annotated_reader.build import build
from annotated_reader.errors import CaptureError
from annotated_reader.plan import Plan
from annotated_reader.tally import Outcome, Tally
from annotated_reader.values import Article, Capture, Removal
from annotated_reader.workshop import Convert, Workshop


def convert_plainly(capture: Capture) -> Article:
    """Stand in for the pipeline: the first line is the title; ``!crash`` and the like go wrong."""
    title, _, body = capture.content.decode().partition("\n")
    if title == "!refuse":
        raise CaptureError(capture.path, "it is refused", "Mend it")
    if title == "!crash":
        raise ZeroDivisionError("a bug")
    if title == "!die":
        os._exit(7)
    return Article(
        title=title,
        body=body.strip() + "\n",
        capture_path=capture.path,
        capture_sha256=capture.sha256,
        published="2024-06-17",
        removals=(Removal("demo/advert", "ad", "it sells", "买买买", 0),),
    )


def convert_loudly(capture: Capture) -> Article:
    """Stand in for the pipeline after a rule was changed."""
    article = convert_plainly(capture)
    return replace(article, body=article.body.upper())


def open_plainly() -> Convert:
    return convert_plainly


def open_loudly() -> Convert:
    return convert_loudly


@dataclass
class Folders:
    """A captures folder, a folder of pages, and builds between them."""

    root: Path
    open: Callable[[], Convert] = open_plainly
    jobs: int | None = 1

    @property
    def captures(self) -> Path:
        return self.root / "captures"

    @property
    def pages(self) -> Path:
        return self.root / "docs" / "articles"

    def capture(self, path: str, text: str) -> None:
        place = self.captures / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def build(self, *, writes: bool = True) -> Tally:
        workshop = Workshop(self.captures, self.root / ".cache", self.open, self.open.__name__, self.jobs)
        return build(Plan(workshop, self.pages, writes))

    def outcome(self, path: str, *, writes: bool = True) -> Outcome:
        return next(each for each in self.build(writes=writes).outcomes if each.path == path)

    def page(self, slug: str) -> Path:
        return self.pages / f"{slug}.md"

    def edit(self, slug: str, old: str, new: str) -> None:
        """Let a person change some words of a page."""
        page = self.page(slug).read_text("utf-8")
        assert old in page
        self.page(slug).write_text(page.replace(old, new), "utf-8")

    def state(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.pages.iterdir() if path.name[0] != "."}
