"""The command for pictures, as people run it: what it says, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotated_reader.images.store import FILES, LOCK
from annotated_reader.locks import hold
from tests.conftest import ROOT
from tests.picture_host import SAMPLES

NOBODYS = "https://img.huandao-news.example/2021/lamp.jpg"
PAGE = f"---\ntitle: 灯塔\nslug: deng-ta\n---\n\n![灯塔]({NOBODYS})\n\n![](http://127.0.0.1:8080/x.png)\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "articles").mkdir(parents=True)
    (tmp_path / "docs" / "articles" / "deng-ta.md").write_text(PAGE, "utf-8")
    return tmp_path


def command(docs: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    folders = [f"--{name}={docs / name}" for name in ("docs", "images", "cache")]
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run(
        [sys.executable, str(ROOT / "build_site.py"), "images", *folders, *options],
        env=env | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_may_not_be_asked_for_is_said_and_nobody_is_asked(docs: Path) -> None:
    done = command(docs)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Pictures: 0 fetched (0.0 MB), 0 were here, 2 never asked for"
    assert "below .example" in lines[1] and "127.0.0.1, which is not on the public web" in lines[2]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (["--article", "no-such"], {}, "no-such: no article and no page is called that"),
        (["--limit", "0"], {}, "'0' is no number of pictures"),
        ([], {"HTTPS_PROXY": "socks5://127.0.0.1:9050"}, "HTTPS_PROXY: it is set"),
    ],
)
def test_a_wrong_order_is_told_and_ends_with_two(
    docs: Path, options: list[str], environment: dict[str, str], said: str
) -> None:
    done = command(docs, *options, **environment)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert not (docs / "images").exists()


def test_a_picture_by_hand_is_taken_in_and_a_misfit_ends_with_one(docs: Path) -> None:
    by_hand = docs / "images" / "by-hand"
    by_hand.mkdir(parents=True)
    (by_hand / "lamp.jpg").write_bytes((SAMPLES / "turned.jpg").read_bytes())
    done = command(docs, "--by-hand", HTTPS_PROXY="http://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = map(json.loads, (docs / "images" / "index.jsonl").read_text("utf-8").splitlines())
    assert (record["address"], record["by_hand"]) == (NOBODYS, "lamp.jpg")
    (by_hand / "other.jpg").write_bytes(b"x")
    again = command(docs, "--by-hand")
    assert again.returncode == 1
    assert "other.jpg: no picture of any page is called like that" in again.stdout
    listed = command(docs, "--list")
    assert listed.stdout.splitlines()[0].startswith(f"deng-ta/1  {NOBODYS}  ")


def test_check_tells_of_a_damaged_picture(docs: Path) -> None:
    by_hand = docs / "images" / "by-hand"
    by_hand.mkdir(parents=True)
    (by_hand / "lamp.jpg").write_bytes((SAMPLES / "turned.jpg").read_bytes())
    assert command(docs, "--by-hand").returncode == 0
    (place,) = (docs / "images" / FILES).rglob("*.jpg")
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    (docs / "captures").mkdir()
    folders = [f"--{name}={docs / name}" for name in ("docs", "images", "cache", "captures")]
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_site.py"), "check", *folders],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"error: {place}: the picture is damaged. Delete the file" in done.stdout


def test_another_run_at_work_is_told_in_one_line(docs: Path) -> None:
    (docs / "images").mkdir()
    with hold(docs / "images" / LOCK):
        done = command(docs)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "another run is at work" in done.stderr
