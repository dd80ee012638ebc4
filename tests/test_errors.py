"""Bad input: each has a message with file, fact and next action, and costs the others nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotated_reader.captures import LIMIT, read_capture, survey
from annotated_reader.errors import CaptureError
from annotated_reader.tally import one_line


def test_files_are_listed_by_path_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    for path in ("b/a.txt", "b.txt", "a.txt", ".gitkeep", "b/.DS_Store", ".git/x"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x", "utf-8")
    files, errors = survey(tmp_path)
    assert [file.path for file in files] == ["a.txt", "b.txt", "b/a.txt"]
    assert errors == ()


def test_a_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "out.txt").symlink_to(secret)
    (captures / "around").symlink_to(captures)
    files, errors = survey(captures)
    assert files == ()
    assert [error.place for error in errors] == ["around", "out.txt"]
    assert all("not followed" in error.fact for error in errors)


def test_what_is_no_regular_file_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, errors = survey(tmp_path)
    assert "not a regular file" in errors[0].fact


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xb5\xda.txt")).write_text("x", "utf-8")
    files, errors = survey(tmp_path)
    assert files == ()
    assert "not UTF-8" in str(errors[0])


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(CaptureError, match=r"a\.txt: the file is empty\. Capture"):
        read_capture(tmp_path, "a.txt")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(CaptureError, match="50 MB"):
        read_capture(tmp_path, "a.html")


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x" * LIMIT)
    assert len(read_capture(tmp_path, "a.html").content) == LIMIT


def test_a_file_that_vanishes_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="cannot be read"):
        read_capture(tmp_path, "gone.txt")


def test_a_file_name_cannot_break_or_colour_the_terminal() -> None:
    assert one_line("a\nb\x1b[31m.txt：朝鲜") == "a\\nb\\x1b[31m.txt：朝鲜"
