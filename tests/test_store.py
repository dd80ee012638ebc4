"""Pages and receipts are written whole, together, and never over what was saved meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotated_reader import locks, store
from annotated_reader.errors import PageError
from annotated_reader.shelf import digest
from annotated_reader.store import Write
from tests.building import Folders

A = "2024-06-17-chao-xian"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path)
    made.captures.mkdir()
    return made


class Killed(BaseException):
    """The build was killed at this point."""


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


def test_a_build_killed_after_it_carried_an_edit_is_finished_by_the_next(
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders.capture("a.txt", "朝鲜\n一。\n\n二。")
    folders.build()
    folders.edit(A, "二。", "贰。")
    folders.capture("a.txt", "朝鲜\n１。\n\n二。")

    def die(folder: Path, each: Write) -> None:
        raise Killed

    monkeypatch.setattr(store, "_put_receipt", die)
    with pytest.raises(Killed):
        folders.build()
    monkeypatch.undo()
    assert folders.outcome("a.txt").action == "kept-edited"
    folders.capture("a.txt", "朝鲜\n①。\n\n二。")
    assert folders.build().status == 0
    assert folders.page(A).read_text("utf-8").endswith("---\n\n①。\n\n贰。\n")


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


def test_a_damaged_note_of_what_was_to_be_written_stops_no_build(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    for damaged in (b"\xec\xff\n", b"[" * 100_000, b'{"slug": 1}\n', b"\n\n"):
        (folders.pages / store.NOTE).write_bytes(damaged)
        assert not folders.build().problems
        assert not (folders.pages / store.NOTE).exists()


def test_a_note_of_what_was_to_be_written_leads_to_no_other_folder(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    known = folders.root / "README.md"
    known.write_bytes(b"known to everybody")
    for slug in ("../../README", str(folders.root / "README")):
        intent = {"slug": slug, "page_sha256": digest(known.read_bytes()), "receipt": "written outside"}
        (folders.pages / store.NOTE).write_text(json.dumps(intent) + "\n", "utf-8")
        folders.build()
    assert not list(folders.root.glob("README*.json"))


def test_a_receipt_nested_without_end_is_a_damaged_receipt(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    for receipt in folders.pages.glob("*.receipt.json"):
        receipt.write_bytes(b"[" * 100_000)
    folders.build()
    for receipt in folders.pages.glob("*.receipt.json"):
        assert json.loads(receipt.read_bytes())["slug"]
