"""The search index is made in parts of bounded size, and only the parts that changed are made again."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest

from annotated_reader.errors import PageError
from annotated_reader.progress import Progress
from annotated_reader.site import search, shards
from annotated_reader.site.soon import Soon

ARTICLE = """<html><body><article><h1 data-pagefind-body data-pagefind-meta="title">第{n}座灯塔</h1>
<span data-pagefind-meta="publisher">海岸日报</span><time data-pagefind-meta="published">2020-01-{n:02}</time>
<div data-pagefind-body><p>守灯的人在第{n}夜点亮了灯。{more}</p></div></article></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(1, 13):
        write(tmp_path / "site", number)
    return tmp_path / "site"


def write(site: Path, number: int, more: str = "") -> None:
    place = site / "articles" / f"deng-{number}"
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_text(ARTICLE.format(n=number, more=more), "utf-8")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles the indexer was given, each time that it ran."""
    counts: list[int] = []
    run = shards._run

    def counted(articles: Path, target: Path, language: str, progress: Progress) -> None:
        counts.append(len(list(articles.rglob("*.html"))))
        run(articles, target, language, progress)

    monkeypatch.setattr(shards, "_run", counted)
    return counts


def files(site: Path) -> dict[str, bytes]:
    folder = site / search.FOLDER
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_has_not_changed_is_not_indexed_again(site: Path, tmp_path: Path, runs: list[int]) -> None:
    search.build_index(site, "zh", tmp_path / "kept")
    first = files(site)
    search.build_index(site, "zh", tmp_path / "kept")
    assert runs == [12]
    assert files(site) == first
    assert json.loads(first["parts.json"]) == []
    assert len(json.loads(first["filters.json"])["ids"]) == 12


def test_one_change_costs_one_part(
    site: Path, tmp_path: Path, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "MOST", 4)
    search.build_index(site, "zh", tmp_path / "kept")
    assert len(runs) == 4
    assert sum(runs) == 12
    assert json.loads(files(site)["parts.json"]) == ["1/", "2/", "3/"]
    write(site, 5, "雾散了。")
    search.build_index(site, "zh", tmp_path / "kept")
    assert len(runs) == 5
    assert len(json.loads(files(site)["filters.json"])["ids"]) == 12


def test_an_article_stays_in_its_part_when_others_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST", 4)
    few = shards.parts_of({f"a/{n}": "" for n in range(9)})
    more = shards.parts_of({f"a/{n}": "" for n in range(15)})
    assert len(few) == len(more) == 4
    assert all(part.keys() <= grown.keys() for part, grown in zip(few, more, strict=True))
    assert len(shards.parts_of({f"a/{n}": "" for n in range(17)})) == 8


def test_a_site_without_articles_has_an_index(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    search.build_index(tmp_path / "site", "zh", tmp_path / "kept")
    assert (tmp_path / "site" / search.FOLDER / "pagefind.js").is_file()


def test_parts_of_states_long_past_are_taken_away(site: Path, tmp_path: Path) -> None:
    for state in range(6):
        write(site, 1, "又" * state)
        search.build_index(site, "zh", tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 1 + shards.SPARE


def test_the_kept_parts_may_be_deleted(site: Path, tmp_path: Path, runs: list[int]) -> None:
    search.build_index(site, "zh", tmp_path / "kept")
    first = files(site)
    shutil.rmtree(tmp_path / "kept")
    search.build_index(site, "zh", tmp_path / "kept")
    assert runs == [12, 12]
    assert files(site).keys() == first.keys()


def test_an_indexer_that_fails_leaves_nothing_behind_and_is_one_sentence(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards.sys, "executable", "/bin/false")
    with pytest.raises(
        PageError, match=r"the search index could not be built: .+\. Mend what it says"
    ) as fault:
        search.build_index(site, "zh", tmp_path / "kept")
    assert "\n" not in str(fault.value)
    assert list((tmp_path / "kept").iterdir()) == []


def test_work_asked_for_many_times_is_done_once_more() -> None:
    begun, may_end, done = threading.Event(), threading.Event(), []

    def work() -> None:
        begun.set()
        may_end.wait(10)
        done.append(1)

    soon = Soon(work)
    soon.ask()
    begun.wait(10)
    for _ in range(5):
        soon.ask()
    may_end.set()
    soon.wait()
    assert len(done) == 2
    soon.ask()
    soon.wait()
    assert len(done) == 3


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, None])
def test_a_kept_part_that_was_damaged_is_made_again(
    site: Path, tmp_path: Path, runs: list[int], damage: bytes | None
) -> None:
    search.build_index(site, "zh", tmp_path / "kept")
    first = files(site)
    kept = sorted(path for path in (tmp_path / "kept").rglob("*.pf_*") if path.is_file())
    for path in (kept[0], kept[-1]):
        path.unlink() if damage is None else path.write_bytes(damage)
    search.build_index(site, "zh", tmp_path / "kept")
    assert runs == [12, 12]
    assert files(site).keys() == first.keys()
    assert "sums.json" not in first
