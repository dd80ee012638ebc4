"""Files are written whole or not at all, and never through a link."""

from __future__ import annotations

import os
from pathlib import Path

from annotated_reader.atomic import sweep, write_atomically


def test_a_link_that_waits_for_a_part_leads_nothing_elsewhere(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "articles", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / f".{os.getpid()}-page.md.part").symlink_to(elsewhere / "taken")
    assert write_atomically(folder / "page.md", b"words")
    assert (folder / "page.md").read_bytes() == b"words"
    assert not (folder / "page.md").is_symlink()
    assert list(elsewhere.iterdir()) == []


def test_a_part_that_another_run_left_under_our_number_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / f".{os.getpid()}-page.md.part").write_bytes(b"half of what another run wrote")
    assert write_atomically(tmp_path / "page.md", b"words")
    assert [place.name for place in tmp_path.iterdir()] == ["page.md"]


def test_parts_that_are_links_are_swept_away_and_what_they_lead_to_stays(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("words")
    (tmp_path / ".1-page.md.part").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".2-page.md.part").symlink_to(there)
    sweep(tmp_path)
    assert [place.name for place in tmp_path.iterdir()] == ["there"]
    assert there.read_text() == "words"
