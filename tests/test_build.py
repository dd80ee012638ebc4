"""The build: what stands in the folder of pages after captures, rules and people have moved."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from annotated_reader import cache, front_matter, memory
from annotated_reader.edits import undecided
from annotated_reader.errors import PageError
from annotated_reader.tally import to_json
from tests.building import Folders, open_loudly


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path)
    made.captures.mkdir()
    return made


A = "2024-06-17-chao-xian"


def test_a_capture_becomes_a_page_and_a_receipt_that_name_each_other(folders: Folders) -> None:
    folders.capture("mirror/a.html", "朝鲜\n正文。")
    outcome = folders.outcome("mirror/a.html")
    assert (outcome.action, outcome.slug, outcome.removed) == ("created", A, {"ad": 1})
    page = folders.page(A).read_bytes()
    receipt = json.loads((folders.pages / f"{A}.receipt.json").read_bytes())
    assert page.decode().endswith("---\n\n正文。\n")
    assert receipt["page_sha256"] == hashlib.sha256(page).hexdigest()
    assert (
        receipt["capture"]["path"] == front_matter.load(page.decode())["capture"]["path"] == "mirror/a.html"
    )
    assert receipt["rules"] == {"demo/advert": {"count": 1, "kind": "ad", "letters": 3}}
    assert "买" not in json.dumps(receipt, ensure_ascii=False)


def test_a_second_build_writes_nothing(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n正文。")
    folders.build()
    times = {path: path.stat().st_mtime_ns for path in folders.pages.iterdir()}
    assert folders.outcome("a.txt").action == "unchanged"
    assert {path: path.stat().st_mtime_ns for path in folders.pages.iterdir()} == times


@pytest.mark.parametrize("which", ["capture", "page"])
def test_an_edit_that_leaves_size_and_time_of_writing_is_noticed(
    folders: Folders, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "RACY", -(10**12))  # the files were written a moment ago
    folders.capture("a.txt", "朝鲜\n正文。")
    folders.build()
    folders.build()
    place = folders.captures / "a.txt" if which == "capture" else folders.page(A)
    before = place.stat()
    place.write_text(place.read_text("utf-8").replace("正文", "改文"), "utf-8")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    folders.build()
    assert "改文。" in folders.page(A).read_text("utf-8")
    if which == "page":
        folders.capture("a.txt", "朝鲜\n正文。\n\n又一段。")
        folders.build()
        assert "改文。" in folders.page(A).read_text("utf-8")


def test_the_bytes_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    states = []
    for jobs in (1, 3):
        folders = Folders(tmp_path / str(jobs), jobs=jobs)
        for number in range(70):
            folders.capture(f"{number}.txt", f"重庆 {number % 40}\n第{number}篇。")
        report = json.loads(to_json(folders.build()))
        states.append((folders.state(), report))
    assert states[0] == states[1]
    assert len(states[0][0]) == 140


def test_captures_that_want_one_name_all_get_their_hash_behind_it(folders: Folders) -> None:
    folders.capture("b.txt", "朝鲜\n一。")
    folders.capture("a.txt", "朝鮮\n二。")
    slugs = {each.path: each.slug for each in folders.build().outcomes}
    for path, slug in slugs.items():
        assert slug == f"{A}-{hashlib.sha256((folders.captures / path).read_bytes()).hexdigest()[:6]}"


def test_a_later_capture_leaves_an_earlier_one_its_name(folders: Folders) -> None:
    folders.capture("b.txt", "朝鲜\n一。")
    folders.build()
    folders.capture("a.txt", "朝鲜\n二。")
    slugs = {each.path: each.slug for each in folders.build().outcomes}
    assert slugs["b.txt"] == A
    assert slugs["a.txt"] is not None and slugs["a.txt"].startswith(A + "-")


def test_a_new_title_does_not_move_a_page(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.capture("a.txt", "陕西\n二。")
    outcome = folders.outcome("a.txt")
    assert (outcome.action, outcome.slug) == ("updated", A)
    assert "二。" in folders.page(A).read_text("utf-8")


def test_a_renamed_capture_keeps_its_page(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    (folders.captures / "a.txt").rename(folders.captures / "b.txt")
    outcome = folders.outcome("b.txt")
    assert (outcome.action, outcome.slug) == ("updated", A)


def test_two_captures_that_swap_their_names_keep_their_pages(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.capture("b.txt", "陕西\n二。")
    folders.build()
    folders.capture("a.txt", "陕西\n二。")
    folders.capture("b.txt", "朝鲜\n一。")
    assert {each.path: each.slug for each in folders.build().outcomes} == {
        "a.txt": "2024-06-17-shaan-xi",
        "b.txt": A,
    }


def test_a_second_file_of_the_same_bytes_gets_no_page_and_is_named(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.capture("b.txt", "朝鲜\n一。")
    tally = folders.build()
    assert [each.action for each in tally.outcomes] == ["created", "duplicate"]
    assert "a.txt" in tally.outcomes[1].notes[0]
    assert tally.status == 0
    assert len(folders.state()) == 2


def test_a_page_deleted_by_hand_comes_back_under_its_name(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.capture("a.txt", "陕西\n二。")
    folders.page(A).unlink()
    assert folders.outcome("a.txt").slug == A


def test_an_edited_page_is_kept_and_the_build_goes_well(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.page(A).write_text("a person's words", "utf-8")
    tally = folders.build()
    assert (tally.outcomes[0].action, tally.status) == ("kept-edited", 0)
    assert folders.page(A).read_text("utf-8") == "a person's words"


@pytest.mark.parametrize("change", ["capture", "rule"])
def test_an_edit_is_carried_into_a_new_text(folders: Folders, change: str) -> None:
    folders.capture("a.txt", "朝鲜\n一 b。\n\n二。")
    folders.build()
    folders.edit(A, "二。", "二。[^1]\n\n[^1]: 注。")
    if change == "capture":
        folders.capture("a.txt", "朝鲜\n一 B。\n\n二。")
    else:
        folders.open = open_loudly
    stale = folders.outcome("a.txt", writes=False)
    assert "what a person changed in it" in (stale.error or "")
    outcome = folders.outcome("a.txt")
    assert (outcome.action, outcome.error) == ("carried", None)
    assert folders.page(A).read_text("utf-8").endswith("---\n\n一 B。\n\n二。[^1]\n\n[^1]: 注。\n")
    assert (folders.outcome("a.txt").action, folders.build(writes=False).status) == ("kept-edited", 0)


def test_an_edit_and_a_rule_that_come_in_one_pull_need_no_build_in_between(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一 b。\n\n二。")
    folders.build()
    shutil.rmtree(folders.root / ".cache")
    folders.edit(A, "title: 朝鲜", "title: 北韩")
    folders.edit(A, "二。", "贰。")
    folders.open = open_loudly
    assert folders.outcome("a.txt").action == "carried"
    page = folders.page(A).read_text("utf-8")
    assert "title: 北韩\n" in page
    assert page.endswith("---\n\n一 B。\n\n贰。\n")


def test_an_edit_outlives_many_captures(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n第0版。\n\n二。")
    folders.build()
    folders.edit(A, "二。", "贰。")
    for number in range(1, 6):
        folders.capture("a.txt", f"朝鲜\n第{number}版。\n\n二。")
        assert folders.outcome("a.txt").action == "carried"
    assert folders.page(A).read_text("utf-8").endswith("---\n\n第5版。\n\n贰。\n")


def test_a_place_that_both_changed_keeps_both_until_a_person_saves_the_page(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。\n\n二。")
    folders.build()
    folders.edit(A, "一。", "壹。")
    folders.capture("a.txt", "朝鲜\n１。\n\n二二。")
    outcome = folders.outcome("a.txt")
    page = folders.page(A).read_text("utf-8")
    line = page.split("\n").index(undecided.OPEN) + 1
    assert outcome.action == "carried"
    assert f"{A}.md:{line}: in one place a person's edit meets a new text" in (outcome.error or "")
    assert "\n\n壹。\n\n<!-- " in page and "\n\n１。\n-->\n\n二二。\n" in page
    for writes in (True, False):
        tally = folders.build(writes=writes)
        assert (tally.status, tally.outcomes[0].action) == (1, "kept-edited")
        assert f"{A}.md:{line}: in one place" in tally.problems[0]
    folders.page(A).write_text(undecided.strip(page), "utf-8")
    assert (folders.build().status, folders.build(writes=False).status) == (0, 0)
    assert folders.page(A).read_text("utf-8").endswith("---\n\n壹。\n\n二二。\n")


def test_the_new_text_taken_whole_makes_the_page_the_builds_again(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.edit(A, "一。", "壹。")
    folders.capture("a.txt", "朝鲜\n１。")
    folders.build()
    head = folders.page(A).read_text("utf-8").partition("壹。")[0]
    folders.page(A).write_text(f"{head}１。\n", "utf-8")
    assert folders.outcome("a.txt").action == "unchanged"
    folders.capture("a.txt", "朝鲜\n①。")
    assert folders.outcome("a.txt").action == "updated"


@pytest.mark.parametrize(
    ("damage", "fact"),
    [
        ("<<<<<<< HEAD\n一。\n=======\n壹。\n>>>>>>> other\n", "Git could not merge"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_nothing_is_merged_into_a_page_that_has_to_be_mended_first(
    folders: Folders, damage: str, fact: str
) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    whole = folders.page(A).read_bytes()
    damaged = whole + damage.encode(errors="surrogateescape")
    folders.page(A).write_bytes(damaged)
    folders.capture("a.txt", "朝鲜\n１。")
    for writes in (True, False, True):
        tally = folders.build(writes=writes)
        assert (tally.status, tally.outcomes[0].action) == (1, "kept-edited")
        (problem,) = tally.problems
        assert f"{A}.md:" in problem and fact in problem
        assert folders.page(A).read_bytes() == damaged
    folders.page(A).write_bytes(whole + "注。\n".encode())
    assert folders.outcome("a.txt").action == "carried"


def test_a_receipt_that_git_could_not_merge_leaves_all_that_differs_undecided(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。\n\n二。")
    folders.build()
    folders.edit(A, "二。", "贰。")
    receipt = folders.pages / f"{A}.receipt.json"
    receipt.write_text("<<<<<<< HEAD\n" + receipt.read_text("utf-8"), "utf-8")
    tally = folders.build()
    assert (tally.outcomes[0].action, tally.status) == ("carried", 1)
    assert "一。\n\n贰。\n\n<!-- " in folders.page(A).read_text("utf-8")
    assert json.loads(receipt.read_bytes())["slug"] == A


def test_a_page_that_a_person_wrote_keeps_its_name_and_the_capture_gets_another(folders: Folders) -> None:
    folders.pages.mkdir(parents=True)
    folders.page(A).write_text("# 朝鲜\n", "utf-8")
    folders.capture("a.txt", "朝鲜\n一。")
    outcome = folders.outcome("a.txt")
    assert outcome.slug is not None and outcome.slug.startswith(A + "-")
    assert folders.page(A).read_text("utf-8") == "# 朝鲜\n"


def test_the_page_of_a_capture_that_is_gone_stays_and_check_says_so(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    (folders.captures / "a.txt").unlink()
    tally = folders.build()
    assert (tally.status, len(folders.state())) == (0, 2)
    assert A in tally.remarks[0]
    assert folders.build(writes=False).status == 1


def test_a_page_whose_capture_is_gone_and_that_people_worked_on_may_become_their_own(
    folders: Folders,
) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    folders.edit(A, "一。", "壹。")
    note = folders.root / "docs" / "annotations" / A / "note.md"
    note.parent.mkdir(parents=True)
    note.write_text("> 壹\n\n为什么？\n", "utf-8")
    (folders.captures / "a.txt").unlink()
    (problem,) = folders.build(writes=False).problems
    assert "with the edits and notes of people in it" in problem
    (folders.pages / f"{A}.receipt.json").unlink()
    page = folders.page(A).read_text("utf-8")
    folders.page(A).write_text(re.sub(r"^capture: .*\n", "", page, flags=re.M), "utf-8")
    assert folders.build(writes=False).status == 0
    folders.capture("a.txt", "朝鲜\n一。")
    assert folders.outcome("a.txt").slug != A
    assert "壹。" in folders.page(A).read_text("utf-8")


def test_a_page_whose_slug_was_changed_by_hand_is_reported(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    page = folders.page(A).read_text("utf-8")
    folders.page(A).write_text(page.replace(f"slug: {A}", "slug: other"), "utf-8")
    tally = folders.build()
    assert tally.status == 1
    assert "another slug" in tally.problems[0]


def test_check_writes_nothing_and_names_what_is_missing_and_stale(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    tally = folders.build(writes=False)
    assert tally.status == 1
    assert "no page yet" in (tally.outcomes[0].error or "")
    assert not folders.pages.exists()
    folders.build()
    assert folders.build(writes=False).status == 0
    folders.capture("a.txt", "朝鲜\n二。")
    before = folders.state()
    assert "stale" in (folders.outcome("a.txt", writes=False).error or "")
    assert folders.state() == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_capture_does_not_stop_the_others(folders: Folders, jobs: int) -> None:
    folders.jobs = jobs
    folders.capture("bad/refused.txt", "!refuse")
    folders.capture("bad/crash.txt", "!crash")
    folders.capture("bad/empty.txt", "")
    folders.capture("good.txt", "朝鲜\n一。")
    tally = folders.build()
    errors = {each.path: each.error for each in tally.outcomes}
    assert errors["good.txt"] is None
    assert "it is refused. Mend it" in (errors["bad/refused.txt"] or "")
    assert "Please report it" in (errors["bad/crash.txt"] or "")
    assert "empty" in (errors["bad/empty.txt"] or "")
    assert (tally.status, len(folders.state())) == (1, 2)


def test_a_capture_that_kills_its_process_costs_the_others_nothing(folders: Folders) -> None:
    folders.jobs = 2
    for number in range(20):
        folders.capture(f"{number:02}.txt", f"朝鲜{number}\n第{number}篇。")
    folders.capture("07-bad.txt", "!die")
    tally = folders.build()
    assert [each.path for each in tally.outcomes if each.error] == ["07-bad.txt"]
    assert len(folders.state()) == 40


def test_a_failing_capture_leaves_its_page_as_it_was(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    before = folders.state()
    folders.capture("a.txt", "")
    outcome = folders.outcome("a.txt")
    assert (outcome.action, outcome.slug) == ("failed", A)
    assert folders.state() == before


def test_a_folder_of_pages_that_is_a_file_is_a_clear_error(folders: Folders) -> None:
    folders.pages.parent.mkdir()
    folders.pages.write_text("not a folder", "utf-8")
    with pytest.raises(PageError, match="cannot be written"):
        folders.build()


def test_a_link_in_the_place_of_a_page_is_not_followed(folders: Folders, tmp_path: Path) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("words", "utf-8")
    folders.page(A).unlink()
    folders.page(A).symlink_to(elsewhere)
    tally = folders.build()
    assert tally.status == 1
    assert folders.page(A).is_symlink()
    assert elsewhere.read_text("utf-8") == "words"


def test_a_damaged_cache_costs_time_and_nothing_else(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    state = folders.state()
    for place in (folders.root / ".cache").rglob("*.json"):
        place.write_bytes(b'{"context": "open_plainly", "files": [3], "work": {}}')
    folders.page(A).unlink()
    assert folders.outcome("a.txt").action == "created"
    assert folders.state() == state


def test_a_cached_article_in_which_a_letter_changed_is_not_believed(folders: Folders) -> None:
    folders.capture("a.txt", "朝鲜\n一。")
    folders.build()
    state = folders.state()
    for place in (folders.root / ".cache" / "articles").rglob("*.json"):
        place.write_bytes(place.read_bytes().replace("一".encode(), "二".encode()))
    folders.page(A).unlink()
    folders.build()
    assert folders.state() == state


def test_the_cache_is_bounded_and_loses_nothing_in_use(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SPARE", 1)
    for number in range(4):
        folders.capture("a.txt", f"朝鲜\n第{number}版。")
        folders.build()
    assert len(list((folders.root / ".cache" / "articles").rglob("*.json"))) <= 2
    monkeypatch.setattr("annotated_reader.build.convert_all", lambda _, captures, __: dict.fromkeys(captures))
    assert [each.action for each in folders.build().outcomes] == ["unchanged"]
