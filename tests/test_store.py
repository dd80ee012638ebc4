"""Law 4: no order of captures, rules, edits and killed builds loses a byte that a person wrote."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from annotated_reader import atomic, locks, store
from annotated_reader.errors import PageError
from annotated_reader.shelf import digest
from annotated_reader.store import Write
from tests.building import Folders, open_loudly, open_plainly

A = "2024-06-17-chao-xian"
NAMES = st.sampled_from(["a.txt", "b.txt", "c/d.txt"])
TITLES = st.sampled_from(["朝鲜", "朝鮮", "陕西", "!refuse", "!crash"])


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path)
    made.captures.mkdir()
    return made


class Killed(BaseException):
    """The build was killed at this point."""


class Reader(RuleBasedStateMachine):
    """People, rules and builds at work in the same folders."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folders = Folders(self.root)
        self.folders.captures.mkdir()
        self.written: dict[Path, str] = {}

    @rule(name=NAMES, title=TITLES, words=st.integers(0, 3))
    def capture(self, name: str, title: str, words: int) -> None:
        self.folders.capture(name, f"{title}\n第{words}篇 x。")

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
        self.folders.open = open_plainly if self.folders.open is open_loudly else open_loudly

    @rule(choice=st.integers(0, 9), words=st.text("甲乙丙", min_size=1), whole=st.booleans())
    def edit(self, choice: int, words: str, whole: bool) -> None:
        pages = sorted(self.folders.pages.glob("*.md")) if self.folders.pages.exists() else []
        if pages:
            page = pages[choice % len(pages)]
            text = words if whole else page.read_text("utf-8") + words + "\n"
            page.write_text(text, "utf-8")
            self.written[page] = text

    @rule(choice=st.integers(0, 9))
    def delete_a_page(self, choice: int) -> None:
        pages = sorted(self.folders.pages.glob("*.md")) if self.folders.pages.exists() else []
        if pages:
            page = pages[choice % len(pages)]
            page.unlink()
            self.written.pop(page, None)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    @rule()
    def build(self) -> None:
        tally = self.folders.build()
        again = self.folders.build()
        assert not {"created", "updated"} & {each.action for each in again.outcomes}
        assert again.status == tally.status

    @rule(after=st.integers(0, 8))
    def build_and_be_killed(self, after: int) -> None:
        left = [after]

        def write_or_die(*arguments, **options):  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return atomic.write_atomically(*arguments, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "write_atomically", write_or_die)
            with contextlib.suppress(Killed):
                self.folders.build()

    @invariant()
    def every_word_is_there(self) -> None:
        for page, text in self.written.items():
            assert page.read_text("utf-8") == text

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


TestReader = Reader.TestCase
TestReader.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_a_build_killed_between_page_and_receipt_is_finished_by_the_next(
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.capture("a.txt", "朝鲜\n二。")

    def die(folder: Path, each: Write) -> None:
        raise Killed

    monkeypatch.setattr(store, "_put_receipt", die)
    with pytest.raises(Killed):
        folders.build()
    monkeypatch.undo()
    assert "interrupted" in folders.build(writes=False).problems[-1]
    folders.capture("a.txt", "朝鲜\n三。")
    assert folders.outcome("a.txt").action == "updated"
    assert "三。" in folders.page(A).read_text("utf-8")


def test_the_parts_of_a_killed_build_are_swept_away(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    part = folders.pages / f".123-{A}.md.part"
    part.write_text("half", "utf-8")
    folders.build()
    assert not part.exists()


def test_two_builds_at_once_do_not_mix(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.pages.mkdir(parents=True)
    with locks.hold(folders.pages / store.LOCK), pytest.raises(PageError, match="another build"):
        folders.build()
    assert folders.build().status == 0


def test_a_page_saved_while_the_build_runs_is_not_overwritten(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("old", "utf-8")
    write = Write("a", b"new", b"{}", digest(b"new"), digest(b"old"))
    page.write_text("a person's words", "utf-8")
    faults = store.write(tmp_path, [write])
    assert "changed while the build ran" in str(faults["a"])
    assert page.read_text("utf-8") == "a person's words"
    assert not (tmp_path / "a.receipt.json").exists()


def test_a_full_disk_leaves_the_old_page_and_says_so(
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    before = folders.state()
    folders.capture("a.txt", "朝鲜\n二。")

    def full(*arguments: object, **options: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_atomically", full)
    tally = folders.build()
    monkeypatch.undo()
    assert (tally.outcomes[0].action, tally.status) == ("failed", 1)
    assert "No space left" in (tally.outcomes[0].error or "")
    assert folders.state() == before
    assert folders.outcome("a.txt").action == "updated"
