"""Note files: what counts as a quotation, every fault with its line, and no note lost for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.annotations.files import LARGEST, NoteFiles
from annotated_reader.annotations.pairs import Pair, pairs
from annotated_reader.annotations.reading import note_id, read_note_file, with_unique_ids
from annotated_reader.annotations.values import KINDS, Fault, Note

PATH = "deng-ta/2024-06-17-a-qing.md"


def notes_of(text: str, path: str = PATH) -> tuple[Note, ...]:
    return read_note_file(path, text)[0]


def faults_of(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.fact) for fault in read_note_file(PATH, text)[1]]


def test_a_quotation_and_a_note_are_enough() -> None:
    (note,) = notes_of("> 灯塔每十二秒亮一次\n\n这里的**十二秒**有误。\n")
    assert note == Note(
        slug="deng-ta",
        path=PATH,
        line=1,
        id="2024-06-17-a-qing",
        date="2024-06-17",
        quote="灯塔每十二秒亮一次",
        body="这里的**十二秒**有误。",
    )


def test_front_matter_fills_every_field() -> None:
    (note,) = notes_of(
        "---\nkind: question\nby: '@阿青'\ndate: 2024-06-17T08:00:00+08:00\nprefix: 前\nsuffix: 后\n"
        f"base: {'a1' * 32}\nresolved: true\ntags: [灯塔, 海, 灯塔]\n---\n> 亮\n\n真的？\n"
    )
    assert (note.kind, note.by, note.date) == ("question", "阿青", "2024-06-17T00:00:00Z")
    assert (note.prefix, note.suffix, note.base) == ("前", "后", "a1" * 32)
    assert (note.resolved, note.tags, note.line) == (True, ("灯塔", "海"), 11)


def test_a_note_without_a_quotation_is_on_the_whole_article() -> None:
    (note,) = notes_of("这篇文章另有一个版本。\n")
    assert note.quote is None
    assert note.body == "这篇文章另有一个版本。"


def test_several_pairs_in_one_file_are_several_notes() -> None:
    first, second, third = notes_of("> 甲\n\n一\n\n> 乙\n> 丙\n\n二\n\n> 丁\n")
    assert [each.id for each in (first, second, third)] == [
        "2024-06-17-a-qing",
        "2024-06-17-a-qing-2",
        "2024-06-17-a-qing-3",
    ]
    assert [(each.line, each.quote, each.body) for each in (first, second, third)] == [
        (1, "甲", "一"),
        (5, "乙\n丙", "二"),
        (10, "丁", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("\n \n", ()),
        ("> 甲\n没有空行的话", (Pair(1, "甲", "没有空行的话"),)),
        ("> 甲\n\n> 乙\n\n话", (Pair(1, "甲\n\n乙", "话"),)),
        ("＞ 全角\n\n话", (Pair(1, "全角", "话"),)),
        ("\u3000\u3000> 空两格\n\n话", (Pair(1, "空两格", "话"),)),
        ("\xa0>\xa0不断行的空格\n\n话", (Pair(1, "不断行的空格", "话"),)),
        ("先说一句：\n\n> 甲\n\n再说", (Pair(3, "甲", "先说一句：\n\n再说"),)),
        (">\n\n话", (Pair(1, None, "话"),)),
        ("> 甲\n\n```\n> 代码\n```\n", (Pair(1, "甲", "```\n> 代码\n```"),)),
        ("    > 缩进是代码", (Pair(1, None, "    > 缩进是代码"),)),
        ("> 甲\n\n- 一\n    > 条目里的引文", (Pair(1, "甲", "- 一\n    > 条目里的引文"),)),
    ],
)
def test_what_is_quoted_and_what_is_said(text: str, expected: tuple[Pair, ...]) -> None:
    assert pairs(text) == expected


@given(st.text(alphabet="> 甲乙\n`~-", max_size=60))
def test_no_word_of_a_note_file_is_lost(text: str) -> None:
    said = "".join((pair.quote or "") + pair.body for pair in pairs(text))
    assert sorted(said.replace(">", "").split()) or not text.replace(">", "").split()
    assert sum(map(said.count, "甲乙")) == sum(map(text.count, "甲乙"))


@pytest.mark.parametrize(
    ("front", "line", "fact"),
    [
        ("kind: qestion", 2, "kind is 'qestion'"),
        ("by: 阿青\nkinds: comment", 3, "there is no field 'kinds'"),
        ("date: 去年", 2, "date is '去年'"),
        ("date: 2024-02-30", 2, "front matter cannot be read"),
        ("by: 阿青\nbase: 12ab", 3, "base is '12ab'"),
        ("resolved: 也许", 2, "resolved is '也许'"),
        ("by: [甲, 乙]", 2, "a list stands where words should"),
        ("by: 阿青\nkind: [comment", 3, "front matter cannot be read"),
        ("只是一句话", 2, "front matter cannot be read"),
        ("tags: {灯塔: 海}", 2, "tags is no list"),
        ("kind: tag", 1, "names no tags"),
    ],
)
def test_a_fault_in_front_matter_has_its_line_and_the_note_is_shown_all_the_same(
    front: str, line: int, fact: str
) -> None:
    notes, faults = read_note_file(PATH, f"---\n{front}\n---\n> 甲\n\n话\n")
    assert [(note.quote, note.body, note.kind in KINDS) for note in notes] == [("甲", "话", True)]
    assert [fault.line for fault in faults if fact in fault.fact] == [line], faults
    assert all(fault.path == PATH and fault.action for fault in faults)


def test_what_can_be_read_of_broken_front_matter_is_kept() -> None:
    ((note,), ((fault),)) = read_note_file(PATH, '---\nkind: question\nprefix: "前"后\nby: 阿青\n---\n> 甲\n')
    assert (note.kind, note.by, note.prefix, fault.line) == ("question", "阿青", "", 3)


def test_front_matter_that_does_not_end_hides_no_note() -> None:
    notes, faults = read_note_file(PATH, "---\nkind: question\n\n> 甲\n\n话\n")
    assert [(note.kind, note.quote, note.body) for note in notes] == [("question", "甲", "话")]
    assert [(fault.line, fault.fact) for fault in faults] == [(1, "its front matter does not end")]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "---\nkind: link\n---\n> 甲\n\n话\n"
    assert notes_of("\ufeff" + text.replace("\n", "\r\n")) == notes_of(text)


def test_the_line_ends_of_word_processors_are_line_ends() -> None:
    (note,), faults = read_note_file("a/b.md", "> 灯塔建在岬角\u2028\u2029亮。\v完。")
    assert (note.quote, note.body, faults) == ("灯塔建在岬角", "亮。\n完。", ())


def test_the_names_of_fields_may_be_written_with_capitals() -> None:
    (note,), faults = read_note_file("a/b.md", "---\nKind: Question\nBY: lin\n---\n> 灯塔\n")
    assert (note.kind, note.by, faults) == ("question", "lin", ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_note_that_is_not_utf8_is_said_and_shown_in_its_own_words(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, {"deng-ta/a.md": "> 灯塔建在岬角\r\n\r\n亮。\r\n".encode(encoding)})
    (note,), (fault,) = NoteFiles(tmp_path).read({"deng-ta"})
    assert (note.quote, note.body) == ("灯塔建在岬角", "亮。")
    assert "not UTF-8" in fault.fact


def test_a_folder_named_almost_like_an_article_is_told_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"2024-03-02-deng-chua/a.md": "话".encode()})
    _, (fault,) = NoteFiles(tmp_path).read({"2024-03-02-deng-chuan", "2021-01-01-hai-lan"})
    assert fault.action.startswith("Did you mean 2024-03-02-deng-chuan?")


def test_an_empty_file_is_said() -> None:
    assert faults_of("\n") == [(1, "it holds neither a quotation nor a note")]


def test_a_tag_note_needs_no_words() -> None:
    notes, faults = read_note_file(PATH, "---\nkind: tag\ntags: 灯塔、海\n---\n")
    assert [(note.kind, note.tags, note.quote) for note in notes] == [("tag", ("灯塔", "海"), None)]
    assert faults == ()


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2024-06-17-A Qing", "2024-06-17-a-qing"),
        ("灯塔", "deng-ta"),
        ('"><script>', "script"),
        ("…", "note"),
        ("x" * 200, "x" * 80),
    ],
)
def test_an_id_can_stand_in_an_address(stem: str, expected: str) -> None:
    assert note_id(stem) == expected


def test_ids_are_unique_within_an_article_and_only_there() -> None:
    files = {"a/x.md": "> 甲\n\n一\n\n> 乙\n\n二", "a/x-2.md": "三", "a/X.md": "四", "b/x.md": "五"}
    notes = [note for path, text in sorted(files.items()) for note in notes_of(text, path)]
    ids = [(note.slug, note.id) for note in with_unique_ids(notes)]
    assert ids == [("a", "x"), ("a", "x-2"), ("a", "x-3"), ("a", "x-2-2"), ("b", "x")]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def test_the_folder_is_read_and_what_does_not_belong_is_said(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "README.md": b"what is here",
            "deng-ta/.hidden.md": b"no note",
            "deng-ta/a.md": "话".encode(),
            "deng-ta/sub/b.MD": "话".encode(),
            "deng-ta/c.txt": b"x",
            "deng-ta/d.md": b"\xff\xfe\n> " + "甲".encode(),
            "deng-ta/big.md": b"x" * (LARGEST + 1),
            "loose.md": b"x",
            "nobody/e.md": b"x",
        },
    )
    (tmp_path / "deng-ta" / "link.md").symlink_to(tmp_path / "loose.md")
    notes, faults = NoteFiles(tmp_path).read({"deng-ta"})
    assert [note.path for note in notes] == [
        "deng-ta/a.md",
        "deng-ta/d.md",
        "deng-ta/sub/b.MD",
        "nobody/e.md",
    ]
    assert {(fault.path, fault.fact.split("(")[0].split(",")[0]) for fault in faults} == {
        ("deng-ta/big.md", "it has 1"),
        ("deng-ta/c.txt", "its name does not end in .md"),
        ("deng-ta/d.md", "it is not UTF-8"),
        ("deng-ta/link.md", "it is a link"),
        ("loose.md", "it stands in no article's folder"),
        ("nobody/e.md", "there is no article 'nobody'"),
    }


def test_there_need_be_no_folder(tmp_path: Path) -> None:
    assert NoteFiles(tmp_path / "annotations").read({"deng-ta"}) == ((), ())


def test_a_file_is_read_again_only_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"deng-ta/a.md": "一".encode(), "deng-ta/b.md": "二".encode()})
    files = NoteFiles(tmp_path)
    files.read({"deng-ta"})
    read: list[str] = []
    plain = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), plain(path))[1])
    write(tmp_path, {"deng-ta/b.md": "三三".encode()})
    assert [note.body for note in files.read({"deng-ta"})[0]] == ["一", "三三"]
    assert read == ["b.md"]


def test_a_note_that_was_changed_without_its_size_or_time_of_writing_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"deng-ta/a.md": "一".encode()})
    files, place = NoteFiles(tmp_path), tmp_path / "deng-ta" / "a.md"
    files.read({"deng-ta"})
    before = place.stat()
    time.sleep(0.02)  # clocks of file systems are coarse
    place.write_text("二", "utf-8")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [note.body for note in files.read({"deng-ta"})[0]] == ["二"]


def test_reading_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"deng-ta/a.md": b"---\nkind: x\n---\n"})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    NoteFiles(tmp_path).read({"deng-ta"})
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "deng-ta").mkdir(mode=0)
    notes, (fault,) = NoteFiles(tmp_path).read({"deng-ta"})
    assert notes == ()
    assert isinstance(fault, Fault) and "cannot be read" in fault.fact


def test_what_turns_the_direction_of_a_note_is_said_with_its_line_and_left_out() -> None:
    (note,), (fault,) = read_note_file("a/b.md", "> 灯塔\n\n甲\n看\u202ehttps://a.example\n")
    assert note.body == "甲\n看https://a.example"
    assert fault.line == 4
    assert "1 unseen characters that turn the direction" in fault.fact


@pytest.mark.parametrize(
    ("top", "line"),
    [("\n---", 2), ("\n \n---", 3), (" ---", 1), ("———", 1), ("—-", 1), ("----", 1), ("－－－", 1)],
)
def test_front_matter_that_does_not_begin_as_it_must_is_said_and_no_note_lost(top: str, line: int) -> None:
    text = f"{top}\nkind: question\n{top.strip()}\n> 灯塔每十二秒亮一次\n\n注。\n"
    (fault,) = read_note_file(PATH, text)[1]
    assert (fault.line, fault.fact) == (
        line,
        "its front matter does not begin with --- on the first line, so it is read as words",
    )
    assert notes_of(text)[0].quote == "灯塔每十二秒亮一次"


@pytest.mark.parametrize("text", ["\n---\n\n亮。\n", "——\n他说：亮。\n", "\n\n亮。\n"])
def test_a_rule_or_a_dash_on_top_is_no_front_matter(text: str) -> None:
    assert faults_of(text) == []


def test_a_second_front_matter_in_one_file_is_said_with_its_line() -> None:
    text = "---\nkind: question\n---\n> 甲\n\n一\n\n---\nkind: link\n---\n> 乙\n\n二\n"
    assert [line for line, _ in faults_of(text)] == [8]
    assert [note.quote for note in notes_of(text)] == ["甲", "乙"]


def test_a_line_between_two_notes_is_no_second_front_matter() -> None:
    assert faults_of("> 甲\n\n一\n\n---\n\n> 乙\n\n二\n") == []


@pytest.mark.parametrize(
    "tags", ["[灯塔，海缆]", "[灯塔、海缆]", "【灯塔，海缆】", "[灯塔；海缆]", "\n- 灯塔\n- 海缆"]
)
def test_tags_may_be_divided_as_a_chinese_keyboard_divides_them(tags: str) -> None:
    (note,) = notes_of(f"---\nkind: tag\ntags: {tags}\n---\n")
    assert note.tags == ("灯塔", "海缆")


def test_notes_whose_names_spell_alike_are_numbered_in_their_order() -> None:
    notes = [note for name in "！？。，" for note in notes_of("甲\n", f"deng-ta/{name}.md")]
    assert [note.id for note in with_unique_ids(notes)] == ["note", "note-2", "note-3", "note-4"]


@pytest.mark.parametrize(
    ("text", "line", "said", "write"),
    [
        (
            "---\nkind: question\nkind: link\n---\n> 灯塔\n\n亮。\n",
            3,
            "kind stands here again, after line 2",
            "Delete",
        ),
        ("---\nby: #lin\n---\n> 灯塔\n\n亮。\n", 2, "read as a remark", "by: '#lin'"),
        ("---\nkind: question\ntags: #灯塔\n---\n> 灯塔\n\n亮。\n", 3, "read as a remark", "tags: [灯塔]"),
        ("```\n> 灯塔\n\n亮。\n```\n", 1, "stands in a code fence", "Delete the lines"),
        (
            "---\nby: a\n---\n\n~~~markdown\n> 灯塔\n\n亮。\n~~~\n",
            5,
            "stands in a code fence",
            "Delete the lines",
        ),
        ("&gt; 灯塔\n\n亮。\n", 1, "begins with &gt;", "Write >"),
        ("\n》灯塔建在岬角\n\n亮。\n", 2, "begins with 》", "Write >"),
        ("<blockquote>灯塔建在岬角</blockquote>\n\n亮。\n", 1, "begins with <blockquote", "Write >"),
        ("    > 灯塔建在岬角\n\n亮。\n", 1, "something stands before the >", "the very beginning"),
        ("\u200b> 灯塔建在岬角\n\n亮。\n", 1, "something stands before the >", "the very beginning"),
        ("- > 灯塔建在岬角\n\n  亮。\n", 1, "something stands before the >", "the very beginning"),
        ("kind: question\nby: lin\n\n> 灯塔\n\n亮。\n", 1, "between two lines ---", "Write ---"),
        ("---\nkind：question\n---\n> 灯塔\n\n亮。\n", 2, "no colon with a space", "Write kind: question"),
        ("---\nkind:question\n---\n> 灯塔\n\n亮。\n", 2, "no colon with a space", "Write kind: question"),
    ],
)
def test_a_slip_that_changes_what_is_meant_is_said(text: str, line: int, said: str, write: str) -> None:
    notes, faults = read_note_file("a/b.md", text)
    (fault,) = faults
    assert fault.line == line
    assert said in fault.fact and write in fault.action
    assert len(notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "> 灯塔\n\n他说：\n\n```\n> 引\n```\n",
        "---\nby: lin # 旧名\n---\n> 灯塔\n\n见《灯塔》。\n",
        "《灯塔》是一本书。\n",
    ],
)
def test_what_is_no_slip_is_not_taken_for_one(text: str) -> None:
    assert read_note_file("a/b.md", text)[1] == ()


@pytest.mark.parametrize(
    ("written", "read"), [("“岬角上”", "岬角上"), ("「岬角上」", "岬角上"), ("他说“上”", "他说“上”")]
)
def test_quotation_marks_around_all_of_the_context_are_not_its_words(written: str, read: str) -> None:
    (note,), _ = read_note_file("a/b.md", f"---\nprefix: {written}\n---\n> 灯塔\n\n亮。\n")
    assert note.prefix == read
