"""A site is not built again where it is whole and nothing has changed; whatever changes, it is."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotated_reader.memory import RACY
from annotated_reader.site import whole as module
from annotated_reader.site.whole import SAID, Made, Whole, write_said
from tests.site_building import Copy

HOUR = 3600 * 10**9


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "code")  # the real one may just have been edited
    monkeypatch.setattr(module, "RACY", -HOUR)  # all files here were written a moment ago
    for name in (
        "docs/a.md",
        "sources/_web.yaml",
        "images/index.jsonl",
        "theme/base.html",
        "hooks/gate.py",
        "code/a.py",
        "images/files/ab/abc.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first", "utf-8")
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_text("page", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        'INHERIT: "all.yml"  # what all our sites have\nsite_url: !ENV [SITE_URL, ""]\n', "utf-8"
    )
    (tmp_path / "all.yml").write_text("copyright: !ENV\n  - our_copyright\n  - none\n", "utf-8")
    (tmp_path / "elsewhere.yaml").write_text("first", "utf-8")
    (tmp_path / "sources" / "linked.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    for path in tmp_path.rglob("*"):
        age(path)
    return tmp_path


def age(path: Path) -> None:
    """Have a file be an hour old by the time of writing, which programs can set."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_mtime_ns - HOUR, stat.st_mtime_ns - HOUR))


def disguised(path: Path, text: str) -> None:
    """Write as many other bytes, and set the time back to what it was."""
    stat = path.stat()
    assert len(text) == stat.st_size
    path.write_text(text, "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def look(root: Path) -> Whole:
    folders = [root / "docs", root / "sources", root / "images"]
    made = Made(root / "mkdocs.yml", folders, root / "images" / "files")
    return Whole(root / ".cache", root / "site", made)


def build(root: Path, said: tuple[str, ...] = ()) -> None:
    """Do as the command line does around a build."""
    whole = look(root)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in whole.forget().items():
            patch.setenv(name, value)
        write_said(said)
    whole.remember()


def is_whole(root: Path) -> bool:
    return look(root).stands(io.StringIO())


def test_what_is_whole_and_unchanged_is_not_built_and_what_was_said_is_said_again(root: Path) -> None:
    assert not is_whole(root)
    build(root, ("INFO    -  a note has moved",))
    heard = io.StringIO()
    assert look(root).stands(heard)
    assert heard.getvalue() == "INFO    -  a note has moved\n"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": lambda root: (root / "docs/a.md").write_text("other", "utf-8"),
    "a new note": lambda root: (root / "docs/new.md").write_text("new", "utf-8"),
    "a page that went": lambda root: (root / "docs/a.md").unlink(),
    "a rule": lambda root: (root / "sources/_web.yaml").write_text("other", "utf-8"),
    "a picture": lambda root: (root / "images/index.jsonl").write_text("other", "utf-8"),
    "a template": lambda root: (root / "theme/base.html").write_text("other", "utf-8"),
    "a door": lambda root: (root / "hooks/gate.py").write_text("other", "utf-8"),
    "code": lambda root: (root / "code/a.py").write_text("other", "utf-8"),
    "a page in disguise": lambda root: disguised(root / "docs/a.md", "other"),
    "a built page in disguise": lambda root: disguised(root / "site/a/index.html", "PAGE"),
    "what a link leads to": lambda root: (root / "elsewhere.yaml").write_text("other words", "utf-8"),
    "an inherited setting": lambda root: (root / "all.yml").write_text("strict: true\n", "utf-8"),
    "a setting": lambda root: (root / "mkdocs.yml").write_text("site_url: b\n", "utf-8"),
    "a built page": lambda root: (root / "site/a/index.html").write_text("other", "utf-8"),
    "a built page that went": lambda root: (root / "site/a/index.html").unlink(),
    "a foreign file": lambda root: (root / "site/foreign").write_text("", "utf-8"),
    "a damaged account": lambda root: [
        place.write_text(place.read_text("utf-8")[:-9], "utf-8")
        for place in (root / ".cache/sites").glob("*.json")
    ],
    "no site": lambda root: (root / "site").rename(root / "away"),
}


def test_a_link_that_the_site_makes_to_a_picture_is_no_change(root: Path) -> None:
    build(root)
    (root / "away.png").hardlink_to(root / "images/files/ab/abc.png")
    assert is_whole(root)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_has_the_site_built_again(root: Path, change: str) -> None:
    build(root)
    assert is_whole(root)
    CHANGES[change](root)
    assert not is_whole(root)


def test_a_variable_that_the_settings_read_has_it_built_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root)
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    assert not is_whole(root)
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setenv("our_copyright", "all of us")
    assert not is_whole(root)
    monkeypatch.delenv("our_copyright")
    monkeypatch.setenv("UNRELATED", "1")
    assert is_whole(root)


def test_another_library_has_it_built_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    monkeypatch.setattr(module, "libraries", lambda: ["markdown 99"])
    assert not is_whole(root)


def test_a_build_that_failed_or_was_killed_leaves_no_account(root: Path) -> None:
    build(root)
    look(root).forget()
    assert not is_whole(root)


def test_a_change_during_the_build_is_noticed(root: Path) -> None:
    whole = look(root)
    whole._said.parent.mkdir(parents=True)
    whole._said.write_text("", "utf-8")
    (root / "docs/a.md").write_text("while it was built", "utf-8")
    age(root / "docs/a.md")
    whole.remember()
    assert not is_whole(root)


def test_a_file_changed_a_moment_ago_is_not_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RACY", RACY)
    (root / "docs/a.md").write_text("just now", "utf-8")
    build(root)
    assert not is_whole(root)


@pytest.mark.parametrize(("words", "writes"), [("", True), ("见[无](no-such.md)。", False)])
def test_only_a_build_without_a_warning_says_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, writes: bool
) -> None:
    copy = Copy(tmp_path / "copy", articles=False)
    (copy.root / "docs" / "about.md").write_text(f"# 关于\n\n{words}\n", "utf-8")
    copy.build(**{SAID: str(tmp_path / "said")})
    assert (tmp_path / "said").exists() == writes


def test_a_build_that_keeps_nothing_is_never_spared(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy", articles=False)
    copy.build(**{SAID: str(tmp_path / "said"), "KEEP_PAGES": "false"})
    assert copy.site.is_dir() and not (tmp_path / "said").exists()
