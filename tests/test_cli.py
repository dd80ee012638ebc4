"""The command line: what a person types, and what comes back."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest

import build_site
from annotated_reader.watch import changes
from tests.conftest import ROOT

DEMO = ROOT / "captures"


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """Options that keep a run inside the test's own folder, on one demo capture."""
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "plain.md").write_bytes((DEMO / "plain" / "yimi-de-yisheng.md").read_bytes())
    return [f"--captures={captures}", f"--docs={tmp_path / 'docs'}", f"--cache={tmp_path / 'cache'}"]


def test_it_converts_and_says_what_it_did(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert build_site.main(folders) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("1 captures: 1 created\n")
    assert printed.err == ""
    assert build_site.main(folders) == 0
    assert "1 unchanged" in capsys.readouterr().out


def test_a_port_that_is_taken_is_said_before_anything_is_built(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert build_site.main(["serve", *folders, f"--port={port}"]) == 2
    said = capsys.readouterr().err
    assert f"port {port} of this machine is taken" in said
    assert "--port 8001" in said
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("port", ["80", "0", "65536", "８００１", "x", "-1"])
def test_what_is_no_port_is_said(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        build_site.main(["serve", f"--port={port}"])
    assert "is no port" in capsys.readouterr().err


def test_a_site_is_served_at_the_port_that_was_named(
    folders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    class Ended:
        returncode = 0

        def __init__(self, command: list[str], **_: object) -> None:
            asked.append(command)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def poll(self) -> int:
            return 0

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr(subprocess, "Popen", Ended)
    assert build_site.main(["serve", *folders, "--jobs=1", f"--port={port}"]) == 0
    assert asked[-1][-3:] == ["serve", "--dev-addr", f"127.0.0.1:{port}"]


def test_options_stand_before_the_command_or_behind_it(folders: list[str]) -> None:
    assert build_site.main([*folders, "check"]) == 1
    assert build_site.main(folders) == 0
    assert build_site.main(["check", *folders]) == 0
    assert build_site.main([folders[0], "check", *folders[1:]]) == 0


def test_the_tally_for_machines_is_json_and_always_the_same(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    build_site.main(folders)
    capsys.readouterr()
    tallies = []
    for jobs in ("1", "2"):
        assert build_site.main([*folders, "--json", "--jobs", jobs]) == 0
        tallies.append(capsys.readouterr().out)
    assert tallies[0] == tallies[1]
    (capture,) = json.loads(tallies[0])["captures"]
    assert {"path", "sha256", "slug", "action", "sources", "removed", "review", "error"} <= capture.keys()
    assert (capture["path"], capture["action"], capture["error"]) == ("plain.md", "unchanged", None)


@pytest.mark.parametrize("asked", ["plain.md", "captures/plain.md", "SLUG"])
def test_it_explains_a_capture_by_path_or_slug(
    folders: list[str], asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build_site.main([*folders, "--json"])
    (capture,) = json.loads(capsys.readouterr().out)["captures"]
    assert build_site.main(["explain", *folders, asked.replace("SLUG", capture["slug"])]) == 0
    account = capsys.readouterr().out
    assert account.startswith("plain.md\n")
    for heading in ("Metadata:", "Taken out:", "Kept:"):
        assert heading in account


def test_the_site_is_made_of_the_folders_that_are_named(folders: list[str], tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "elsewhere"
    left_out = shutil.ignore_patterns("articles", "annotations", "quoted")
    shutil.copytree(ROOT / "docs", docs, ignore=left_out)
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "sources", rules)
    command = [sys.executable, str(ROOT / "build_site.py"), "site", f"--site={site}", f"--sources={rules}"]
    command.append(f"--images={tmp_path / 'images'}")
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (page,) = (docs / "articles").glob("*.md")
    assert [each.parent.name for each in site.glob("articles/*/index.html")] == [page.stem]
    assert str(site) in done.stdout


def test_a_capture_that_is_not_there_is_used_wrongly_and_a_near_one_is_named(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site.main(["explain", *folders, "plane.md"]) == 2
    assert "Did you mean plain.md?" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--jobs", "0"], ["--jobs", "x"], ["nonsense"], ["explain"], ["--what"]])
def test_a_wrong_command_line_exits_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        build_site.main(wrong)
    assert exit_.value.code == 2


@pytest.mark.parametrize("option", ["captures", "sources"])
def test_a_folder_that_is_not_there_exits_2(
    folders: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site.main([*folders, f"--{option}=/no/such/folder"]) == 2
    assert f"--{option}" in capsys.readouterr().err


def test_a_bad_source_file_is_reported_and_the_rest_is_built(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "bad.yaml").write_text("name: x\nnonsense: 1\n", "utf-8")
    assert build_site.main([*folders, f"--sources={sources}"]) == 1
    printed = capsys.readouterr().out
    assert "bad.yaml" in printed
    assert "1 created" in printed


def test_a_folder_that_cannot_be_written_is_said_in_one_line(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").write_text("a file", "utf-8")
    assert build_site.main(folders) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folders: list[str], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    assert build_site.main(folders) == 0
    assert build_site.main(folders) == 0


def test_a_build_that_is_interrupted_or_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    demo = (DEMO / "plain" / "yimi-de-yisheng.md").read_text("utf-8")
    for number in range(300):
        (captures / f"{number}.md").write_text(f"{demo}\n第{number}份。\n", "utf-8")
    command = [
        sys.executable, str(ROOT / "build_site.py"), f"--captures={captures}", f"--docs={tmp_path / 'docs'}",
        f"--cache={tmp_path / 'cache'}", "--jobs=2",
    ]  # fmt: skip
    for end in (signal.SIGINT, signal.SIGKILL):
        done = len(list((tmp_path / "cache").rglob("*.json")))
        running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        while running.poll() is None and len(list((tmp_path / "cache").rglob("*.json"))) < done + 20:
            time.sleep(0.01)
        running.send_signal(end)
        said = running.communicate(timeout=30)[1].decode()
        assert "Traceback" not in said
        assert running.returncode in (0, 130, -signal.SIGKILL)
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    articles = tmp_path / "docs" / "articles"
    assert len(list(articles.glob("*.md"))) == len(list(articles.glob("*.receipt.json"))) == 300
    assert not list(articles.glob(".*.part"))


def test_a_change_is_noticed_once_it_has_stood_still(tmp_path: Path) -> None:
    looks = iter(range(8))

    def go_on() -> bool:
        look = next(looks)
        if look == 1:
            (tmp_path / "a.txt").write_text("x", "utf-8")
        return look < 7

    assert list(changes((tmp_path, tmp_path / "missing"), go_on, period=0)) == [None]
