"""A site that GitHub Pages would refuse is refused before it is uploaded."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
from pathlib import Path

import pytest
import yaml

import build_site
from annotated_reader.site.limits import MOST, divide, faults, proposal, weigh
from tests.conftest import ROOT

PAGES = ROOT / ".github" / "workflows" / "pages.yml"


def grow(site: Path, name: str, size: int) -> None:
    """Make a file of that size which takes no room on the disk."""
    place = site / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    os.truncate(place, size)


def receive(site: Path, slug: str, capture: str) -> None:
    place = site / "articles" / f"{slug}.receipt.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"capture": {"path": capture}}), "utf-8")


def test_the_weight_of_the_archive_is_that_of_the_tar_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for number, size in enumerate((0, 1, 511, 512, 513, 70_000)):
        grow(site, f"articles/{number}/index.html", size)
    with tarfile.open(tmp_path / "site.tar", "w", format=tarfile.GNU_FORMAT) as tar:
        tar.add(site, ".")
    weight = weigh(site)
    assert weight.files == 6
    assert weight.content == 0 + 1 + 511 + 512 + 513 + 70_000
    assert 0 <= (tmp_path / "site.tar").stat().st_size - weight.archive <= tarfile.RECORDSIZE


def test_a_site_of_the_allowed_size_is_fit_and_a_larger_one_is_not(tmp_path: Path) -> None:
    grow(tmp_path, "all.bin", MOST - 1024)
    assert weigh(tmp_path).is_fit
    assert list(faults(tmp_path, weigh(tmp_path))) == []
    grow(tmp_path, "all.bin", MOST + 1)
    (fault,) = faults(tmp_path, weigh(tmp_path))
    assert "takes 1,000 MB" in fault
    assert "Divide the captures into several repositories" in fault


def test_many_small_files_count_with_what_the_archive_adds_to_each(tmp_path: Path) -> None:
    for number in range(50):
        grow(tmp_path, f"{number}.txt", 1)
    assert weigh(tmp_path).archive == 50 * 1024


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no symbolic links here")
def test_a_symbolic_link_is_refused_by_name(tmp_path: Path) -> None:
    grow(tmp_path, "index.html", 10)
    (tmp_path / "again.html").symlink_to("index.html")
    weight = weigh(tmp_path)
    assert not weight.is_fit
    (fault,) = faults(tmp_path, weight)
    assert "again.html: it is a symbolic link" in fault


def test_folders_are_shared_out_so_that_every_part_has_room() -> None:
    sizes = {"a/": 50, "b/": 40, "c/": 30, "d/": 30, "e/": 120}
    parts = divide(sizes, 100)
    assert sorted(folder for part in parts for folder in part) == sorted(sizes)
    assert ["e/"] in parts
    assert all(sum(sizes[folder] for folder in part) <= 100 for part in parts if part != ["e/"])
    assert len(parts) == 3


def test_a_site_too_large_is_told_by_which_folders_to_divide_it(tmp_path: Path) -> None:
    grow(tmp_path, "all.bin", 1_500_000_000)
    for number in range(30):
        receive(tmp_path, f"a-{number}", f"{'wechat' if number % 3 else 'papers'}/{number}.html")
    receive(tmp_path, "alone", "alone.txt")
    for name, content in {"half": '{"capture', "empty": '{"capture": {}}', "list": "[]"}.items():
        (tmp_path / "articles" / f"{name}.receipt.json").write_text(content, "utf-8")
    said = list(proposal(tmp_path, weigh(tmp_path)))
    assert said[0].startswith("site 1 (20 articles, about 968 MB): wechat/")
    assert "wechat/ alone is too large" in said[1]
    assert said[2].startswith("site 2 (11 articles")
    assert said[2].endswith("papers/, (captures in no folder)")


def test_the_command_says_the_weight_and_ends_with_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weigh_it = ["weigh", f"--site={tmp_path / 'site'}"]
    assert build_site.main(weigh_it) == 1
    assert "Build the site first, with 'make site'" in capsys.readouterr().err
    (tmp_path / "site").mkdir()
    assert build_site.main(weigh_it) == 1
    assert "there is no index.html in it" in capsys.readouterr().err
    grow(tmp_path / "site", "index.html", 1_000_000)
    assert build_site.main(weigh_it) == 0
    assert capsys.readouterr().out.startswith("1 files, 1.0 MB")
    grow(tmp_path / "site", "all.bin", 1_200_000_000)
    receive(tmp_path / "site", "one", "folder/one.txt")
    assert build_site.main(weigh_it) == 1
    said = capsys.readouterr().out.splitlines()
    assert "Divide the captures" in said[1]
    assert said[2].endswith("folder/")


def test_the_workflow_weighs_the_site_before_it_uploads_it_and_keeps_the_caches() -> None:
    steps = yaml.safe_load(PAGES.read_text("utf-8"))["jobs"]["build"]["steps"]
    runs = [step.get("run", step.get("uses", "")) for step in steps]
    build, weigh_ = runs.index("make site"), runs.index("make weigh")
    upload = next(number for number, run in enumerate(runs) if "upload-pages-artifact" in run)
    assert build < weigh_ < upload
    cache = next(step for step in steps if "actions/cache@" in step.get("uses", ""))
    assert cache["with"]["path"] == ".cache"
    assert "github.sha" in cache["with"]["key"], "a cache is never written again under its key"
    assert cache["with"]["restore-keys"].startswith("site-")


def test_make_weigh_is_the_command() -> None:
    said = subprocess.run(["make", "-n", "weigh"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "build_site.py weigh" in said.stdout
