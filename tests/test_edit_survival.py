"""Law 4: no order of captures, rules, edits, notes and killed builds loses a word that a person wrote.

Run with more sequences: ``SEQUENCES=5000 python -m pytest tests/test_edit_survival.py``.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotated_reader import atomic, front_matter, store
from annotated_reader.edits import undecided
from annotated_reader.shelf import digest
from annotated_reader.tally import Tally
from annotated_reader.values import Article, Capture, Hop
from annotated_reader.workshop import Convert
from tests.building import Folders, convert_plainly

NAMES = st.sampled_from(["a.txt", "b.txt", "c/d.txt"])
TITLES = st.sampled_from(["朝鲜", "朝鮮", "陕西", "重庆", "港口", "灯塔", "!refuse", "!crash"])
SENTENCES = ["第{}座灯塔修好了。", "第{}艘船靠了岸！", "“第{}次？”他 x 问。", "第{}天亮了。", "买三赠一。"]
PARAGRAPHS = st.builds(
    lambda number, forms: "".join(form.format(number) for form in forms),
    st.integers(0, 99),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
)
BODIES = st.lists(PARAGRAPHS, min_size=1, max_size=6)
HOPS = (Hop("mirror", "长风镜像"),)
TAGS = st.lists(st.sampled_from(["灯塔", "港口", "气象", "船"]), unique=True, max_size=3)
PLACES = st.integers(0, 30)


def convert_richly(capture: Capture) -> Article:
    """Stand in for the pipeline: below the title a line of tags, then the text."""
    article = convert_plainly(capture)
    tags, _, body = article.body.partition("\n")
    return replace(article, tags=tuple(tags.split()[1:]), authors=("记者甲",), body=body.strip() + "\n")


def convert_strictly(capture: Capture) -> Article:
    """Stand in for the pipeline after rules were changed: fewer sentences, another spelling, more fields."""
    article = convert_richly(capture)
    body = article.body.replace("买三赠一。", "").replace("x", "又")
    body = re.sub(r"\n{3,}", "\n\n", body).strip() or "空。"
    return replace(article, body=body + "\n", publisher="灯塔报", provenance=HOPS, review=("look at it",))


def open_richly() -> Convert:
    return convert_richly


def open_strictly() -> Convert:
    return convert_strictly


class Killed(BaseException):
    """The build was killed at this point."""


class Archive(RuleBasedStateMachine):
    """People, rules and builds at work in the same folders."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folders = Folders(self.root, open_richly)
        self.folders.captures.mkdir()
        self.written: dict[Path, set[str]] = {}
        self.notes: dict[Path, bytes] = {}
        self.deleted: set[str] = set()
        self.count = 0
        self.generated: set[str] = set()
        """Sentences that a build may have written, and a person may have taken out since."""

    @initialize(one=BODIES, two=BODIES)
    def begin(self, one: list[str], two: list[str]) -> None:
        self.capture("a.txt", "朝鲜", ["灯塔"], one)
        self.capture("b.txt", "陕西", ["灯塔", "船"], two)
        self.build()

    # Captures and rules

    @rule(name=NAMES, title=TITLES, tags=TAGS, body=BODIES)
    def capture(self, name: str, title: str, tags: list[str], body: list[str]) -> None:
        text = "\n\n".join(body)
        self.folders.capture(name, f"{title}\ntags: {' '.join(tags)}\n\n{text}")

    @rule(
        name=NAMES,
        place=PLACES,
        paragraph=PARAGRAPHS,
        sort=st.sampled_from(["put in", "take out", "replace"]),
    )
    def capture_anew(self, name: str, place: int, paragraph: str, sort: str) -> None:
        file = self.folders.captures / name
        if file.exists() and not file.read_text("utf-8").startswith("!"):
            head, *body = file.read_text("utf-8").split("\n\n")
            at = place % (len(body) + 1)
            body[at : at + (sort != "put in")] = [] if sort == "take out" else [paragraph]
            file.write_text("\n\n".join([head, *body]), "utf-8")

    @rule(name=NAMES, tags=TAGS)
    def tag_anew(self, name: str, tags: list[str]) -> None:
        file = self.folders.captures / name
        if file.exists():
            text = re.sub(r"^tags:.*", f"tags: {' '.join(tags)}", file.read_text("utf-8"), flags=re.M)
            file.write_text(text, "utf-8")

    @rule(old=NAMES, new=NAMES)
    def rename(self, old: str, new: str) -> None:
        if (self.folders.captures / old).exists():
            (self.folders.captures / new).parent.mkdir(exist_ok=True)
            (self.folders.captures / old).rename(self.folders.captures / new)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.folders.captures / name).unlink(missing_ok=True)

    @rule()
    def change_a_rule(self) -> None:
        self.folders.open = open_richly if self.folders.open is open_strictly else open_strictly

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    # People

    @rule(choice=PLACES, place=PLACES)
    def correct_a_word(self, choice: int, place: int) -> None:
        def edit(text: str, words: str) -> str:
            spots = [spot.end() for spot in re.finditer(r"灯塔|艘|他|天|空", text)]
            if not spots:
                return f"{text}\n{words}\n"
            spot = spots[place % len(spots)]
            return text[:spot] + words + text[spot:]

        self.edit(choice, edit, in_front_matter=False)

    @rule(choice=PLACES, place=PLACES, indented=st.booleans())
    def put_in_a_paragraph(self, choice: int, place: int, indented: bool) -> None:
        def edit(text: str, words: str) -> str:
            blocks = text.split("\n\n")
            added = f"!!! note\n\n    {words}。" if indented else f"{words}。"
            blocks.insert(place % (len(blocks) + 1), added)
            return "\n\n".join(blocks)

        self.edit(choice, edit, in_front_matter=False)

    @rule(choice=PLACES)
    def add_a_footnote(self, choice: int) -> None:
        def edit(text: str, words: str) -> str:
            return text.replace("。", f"[^{words}]。", 1).rstrip("\n") + f"\n\n[^{words}]: 注{words}\n"

        self.edit(choice, edit, in_front_matter=False)

    @rule(choice=PLACES, place=PLACES)
    def take_out_a_paragraph(self, choice: int, place: int) -> None:
        def edit(text: str, words: str) -> str:
            blocks = text.split("\n\n")
            if not any(mark in blocks[place % len(blocks)] for mark in ("手", "待定", "!!!")):
                del blocks[place % len(blocks)]
            return "\n\n".join(blocks) + f"\n{words}\n"

        self.edit(choice, edit, in_front_matter=False)

    @rule(
        choice=PLACES,
        form=st.sampled_from(
            ["title: {}", "tags: [灯塔, {}]", "provenance: [{{name: {}}}]", "editor: {}", "# {}"]
        ),
    )
    def edit_the_front_matter(self, choice: int, form: str) -> None:
        def edit(block: str, words: str) -> str:
            name = form.partition(":")[0]
            line = re.compile(rf"^{re.escape(name)}:.*手.*\n|^{re.escape(name)}: .*\n", re.M)
            if not line.search(block) or "手" in line.search(block).group():  # type: ignore[union-attr]
                return f"{block}{words if form[0] == '#' else name + words}: {words}\n"
            return line.sub(form.format(words) + "\n", block, count=1)

        self.edit(choice, edit, in_front_matter=True)

    @rule(choice=PLACES, keep=st.booleans())
    def write_it_all_anew(self, choice: int, keep: bool) -> None:
        page = self.pick(choice)
        if page:
            words = self.words()
            text = page.read_text("utf-8", errors="replace")
            head = text.partition("---\n\n")[0] + "---\n\n" if keep else ""
            kept = {each for each in self.written.get(page, ()) if each in head}
            page.write_text(f"{head}{words}\n", "utf-8")
            self.written[page] = {words, *kept}

    @rule(choice=PLACES, damage=st.sampled_from([b"\n<<<<<<< HEAD\n", b"\n\xff\n", b"\r\n"]))
    def save_it_badly(self, choice: int, damage: bytes) -> None:
        page = self.pick(choice)
        if page:
            content = page.read_bytes()
            page.write_bytes(content.replace(b"\n", b"\r\n") if damage == b"\r\n" else content + damage)
            self.written.setdefault(page, set())

    @rule(choice=PLACES)
    def mend(self, choice: int) -> None:
        page = self.pick(choice)
        if page:
            content = page.read_bytes()
            page.write_bytes(content.replace(b"\n<<<<<<< HEAD\n", b"").replace(b"\xff", b""))
            self.written.setdefault(page, set())

    @rule(choice=PLACES)
    def decide(self, choice: int) -> None:
        """Take out what is marked as undecided, and what people wrote into that."""
        page = self.pick(choice)
        if page and b"\xff" not in page.read_bytes():
            text = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            lines = [
                line for line in undecided.strip(text).split("\n") if not line.startswith(undecided.LINE)
            ]
            left = "\n".join(lines)
            page.write_bytes(left.encode())
            self.written[page] = {each for each in self.written.get(page, ()) if each in left}

    @rule(choice=PLACES)
    def delete_a_page(self, choice: int) -> None:
        page = self.pick(choice)
        if page:
            page.unlink()
            self.written.pop(page, None)
            self.deleted.add(page.stem)

    @rule(choice=PLACES)
    def lose_a_receipt(self, choice: int) -> None:
        page = self.pick(choice)
        if page and page.with_name(f"{page.stem}.receipt.json").exists():
            page.with_name(f"{page.stem}.receipt.json").unlink()
            self.written.setdefault(page, set())

    @rule(choice=PLACES, name=st.sampled_from(["1.md", "2.md"]))
    def write_a_note(self, choice: int, name: str) -> None:
        page = self.pick(choice)
        if page:
            note = self.root / "docs" / "annotations" / page.stem / name
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(f"> 灯塔\n\n{self.words()}\n", "utf-8")
            self.notes[note] = note.read_bytes()

    # Builds

    @rule()
    def build(self) -> None:
        tally = self.folders.build()
        assert self.tells(tally)
        self.nothing_new_is_missing(tally)
        again = self.folders.build()
        assert not {"created", "updated", "carried"} & {each.action for each in again.outcomes}
        assert again.status == tally.status
        checked = self.folders.build(writes=False)
        assert not any("stale" in (each.error or "") for each in checked.outcomes)

    @rule(after=st.integers(0, 8), late=st.booleans())
    def build_and_be_killed(self, after: int, late: bool) -> None:
        left = [after]
        self.generated |= {sentence for sentences in self.texts().values() for sentence in sentences}

        def write_or_die(*arguments, **options):  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] < 0 and not late:
                raise Killed
            done = atomic.write_atomically(*arguments, **options)
            if left[0] < 0:
                raise Killed
            return done

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "write_atomically", write_or_die)
            with contextlib.suppress(Killed):
                self.folders.build()

    # What is always true

    @invariant()
    def every_word_is_there(self) -> None:
        for page, words in self.written.items():
            text = page.read_bytes().decode("utf-8", "replace")
            assert {each for each in words if each not in text} == set()
        for note, content in self.notes.items():
            assert note.read_bytes() == content

    @invariant()
    def no_page_with_notes_is_gone_unless_a_person_deleted_it(self) -> None:
        pages = {note.parent.name for note in self.notes} - self.deleted
        assert {name for name in pages if not self.folders.page(name).is_file()} == set()

    @invariant()
    def no_untouched_page_is_taken_for_an_edited_one(self) -> None:
        if not self.folders.pages.exists() or store.is_unfinished(self.folders.pages):
            return
        for page in self.folders.pages.glob("*.md"):
            if page not in self.written:
                receipt = json.loads(page.with_name(f"{page.stem}.receipt.json").read_bytes())
                assert receipt["page_sha256"] == digest(page.read_bytes())

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def texts(self) -> dict[str, set[str]]:
        """Return the sentences that each capture should have on its page now."""
        found: dict[str, set[str]] = {}
        for file in self.folders.captures.rglob("*.txt"):
            content = file.read_bytes()
            if not content.startswith(b"!"):
                path = file.relative_to(self.folders.captures).as_posix()
                body = self.folders.open()(Capture(path, content)).body
                found[path] = set(re.findall(r"[^。！？\s]+[。！？]", body))
        return found

    def nothing_new_is_missing(self, tally: Tally) -> None:
        """A sentence that no build has written yet is on the page, unless the page has to be mended first."""
        texts = self.texts()
        for each in tally.outcomes:
            mended = not any(f"{each.slug}.md" in problem for problem in tally.problems)
            if each.action not in ("failed", "duplicate") and mended:
                page = self.folders.page(str(each.slug)).read_text("utf-8")
                new = texts[each.path] - self.generated
                assert {sentence for sentence in new if sentence not in page} == set()
                self.generated |= new

    def pick(self, choice: int) -> Path | None:
        pages = sorted(self.folders.pages.glob("*.md")) if self.folders.pages.exists() else []
        return pages[choice % len(pages)] if pages else None

    def words(self) -> str:
        self.count += 1
        return f"手{self.count}写"

    def edit(self, choice: int, change: Callable[[str, str], str], *, in_front_matter: bool) -> None:
        """Let a person change one of the two parts of a page, and keep in mind the words put in."""
        page = self.pick(choice)
        if page is None or b"\xff" in page.read_bytes():
            return
        text = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        block, body, words = front_matter.block_of(text), front_matter.body_of(text), self.words()
        if in_front_matter:
            block = change(block or "", words)
        else:
            body = change(body, words)
        head = f"---\n{block}---\n\n" if block else ""
        page.write_bytes((head + body).encode())
        self.written.setdefault(page, set()).add(words)

    def tells(self, tally: Tally) -> bool:
        """Tell whether the build went well or says of everything where it is and what to do."""
        sentences = [*tally.problems, *(each.error for each in tally.outcomes if each.error)]
        return bool(sentences) == bool(tally.status) and all(
            re.search(r"\S: .+\. [A-Z].+", sentence) for sentence in sentences
        )


TestArchive = Archive.TestCase
TestArchive.settings = settings(
    max_examples=int(os.environ.get("SEQUENCES", "60")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
