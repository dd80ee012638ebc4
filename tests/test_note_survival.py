"""Notes live through what happens to their articles: new captures, edits, a capture taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

import build_site
from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.kept import KEPT, RECORD
from annotated_reader.annotations.notebook import Notebook, text_digest
from annotated_reader.annotations.values import Placed
from annotated_reader.front_matter import body_of

TEXT = """灯塔与船

夜里起了风，灯塔每十二秒亮一次，船家都看得见。守灯人说，这是老规矩。

岸上的人并不这样看。他们说灯塔太老，守灯人也太老，早就该换一盏新灯。
"""


class House:
    """One capture, its page, and notes on it."""

    def __init__(self, root: Path) -> None:
        self.docs = root / "docs"
        self.capture = root / "captures" / "deng-ta.txt"
        self.options = [f"--captures={root / 'captures'}", f"--docs={self.docs}", f"--cache={root / 'cache'}"]
        self.capture.parent.mkdir()
        self.write(TEXT)
        (self.page,) = (self.docs / "articles").glob("*.md")

    def write(self, text: str) -> int:
        self.capture.write_text(text, "utf-8")
        return build_site.main(self.options)

    def note(self, text: str, name: str = "a") -> Path:
        place = self.docs / "annotations" / self.page.stem / f"{name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    def placed(self) -> Placed:
        ((placed,),) = Notebook(self.docs).look({self.page.stem}).placed.values()
        return placed

    @property
    def present(self) -> str:
        return text_digest(body_of(self.page.read_text("utf-8")))

    def kept(self) -> set[str]:
        return {path.name for path in (self.docs / KEPT).rglob("*") if path.is_file()}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_text_that_a_note_names_is_kept_before_the_page_changes(house: House) -> None:
    base = house.present
    house.note(f"---\nbase: {base}\n---\n> 太老\n\n哪一处？\n")
    house.note(f"---\nbase: {base}\nprefix: 守灯人也\n---\n> 太老\n\n这一处。\n")
    assert house.write(TEXT.replace("早就该换一盏新灯", "该换灯了").replace("老规矩", "新规矩")) == 0
    assert house.present != base
    assert house.kept() == {f"{base}.md"}
    assert house.placed().outcome is Outcome.FOUND


def test_a_note_written_by_hand_is_carried_too_once_a_build_has_seen_it(house: House) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    assert build_site.main(house.options) == 0
    assert house.kept() == {f"{house.present}.md", RECORD}
    house.write(TEXT.replace("灯塔每十二秒亮一次", "那座灯塔每隔十五秒才亮一回"))
    placed = house.placed()
    assert placed.outcome is Outcome.MOVED
    assert placed.now is not None and "灯塔每隔十五秒才亮" in placed.now


def test_a_quotation_that_was_mended_begins_anew(house: House) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    build_site.main(house.options)
    house.write(TEXT.replace("十二秒", "十五秒"))
    assert house.placed().outcome is Outcome.MOVED
    house.note("> 灯塔每十五秒亮一次\n\n有误。\n")
    assert house.placed().outcome is Outcome.FOUND
    build_site.main(house.options)
    assert house.placed().note.base == house.present


def test_a_kept_text_that_was_changed_is_not_believed(house: House) -> None:
    base = house.present
    house.note(f"---\nbase: {base}\n---\n> 灯塔每十二秒亮一次\n\n有误。\n")
    house.write(TEXT.replace("灯塔每十二秒亮一次", "灯塔每十五秒亮了一回"))
    place = house.docs / KEPT / house.page.stem / f"{base}.md"
    assert house.placed().outcome is Outcome.MOVED
    place.write_text(place.read_text("utf-8") + "添一句。", "utf-8")
    assert house.placed().outcome is Outcome.ORPHAN


def test_a_damaged_record_is_as_none(house: House) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    build_site.main(house.options)
    (house.docs / KEPT / house.page.stem / RECORD).write_text("{", "utf-8")
    assert house.placed().note.base is None
    assert build_site.main(house.options) == 0
    assert house.placed().note.base == house.present


def test_a_second_build_writes_nothing(house: House) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    build_site.main(house.options)
    before = {path: path.stat().st_mtime_ns for path in house.docs.rglob("*")}
    assert build_site.main(house.options) == 0
    assert {path: path.stat().st_mtime_ns for path in house.docs.rglob("*")} == before


def test_a_build_never_writes_below_the_annotations(house: House) -> None:
    place = house.note("---\nkinds: x\n---\n> 灯塔每十二秒亮一次\r\n\n有误。")
    before = (place.read_bytes(), place.stat().st_mtime_ns, sorted(place.parent.iterdir()))
    house.write(TEXT.replace("十二秒", "十五秒"))
    build_site.main([*house.options, "check"])
    assert (place.read_bytes(), place.stat().st_mtime_ns, sorted(place.parent.iterdir())) == before


def test_a_capture_taken_away_leaves_the_page_and_its_notes(house: House) -> None:
    place = house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    house.capture.unlink()
    build_site.main(house.options)
    assert house.page.is_file() and place.is_file()
    assert house.placed().outcome is Outcome.FOUND


def test_check_fails_on_an_orphan_and_says_so(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    build_site.main(house.options)
    assert build_site.main([*house.options, "check"]) == 0
    house.note("> 这一句话全文根本没有\n\n不在。\n", "b")
    capsys.readouterr()
    assert build_site.main([*house.options, "check"]) == 1
    said = capsys.readouterr().out
    assert f"annotations/{house.page.stem}/b.md:1: orphan: its quotation “这一句话全文根本没有”" in said
    assert build_site.main(house.options) == 0


def test_texts_that_cannot_be_kept_are_said(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.note("> 灯塔每十二秒亮一次\n\n有误。\n")
    (house.docs / KEPT).write_text("a file", "utf-8")
    assert build_site.main(house.options) == 1
    assert "the text that notes quote cannot be kept" in capsys.readouterr().out
