"""A copy of the project with a made-up archive in it, and the changes that are made to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench._scale.entities import known_by, vocabulary
from bench._scale.stories import Archive
from bench._scale.wrapping import capture

ROOT = Path(__file__).parents[2]
FOLDERS = ("annotated_reader", "hooks", "theme", "sources")
FILES = ("mkdocs.yml", "build_site.py")
LEFT_OUT = ("articles", "annotations", "quoted", "vocabulary")
NOTED = 20
"""One article of so many has a note."""

_PLAIN = re.compile(r"[\u4e00-\u9fff，。！？；]{40,}")


@dataclass
class Workspace:
    """A folder in which the site of a made-up archive is built."""

    root: Path
    count: int
    archive: Archive
    _edits: int = field(default=0, init=False)

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def pages(self) -> list[Path]:
        return sorted((self.root / "docs" / "articles").glob("*.md"))

    def make(self, advance: Callable[[], None]) -> None:
        """Copy the project, and write captures and vocabulary."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy(ROOT / name, self.root / name)
        shutil.copytree(ROOT / "docs", self.root / "docs", ignore=shutil.ignore_patterns(*LEFT_OUT))
        known = self.archive.entities[: known_by(self.count)]
        (self.root / "docs" / "vocabulary.yaml").write_text(vocabulary(known), "utf-8")
        for number in range(self.count):
            path, content = capture(self.archive.story(number))
            place = self.root / "captures" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            advance()

    def write_notes(self) -> int:
        """Write a note on every twentieth article, each on words of its own; return how many."""
        random, written = Random(self.archive.seed), 0
        for page in self.pages[::NOTED]:
            found = _PLAIN.findall(page.read_text("utf-8"))
            if found:
                said = self.archive.language.sentence(random, written % 90, [])
                self._note(page.stem, random.choice(found)[:30], said)
                written += 1
        return written

    def change_article(self) -> str:
        """Add a paragraph to a capture in the middle of the archive; return its words."""
        number = next(n for n in range(self.count // 2, self.count) if self.archive.head(n).system == "plain")
        return self._append(self.root / "captures" / capture(self.archive.story(number))[0])

    def change_note(self) -> None:
        """Write one more note."""
        page = self.pages[len(self.pages) // 3]
        self._note(page.stem, _PLAIN.findall(page.read_text("utf-8"))[0][:20], self._words())

    def change_rule(self) -> None:
        """Add a rule that hits no capture, as an editor's first try may be."""
        rule = "  - {name: bench, kind: promo, why: nobody wrote this, strip_line: 此行从来没有人写过}\n"
        place = self.root / "sources" / "_promo.yaml"
        place.write_text(place.read_text("utf-8").rstrip("\n") + "\n" + rule, "utf-8")

    def change_vocabulary(self) -> None:
        """Write another gloss for an entity that some articles name."""
        place = self.root / "docs" / "vocabulary.yaml"
        text = place.read_text("utf-8")
        place.write_text(text.replace("是编造出来测速的。", f"{self._words()}。", 1), "utf-8")

    def change_template(self) -> None:
        """Add a comment to the template that all pages are made with."""
        place = self.root / "theme" / "base.html"
        text = place.read_text("utf-8")
        place.write_text(text.replace("</body>", "<!-- changed --></body>"), "utf-8")

    def change_page(self) -> tuple[str, str]:
        """Add a paragraph to a page by hand; return its slug and the words."""
        page = self.pages[len(self.pages) // 2]
        return page.stem, self._append(page)

    def _append(self, place: Path) -> str:
        words = self._words()
        place.write_text(f"{place.read_text('utf-8').rstrip()}\n\n{words}。\n", "utf-8")
        return words

    def _words(self) -> str:
        self._edits += 1
        return f"这是第{self._edits}次修改"

    def _note(self, slug: str, quoted: str, said: str) -> None:
        self._edits += 1
        folder = self.root / "docs" / "annotations" / slug
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"2025-01-01-bench-{self._edits}.md"
        place.write_text(f"---\nby: bench\n---\n> {quoted}\n\n{said}\n", "utf-8")


def changes(workspace: Workspace) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each kind of change with its name; the first build finds pages, but no account of the site."""
    yield "warm, in full", lambda: None
    yield "nothing changed", lambda: None
    yield "one article", workspace.change_article
    yield "one note", workspace.change_note
    yield "one vocabulary entry", workspace.change_vocabulary
    yield "one template", workspace.change_template
    yield "one rule", workspace.change_rule
