"""No fault of the machine costs a person's words, and each is one sentence; the next build mends all.

``READER_KILLS`` sets how many builds of the site are killed at random moments (4).
"""

from __future__ import annotations

import io
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotated_reader.git_marks import unmerged
from annotated_reader.site.whole import Made, Whole
from annotated_reader.sources import load
from annotated_reader.vocabulary.load import load_vocabulary
from tests.site_building import ADDRESS, MKDOCS, QUIETLY, ROOT, Copy

KILLS = int(os.environ.get("READER_KILLS", "4"))
CONFLICT = "<<<<<<< HEAD\n{one}\n=======\n{other}\n>>>>>>> branch\n"


def bounded(size: int) -> Callable[[], None]:
    """Let no file of a process grow beyond ``size`` bytes, as on a disk that is full."""

    def bind() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return bind


def copy_at(root: Path) -> Copy:
    root.mkdir()
    return Copy(root)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "pagefind" not in path.parts and not path.name.startswith(".")
    }


def convert(
    docs: Path, captures: Path, bind: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build_site.py"), "--docs", str(docs), "--captures", str(captures)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=bind, cwd=docs)


def mkdocs(copy: Copy, bind: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    env = {**QUIETLY, "SITE_URL": ADDRESS}
    command = [*MKDOCS, "build", "--strict"]
    return subprocess.run(
        command, cwd=copy.root, env=env, capture_output=True, text=True, check=False, preexec_fn=bind
    )


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "captures", tmp_path / "captures")
    return tmp_path / "captures"


def test_a_full_disk_while_converting_is_said_for_each_page_and_mended_by_the_next(
    tmp_path: Path, captures: Path
) -> None:
    whole, docs = tmp_path / "whole", tmp_path / "docs"
    whole.mkdir()
    docs.mkdir()
    assert convert(whole, captures).returncode == 0
    full = convert(docs, captures, bounded(2500))
    assert full.returncode == 1
    assert "Traceback" not in full.stderr + full.stdout
    said = [line for line in (full.stdout + full.stderr).splitlines() if "it cannot be written" in line]
    assert said
    assert all("Free some space" in line for line in said)
    assert not list(docs.rglob("*.part"))
    assert convert(docs, captures).returncode == 0
    assert files(docs) == files(whole)


def test_a_full_disk_while_building_the_site_is_one_sentence_and_mended_by_the_next(tmp_path: Path) -> None:
    copy = copy_at(tmp_path / "copy")
    full = mkdocs(copy, bounded(30_000))
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "it cannot be read or written" in full.stdout + full.stderr
    assert mkdocs(copy).returncode == 0
    again = copy_at(tmp_path / "again")
    assert mkdocs(again).returncode == 0
    assert files(copy.site) == files(again.site)


def test_a_file_where_the_cache_belongs_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    copy = copy_at(tmp_path / "copy")
    cache = copy.root / ".cache"
    cache.write_text("x", "utf-8")
    done = mkdocs(copy)
    assert done.returncode
    assert "Traceback" not in done.stderr
    assert re.search(
        r"\.cache\S*: .*\. A file stands there, or above it, .* take it away", done.stdout + done.stderr
    )
    whole = Whole(cache, copy.site, Made(copy.root / "mkdocs.yml", [copy.root / "docs"]))
    assert not whole.stands(io.StringIO())
    whole.forget()
    whole.remember()
    cache.unlink()
    assert mkdocs(copy).returncode == 0


def test_a_site_whose_builds_are_killed_at_random_moments_is_whole_after_the_next(tmp_path: Path) -> None:
    whole = copy_at(tmp_path / "whole")
    assert mkdocs(whole).returncode == 0
    copy = copy_at(tmp_path / "copy")
    written = files(copy.root / "docs")
    chosen = random.Random(7)
    for _ in range(KILLS):
        with subprocess.Popen(
            [*MKDOCS, "build", "--strict"],
            cwd=copy.root,
            env={**QUIETLY, "SITE_URL": ADDRESS},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as building:
            try:
                building.wait(chosen.uniform(0.5, 6))
            except subprocess.TimeoutExpired:
                os.killpg(building.pid, signal.SIGKILL)
    assert files(copy.root / "docs") == written
    last = mkdocs(copy)
    assert last.returncode == 0, last.stderr
    assert files(copy.site) == files(whole.site)


def test_two_builds_of_one_site_take_turns(tmp_path: Path) -> None:
    copy = copy_at(tmp_path / "copy")
    env = {**QUIETLY, "SITE_URL": ADDRESS}
    running = [
        subprocess.Popen(
            [*MKDOCS, "build", "--strict"],
            cwd=copy.root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in running]
    ended = [process.returncode for process in running]
    assert 0 in ended
    for status, text in zip(ended, said, strict=True):
        assert "Traceback" not in text
        assert status == 0 or "another build is writing it. Wait for it to end" in text
    assert mkdocs(copy).returncode == 0


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, captures: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    assert convert(docs, captures).returncode == 0
    first = files(docs)
    for path in (*docs.rglob("*"), *captures.rglob("*")):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert convert(docs, captures).returncode == 0
    for path in (*docs.rglob("*"), *captures.rglob("*")):
        os.utime(path, (1, 1))
    assert convert(docs, captures).returncode == 0
    assert files(docs) == first


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """All that a check looks at."""
    for name in ("captures", "sources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    yield tmp_path


def check(checkout: Path) -> str:
    command = [sys.executable, str(ROOT / "build_site.py"), "check"]
    for name in ("captures", "sources", "docs"):
        command += [f"--{name}", str(checkout / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_note_that_git_could_not_merge_is_said_and_not_shown(checkout: Path) -> None:
    note = next((checkout / "docs" / "annotations").glob("*/*.md"))
    text = note.read_text("utf-8")
    note.write_text(CONFLICT.format(one=text, other=text), "utf-8")
    said = check(checkout)
    assert f"{note.name}:1: Git could not merge two versions here" in said
    assert "Keep the right lines and delete Git's three marks" in said


def test_a_vocabulary_that_git_could_not_merge_is_said_with_its_line(checkout: Path) -> None:
    place = checkout / "docs" / "vocabulary.yaml"
    text = place.read_text("utf-8")
    place.write_text(text + CONFLICT.format(one="甲:\n  kind: place", other="甲:\n  kind: topic"), "utf-8")
    line = text.count("\n") + 1
    assert f"vocabulary.yaml:{line}: Git could not merge two versions here" in check(checkout)


def test_an_article_that_is_not_utf_8_is_said_and_its_notes_stop_nothing(tmp_path: Path) -> None:
    docs, captures = tmp_path / "docs", tmp_path / "captures"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copytree(ROOT / "captures", captures)
    noted = next(folder.name for folder in sorted((docs / "annotations").iterdir()) if folder.is_dir())
    with (docs / "articles" / f"{noted}.md").open("ab") as page:
        page.write(b"\xff\n")
    done = convert(docs, captures)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.search(rf"{noted}\.md:\d+: it is not UTF-8. Save it as UTF-8", done.stdout)


def test_texts_that_notes_quote_are_not_kept_through_a_link(tmp_path: Path) -> None:
    docs, captures, outside = tmp_path / "docs", tmp_path / "captures", tmp_path / "outside"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copytree(ROOT / "captures", captures)
    shutil.rmtree(docs / "quoted")
    outside.mkdir()
    (docs / "quoted").symlink_to(outside)
    done = convert(docs, captures)
    assert done.returncode == 1
    assert "it is a link, and links are not followed" in done.stdout
    assert not list(outside.iterdir())


def test_a_source_that_git_could_not_merge_is_said_with_its_line(checkout: Path) -> None:
    place = checkout / "sources" / "discuz.yaml"
    text = place.read_text("utf-8")
    place.write_text(text + CONFLICT.format(one="name: a", other="name: b"), "utf-8")
    line = text.count("\n") + 1
    assert f"discuz.yaml:{line}: Git could not merge two versions here" in check(checkout)


def test_what_only_looks_like_git_s_marks_is_text() -> None:
    assert unmerged("标题\n=======\n\n<<<<<<<< 八个\n> 引文\n") is None
    assert unmerged("一\r\n>>>>>>> b\r\n") == (
        2,
        "Git could not merge two versions here and left its mark '>>>>>>>'",
    )


def test_no_page_is_written_through_a_link(tmp_path: Path, captures: Path) -> None:
    docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    docs.mkdir()
    elsewhere.mkdir()
    (docs / "articles").symlink_to(elsewhere)
    done = convert(docs, captures)
    assert done.returncode == 1
    assert "articles: it is a link" in done.stderr + done.stdout
    assert "Make a folder of it" in done.stderr + done.stdout
    assert list(elsewhere.iterdir()) == []


def test_no_file_is_taken_away_behind_a_link_in_the_site_s_place(tmp_path: Path) -> None:
    copy, elsewhere = copy_at(tmp_path / "copy"), tmp_path / "elsewhere"
    (elsewhere / "letters").mkdir(parents=True)
    (elsewhere / "letters" / "one.txt").write_text("一封信", "utf-8")
    copy.site.symlink_to(elsewhere)
    done = mkdocs(copy)
    assert done.returncode
    assert "Traceback" not in done.stderr
    assert re.search(r"it is a link, .* Take the link away", done.stdout + done.stderr)
    assert files(elsewhere) == {"letters/one.txt": "一封信".encode()}


def test_rules_and_names_are_not_read_through_links(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("name: 秘密\nrole: republisher\nhosts: [secret.example]\n", "utf-8")
    for folder, name in (("sources", "a.yaml"), ("sources", "b.example.txt"), ("docs", "vocabulary.yaml")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).symlink_to(secret)
    (tmp_path / "sources" / "good.yaml").write_text(
        "name: 好\nrole: republisher\nhosts: [g.example]\n", "utf-8"
    )
    sources, faults = load(tmp_path / "sources")
    assert [source.name for source in sources.named] == ["好"]
    named, wrong = load_vocabulary(tmp_path / "docs")
    assert named.entities == ()
    said = [str(fault) for fault in (*faults, *wrong)]
    assert len(said) == 3
    assert all("it is a link" in each and "Put the file itself" in each for each in said)
    assert "秘密" not in "".join(said)
