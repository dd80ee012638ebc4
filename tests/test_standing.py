"""A site that stands is built again in place, to the same files as in an empty folder."""

from __future__ import annotations

import inspect
import os
from pathlib import Path

import pytest
from mkdocs import utils
from mkdocs.commands import build as build_module
from mkdocs.structure.files import File

from annotated_reader.site.standing import Standing, put


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a page, a picture, a page that has gone, and a hidden file."""
    for name in ("a/index.html", "images/p.png", "gone/deep/index.html", ".git/head", "pagefind/index.js"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name, "utf-8")
    return tmp_path / "site"


def built(site: Path, pages: dict[str, str]) -> dict[str, str]:
    standing = Standing(site, ["pagefind"])
    for name, text in pages.items():
        standing.write(text.encode(), str(site / name))
    standing.end()
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


ASIDE = {".git/head": ".git/head", "pagefind/index.js": "pagefind/index.js"}


def test_what_is_not_made_any_more_goes_with_its_folder_and_what_is_hidden_stays(site: Path) -> None:
    assert built(site, {"a/index.html": "new", "b.json": "{}"}) == {
        **ASIDE,
        "a/index.html": "new",
        "b.json": "{}",
    }
    assert not (site / "gone").exists() and not (site / "images").exists()


def test_a_file_with_the_same_bytes_is_not_written(site: Path) -> None:
    before = (site / "a/index.html").stat()
    built(site, {"a/index.html": "a/index.html"})
    after = (site / "a/index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_of_the_same_length_and_time_with_other_bytes_is_written(site: Path) -> None:
    page = site / "a/index.html"
    time = page.stat().st_mtime_ns
    page.write_text("a/index.HTML", "utf-8")
    os.utime(page, ns=(time, time))
    assert built(site, {"a/index.html": "a/index.html"})["a/index.html"] == "a/index.html"


def test_no_link_in_the_site_leads_a_page_out_of_it(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("kept", "utf-8")
    (site / "images" / "deep").symlink_to(tmp_path / "out")
    (site / "c.html").symlink_to(tmp_path / "out" / "index.html")
    made = built(site, {"images/deep/index.html": "ours", "c.html": "ours", "images/p.png": "p"})
    assert made == {**ASIDE, "images/deep/index.html": "ours", "c.html": "ours", "images/p.png": "p"}
    assert (tmp_path / "out" / "index.html").read_text("utf-8") == "kept"


def test_a_file_that_another_name_shares_is_not_written_into(site: Path, tmp_path: Path) -> None:
    os.link(site / "images/p.png", tmp_path / "store.png")
    built(site, {"images/p.png": "new"})
    assert (tmp_path / "store.png").read_text("utf-8") == "images/p.png"


def test_a_folder_gives_way_to_a_file_and_a_file_to_a_folder(site: Path) -> None:
    pages = {"a": "file now", "images/p.png/index.html": "folder now"}
    assert built(site, pages) == {**ASIDE, **pages}


@pytest.mark.parametrize("name", ["a/.77-index.html.part", ".77-404.html.part"])
def test_what_a_killed_build_left_half_written_goes(site: Path, name: str) -> None:
    (site / name).write_text("hal", "utf-8")
    assert built(site, {"a/index.html": "new"}) == {**ASIDE, "a/index.html": "new"}


def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="name too long"):
        put(b"", tmp_path / ("x" * 300))


def test_mkdocs_empties_and_writes_a_site_by_the_functions_that_the_door_takes() -> None:
    """They are in none of its documented interfaces; ProperDocs has the same."""
    building, copying = inspect.getsource(build_module), inspect.getsource(File.copy_file)
    assert "utils.clean_directory(config.site_dir)" in building
    assert "utils.write_file(" in building
    assert "utils.copy_file(self.abs_src_path, output_path)" in copying
    assert list(inspect.signature(utils.write_file).parameters) == ["content", "output_path"]
    assert list(inspect.signature(utils.copy_file).parameters) == ["source_path", "output_path"]
    assert list(inspect.signature(utils.clean_directory).parameters) == ["directory"]
