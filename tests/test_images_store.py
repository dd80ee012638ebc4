"""The store of pictures: each is fetched once, by hand or by wire, and nothing that stops a run spoils it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotated_reader.errors import ReaderError
from annotated_reader.images import Pace, Wish, account_of, fetch_named, find_faults, list_of, named_in
from annotated_reader.images import named as naming
from annotated_reader.images.records import INDEX, read_records
from annotated_reader.images.running import Account
from annotated_reader.images.store import FILES, JOURNAL, LOCK, opened, read_store
from annotated_reader.images.telling import Review
from annotated_reader.images.values import Held, Lost
from annotated_reader.locks import hold
from tests.conftest import ROOT
from tests.picture_host import SAMPLES, WAY, Host, hosting

KILLS = int(os.environ.get("READER_KILLS", "8"))
QUICK = Pace(workers=6, lanes=2, rest=0.0)
NOBODYS = "https://unknown.invalid/pic/cave17.jpg"


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as running:
        yield running


def page(host: Host, *paths: str) -> str:
    whole = (path if path.startswith(("https:", "..")) else f"{host.address}/{path}" for path in paths)
    return "\n\n文字。\n\n".join(f"![图]({address})" for address in whole)


def run(
    folder: Path, host: Host, paths: list[str], wish: Wish | None = None, slug: str = "deng-ta"
) -> Account:
    return fetch_named(folder, named_in([(slug, page(host, *paths))]), wish or Wish(), WAY, QUICK)


def records_of(folder: Path) -> dict[str, Held | Lost]:
    records, faults = read_records(folder / INDEX)
    assert faults == ()
    return {address.rpartition("/")[2]: each for address, each in records.items()}


def test_a_picture_is_fetched_once_and_described_in_the_index(tmp_path: Path, host: Host) -> None:
    done = run(tmp_path, host, ["sample/turned.jpg", "sample/told.png"])
    assert (len(done.fetched), done.needs_a_person) == (2, False)
    held = records_of(tmp_path)["turned.jpg"]
    assert isinstance(held, Held)
    content = (tmp_path / FILES / held.name).read_bytes()
    assert held.name == f"{held.sha256[:2]}/{held.sha256}.jpg"
    assert hashlib.sha256(content).hexdigest() == held.sha256
    assert (held.kind, held.width, held.height, held.size) == ("jpeg", 32, 48, len(content))
    assert held.served == hashlib.sha256((SAMPLES / "turned.jpg").read_bytes()).hexdigest()
    assert held.taken == ("Exif", "XMP", "comment")
    host.heads.clear()
    index = (tmp_path / INDEX).stat()
    again = run(tmp_path, host, ["sample/turned.jpg", "sample/told.png"])
    assert (again.here, again.fetched, host.asked) == (2, [], [])
    assert (tmp_path / INDEX).stat().st_mtime_ns == index.st_mtime_ns


def test_the_index_is_the_same_whatever_came_first_and_tells_no_date(tmp_path: Path, host: Host) -> None:
    paths = [f"good/{number}" for number in range(12)]
    for name, order in (("a", paths), ("b", paths[::-1])):
        run(tmp_path / name, host, order)
    first, second = ((tmp_path / name / INDEX).read_bytes() for name in "ab")
    assert first == second
    assert [set(json.loads(line)) for line in first.splitlines()] == [
        {"address", "sha256", "kind", "size", "width", "height"}
    ] * 12


def test_a_picture_that_is_gone_is_not_asked_for_again_unless_told_to(tmp_path: Path, host: Host) -> None:
    done = run(tmp_path, host, ["missing/1", "page/1"])
    assert sorted(fact for _, fact in done.lost) == [
        "is a web page or a drawing that may hold scripts, and no picture",
        "is not given (404)",
    ]
    assert not done.needs_a_person
    host.heads.clear()
    assert run(tmp_path, host, ["missing/1", "page/1"]).known_lost == 2
    assert host.asked == []
    run(tmp_path, host, ["missing/1", "page/1"], Wish(again=True))
    assert sorted(host.asked) == ["/missing/1", "/page/1"]


def test_what_may_pass_is_asked_for_again_by_the_next_run(tmp_path: Path, host: Host) -> None:
    done = run(tmp_path, host, ["error/1", "good/1"])
    assert (len(done.passing), done.needs_a_person) == (1, True)
    assert [type(each) for each in records_of(tmp_path).values()] == [Held]
    host.heads.clear()
    run(tmp_path, host, ["error/1", "good/1"])
    assert set(host.asked) == {"/error/1"}


def test_a_run_asks_for_what_it_is_told_to(tmp_path: Path, host: Host) -> None:
    pages = [("a", page(host, "good/1", "good/2", "good/3")), ("b", page(host, "good/3", "good/4"))]
    named = named_in(pages)
    for wish, asked, left in (
        (Wish(by_hand=True), set(), 4),
        (Wish(host="127.0.0.2"), set(), 4),
        (Wish(slug="b", limit=1), {"/good/3"}, 3),
        (Wish(slug="b"), {"/good/4"}, 2),
        (Wish(host="127.0.0.1", limit=9), {"/good/1", "/good/2"}, 0),
    ):
        host.heads.clear()
        assert fetch_named(tmp_path, named, wish, WAY, QUICK).left == left
        assert set(host.asked) == asked


def test_one_file_serves_two_addresses_with_the_same_picture(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["chunked/1", "packed/2", "chunked/3"])
    assert len(records_of(tmp_path)) == 3
    assert len(list((tmp_path / FILES).rglob("*.png"))) == 1


def test_two_runs_at_once_are_told_apart(tmp_path: Path, host: Host) -> None:
    with hold(tmp_path / LOCK), pytest.raises(ReaderError, match="another run is at work"):
        run(tmp_path, host, ["good/1"])


def test_a_file_that_went_away_is_fetched_again_and_what_is_known_is_kept_if_it_is_gone(
    tmp_path: Path, host: Host
) -> None:
    run(tmp_path, host, ["fails-once/1", "good/1"])
    before = read_store(tmp_path)[0]
    for path in (tmp_path / FILES).rglob("*.png"):
        path.unlink()
    assert find_faults(tmp_path).problems == ()
    assert "2 of 2 pictures" in find_faults(tmp_path).remarks[0]
    assert len(run(tmp_path, host, ["fails-once/1", "good/1"]).fetched) == 2
    assert read_store(tmp_path)[0] == before
    with opened(tmp_path) as store:
        store.lose(f"{host.address}/good/1", "is not given (404)")
    record = read_store(tmp_path)[0][f"{host.address}/good/1"]
    assert isinstance(record, Held) and record.gone == "is not given (404)"
    assert run(tmp_path, host, ["fails-once/1", "good/1"]).here == 2


def test_a_damaged_file_is_found_and_named(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1", "good/2"])
    assert find_faults(tmp_path) == find_faults(tmp_path / "nothing-here")
    place = next((tmp_path / FILES).rglob("*.png"))
    content = bytearray(place.read_bytes())
    content[-1] ^= 1
    place.write_bytes(content)
    (problem,) = find_faults(tmp_path).problems
    assert str(place) in problem and "Delete the file" in problem
    place.unlink()
    run(tmp_path, host, ["good/1", "good/2"])
    assert find_faults(tmp_path).problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "{",
        "[]",
        '{"address": 1}',
        '{"address": "https://a.net/"}',
        '{"address": "x", "sha256": "../../etc", "kind": "png", "size": 1, "width": 1, "height": 1}',
        f'{{"address": "x", "sha256": "{"0" * 64}", "kind": "svg", "size": 1, "width": 1, "height": 1}}',
        f'{{"address": "x", "sha256": "{"0" * 64}", "kind": "png", "size": 1, "width": 1, "height": 99999}}',
        f'{{"address": "x", "sha256": "{"0" * 64}", "kind": "png", "size": 1, "width": true, "height": 1}}',
        f'{{"address": "", "sha256": "{"0" * 64}", "kind": "gif", "size": 1, "width": 1, "height": 1, "":0}}',
        f'{{"address": "x", "sha256": "{"0" * 64}", "kind": [], "size": 1, "width": 1, "height": 1}}',
    ],
)
def test_a_line_of_the_index_that_is_no_record_is_named_and_nothing_is_overwritten(
    tmp_path: Path, host: Host, line: str
) -> None:
    run(tmp_path, host, ["good/1"])
    content = (tmp_path / INDEX).read_bytes() + line.encode() + b"\n"
    (tmp_path / INDEX).write_bytes(content)
    (problem,) = find_faults(tmp_path).problems
    assert f"{INDEX}:2: this line is no record" in problem
    with pytest.raises(ReaderError, match="no record"):
        run(tmp_path, host, ["good/1", "good/2"])
    assert (tmp_path / INDEX).read_bytes() == content


def test_lines_that_git_merged_twice_keep_the_picture(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1"])
    lost = json.dumps({"address": f"{host.address}/good/1", "lost": "is not given (404)"})
    (tmp_path / INDEX).write_text((tmp_path / INDEX).read_text() + lost + "\n")
    assert [type(each) for each in records_of(tmp_path).values()] == [Held]


def test_a_link_in_the_store_is_no_picture(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1"])
    place = next((tmp_path / FILES).rglob("*.png"))
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(place.stat().st_size))
    place.unlink()
    place.symlink_to(secret)
    with opened(tmp_path) as store:
        assert not store.has(f"{host.address}/good/1")


def test_a_full_disk_is_told_and_leaves_what_stands(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1"])
    blocked = tmp_path / FILES
    names = {path.name for path in blocked.iterdir()}
    for number in range(256):
        if f"{number:02x}" not in names:
            (blocked / f"{number:02x}").write_text("in the way")
    with pytest.raises(ReaderError, match="cannot be written"):
        run(tmp_path, host, [f"good/{number}" for number in range(1, 9)])
    for path in blocked.iterdir():
        if path.is_file():
            path.unlink()
    assert len(run(tmp_path, host, [f"good/{number}" for number in range(1, 9)]).lost) == 0
    assert find_faults(tmp_path).problems == ()
    assert len(records_of(tmp_path)) == 8


def test_a_picture_put_in_by_hand_is_taken_by_its_name_or_its_number(tmp_path: Path, host: Host) -> None:
    put(tmp_path, "cave17.jpg", "turned.jpg")
    put(tmp_path, "deng-ta/2.png", "lossy.webp")
    done = run(tmp_path, host, [NOBODYS, "missing/640?wx_fmt=png", "good/1"])
    assert done.faults == ()
    assert (done.here, len(done.fetched), host.asked) == (2, 1, ["/good/1"])
    records = read_store(tmp_path)[0]
    by_hand = records[NOBODYS]
    assert isinstance(by_hand, Held) and (by_hand.by_hand, by_hand.kind) == ("cave17.jpg", "jpeg")
    assert by_hand.taken == ("Exif", "XMP", "comment")
    other = records[f"{host.address}/missing/640?wx_fmt=png"]
    assert isinstance(other, Held) and (other.by_hand, other.kind) == ("deng-ta/2.png", "webp")
    assert (tmp_path / "by-hand" / "cave17.jpg").read_bytes() == (SAMPLES / "turned.jpg").read_bytes()


def test_a_picture_by_hand_takes_the_place_of_one_that_is_gone_and_leaves_with_its_file(
    tmp_path: Path, host: Host
) -> None:
    run(tmp_path, host, ["missing/a.jpg"])
    path = put(tmp_path, "A.JPG", "upright.jpg")
    assert run(tmp_path, host, ["missing/a.jpg"]).here == 1
    path.unlink()
    host.heads.clear()
    assert len(run(tmp_path, host, ["missing/a.jpg"]).lost) == 1
    assert host.asked == ["/missing/a.jpg"]


@pytest.mark.parametrize(
    ("name", "sample", "said"),
    [
        ("other.jpg", "upright.jpg", "no picture of any page is called like that"),
        ("deng-ta/9.jpg", "upright.jpg", "there is no picture 9 in a page called deng-ta"),
        ("no-such/1.jpg", "upright.jpg", "there is no picture 1 in a page called no-such"),
        ("640.jpg", "upright.jpg", "2 pictures are called like that"),
        ("cave17.jpg", "expected.yaml", "is no JPEG, PNG, GIF, WebP or AVIF"),
        ("deng-ta/1.jpg", "upright.jpg", "is the same picture as cave17.png"),
    ],
)
def test_a_file_by_hand_that_fits_nothing_is_told_with_what_to_do(
    tmp_path: Path, host: Host, name: str, sample: str, said: str
) -> None:
    path = put(tmp_path, name, sample)
    if "same picture" in said:
        put(tmp_path, "cave17.png", "told.png")
    done = run(tmp_path, host, [NOBODYS, "good/x/640", "good/y/640"])
    (fault,) = done.faults
    assert fault.place == str(path)
    assert said in fault.fact
    assert fault.action
    assert done.needs_a_person
    assert path.exists()


def test_a_picture_by_hand_that_fits_no_page_for_once_is_not_forgotten(tmp_path: Path, host: Host) -> None:
    put(tmp_path, "cave17.jpg", "turned.jpg")
    run(tmp_path, host, [NOBODYS])
    before = read_store(tmp_path)[0]
    assert len(run(tmp_path, host, ["good/1"]).faults) == 1
    assert read_store(tmp_path)[0][NOBODYS] == before[NOBODYS]


def test_what_lies_behind_a_link_is_not_taken_in(tmp_path: Path, host: Host) -> None:
    (tmp_path / "by-hand").mkdir()
    (tmp_path / "by-hand" / "cave17.jpg").symlink_to(SAMPLES / "upright.jpg")
    (tmp_path / "by-hand" / "README.md").write_text("words")
    assert run(tmp_path, host, [NOBODYS]).faults == ()
    assert read_store(tmp_path)[0] == {}


def test_a_folder_by_hand_that_is_a_link_is_not_looked_into(tmp_path: Path, host: Host) -> None:
    images, elsewhere = tmp_path / "images", tmp_path / "elsewhere"
    images.mkdir()
    elsewhere.mkdir()
    (elsewhere / "cave17.jpg").write_bytes((SAMPLES / "upright.jpg").read_bytes())
    (images / "by-hand").symlink_to(elsewhere)
    assert run(images, host, [NOBODYS]).faults == ()
    assert read_store(images)[0] == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_by_hand_keeps_nobody_waiting(tmp_path: Path, host: Host) -> None:
    (tmp_path / "by-hand").mkdir()
    os.mkfifo(tmp_path / "by-hand" / "cave17.jpg")
    assert run(tmp_path, host, [NOBODYS]).faults == ()
    assert read_store(tmp_path)[0] == {}


def put(folder: Path, name: str, sample: str) -> Path:
    place = folder / "by-hand" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes((SAMPLES / sample).read_bytes())
    return place


def test_all_pictures_are_listed_by_article_and_number(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1", "missing/1"])
    named = named_in(
        [("b", page(host, "good/1", NOBODYS)), ("a", page(host, "missing/1", "good/2", "../here.png"))]
    )
    lines = [line.split("  ") for line in list_of(named, tmp_path)]
    assert [place for place, _, _ in lines] == ["a/1", "a/2", "b/1", "b/2"]
    assert [known.split(",")[0] for _, _, known in lines] == [
        "is not given (404)",
        "not asked for yet",
        "40×30 png",
        "is on a host that nobody has on the public web",
    ]
    assert len(list(list_of(named, tmp_path, "a"))) == 2


SHOWN = """![a](https://a.net/1.jpg)

<figure><img src='//a.net/2.jpg'><figcaption>字</figcaption></figure>

![r][ref] `![no](https://a.net/no.jpg)` \\![no](https://a.net/no.jpg)

    ![no](https://a.net/no.jpg)

![](../own.png) ![](data:image/gif;base64,AAAA)

[ref]: https://a.net/3.jpg
"""


def test_pictures_are_found_where_the_page_shows_them_and_nowhere_else() -> None:
    named = named_in([("a", SHOWN)])
    assert [address.target for address in named.spots] == ["/1.jpg", "/2.jpg", "/3.jpg"]
    assert named.refused == {}


def test_a_page_that_has_not_changed_is_not_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [("a", SHOWN), ("b", "![](https://a.net/9.jpg)")]
    first = named_in(pages, tmp_path / "seen.json")
    rendered: list[str] = []
    monkeypatch.setattr(naming, "render", lambda markdown: rendered.append(markdown) or "")
    assert named_in(pages, tmp_path / "seen.json") == first
    assert rendered == []
    assert len(named_in([pages[0], ("b", "![](x)")], tmp_path / "seen.json").spots) == 3
    assert rendered == ["![](x)"]


def test_an_account_says_what_was_and_was_not_had(tmp_path: Path, host: Host) -> None:
    put(tmp_path, "strange.jpg", "upright.jpg")
    done = run(
        tmp_path, host, ["sample/told.png", "missing/1", "error/1", NOBODYS, NOBODYS.replace("17", "18")]
    )
    lines = account_of(done)
    assert lines[0].startswith("Pictures: 1 fetched (0.0 MB), 0 were here, 1 gone, 2 never asked for")
    assert any(line.startswith("note:") and "so are 1 others" in line for line in lines)
    assert any(line.startswith("gone:") and "404" in line for line in lines)
    assert any(line.startswith("later:") and "500" in line for line in lines)
    assert any(line.startswith("error:") and "strange.jpg" in line for line in lines)


RUN = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from annotated_reader.images import named as naming
from annotated_reader.images import Pace, Wish, fetch_named, named_in
from tests.picture_host import WAY
named = named_in([("a", "\\n\\n".join(f"![]({address}/good/{{number}})" for number in range({count})))])
fetch_named(Path({folder!r}), named, Wish(), WAY, Pace(workers=4, lanes=4, rest=0.0))
"""
COUNT = 40


def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path, host: Host) -> None:
    chance = random.Random(11)
    host.slow = 0.02
    paths = [f"good/{number}" for number in range(COUNT)]
    wanted = {f"{host.address}/{path}" for path in paths}
    half_way = 0
    for turn in range(KILLS):
        folder = tmp_path / str(turn)
        killed = kill_a_run(folder, host, chance.uniform(0.0, 0.4))
        records, faults = read_store(folder)
        half_way += killed and 0 < len(records) < COUNT
        assert faults == () and set(records) <= wanted
        assert find_faults(folder) == Review((), ())
        assert run(folder, host, paths, slug="a").here == len(records)
        assert set(records_of(folder)) == {path.rpartition("/")[2] for path in paths}
        assert not (folder / JOURNAL).exists()
        assert [path for path in folder.rglob("*") if path.suffix == ".part"] == []
    assert half_way


def kill_a_run(folder: Path, host: Host, after: float) -> bool:
    """Begin a run, kill it that many seconds after it took the store, and tell whether it was at work."""
    said = RUN.format(root=str(ROOT), address=host.address, count=COUNT, folder=str(folder))
    with subprocess.Popen([sys.executable, "-c", said]) as child:
        end = time.monotonic() + 20
        while not (folder / LOCK).exists() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(after)
        child.kill()
        return child.wait() == -signal.SIGKILL


def test_half_a_line_in_the_journal_is_as_good_as_none(tmp_path: Path, host: Host) -> None:
    run(tmp_path, host, ["good/1", "good/2"])
    lines = (tmp_path / INDEX).read_bytes().splitlines(keepends=True)
    for cut in range(len(lines[1])):
        (tmp_path / INDEX).write_bytes(lines[0])
        (tmp_path / JOURNAL).write_bytes(lines[1][:cut])
        with opened(tmp_path) as store:
            assert len(store.records) in (1, 2)
        assert not (tmp_path / JOURNAL).exists()
        assert (tmp_path / INDEX).stat().st_size in (len(lines[0]), sum(map(len, lines)))


@pytest.mark.parametrize("name", [FILES, JOURNAL, LOCK])
def test_nothing_is_kept_behind_a_link(tmp_path: Path, host: Host, name: str) -> None:
    folder, elsewhere = tmp_path / "images", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir() if name == FILES else elsewhere.write_bytes(b"")
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(ReaderError, match=r"it is a link, .* Take it away"):
        run(folder, host, ["good/1"])
    assert not (list(elsewhere.iterdir()) if name == FILES else elsewhere.read_bytes())
