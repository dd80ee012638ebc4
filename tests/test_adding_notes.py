"""The server on one's own machine takes notes from its own pages, and from nobody else."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from annotated_reader.annotations.adding import LARGEST, MOST, WINDOW, Desk, Posted, RefusedError, _write
from tests.conftest import ROOT

KILLS = int(os.environ.get("READER_KILLS", "4"))
SLUG = "2021-06-03-deng-ta"
NAME = "2024-05-06-qiao-01ab2c.md"
TEXT = """---
kind: question
by: "乔"
prefix: "前面的话"
---
> 灯塔建在岬角上
> 夜里每十二秒亮一次

真的是**十二秒**吗？
\\> 这一行不是引文。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / f"{SLUG}.md").write_text("---\n---\n", "utf-8")
    return Desk(tmp_path, "secret", frozenset({"localhost", "127.0.0.1", "::1"}))


def posted(**changes: Any) -> Posted:
    note = {"slug": SLUG, "name": NAME, "text": TEXT} | changes.pop("note", {})
    fields: dict[str, Any] = {
        "method": "POST",
        "peer": "127.0.0.1",
        "host": "localhost:8000",
        "origin": "http://localhost:8000",
        "fetch_site": "same-origin",
        "content_type": "application/json",
        "token": "secret",
        "body": json.dumps(note).encode(),
    }
    return Posted(**fields | changes)


def files(desk: Desk) -> list[str]:
    notes = desk.docs / "annotations"
    return (
        sorted(path.relative_to(notes).as_posix() for path in notes.rglob("*.md")) if notes.exists() else []
    )


def test_a_note_from_our_own_page_is_written_as_it_was_said(desk: Desk) -> None:
    answer = desk.add(posted(), now=0.0)
    assert answer == {"path": f"annotations/{SLUG}/{NAME}", "id": "2024-05-06-qiao-01ab2c"}
    assert (desk.docs / answer["path"]).read_bytes() == TEXT.encode()


REFUSALS: dict[str, tuple[dict[str, Any], HTTPStatus]] = {
    "another method": ({"method": "GET"}, HTTPStatus.METHOD_NOT_ALLOWED),
    "another machine": ({"peer": "192.0.2.7"}, HTTPStatus.FORBIDDEN),
    "a name bent to this machine": (
        {"host": "evil.example", "origin": "http://evil.example"},
        HTTPStatus.FORBIDDEN,
    ),
    "no host": ({"host": "", "origin": "http://"}, HTTPStatus.FORBIDDEN),
    "a host that is none": ({"host": "[", "origin": "http://["}, HTTPStatus.FORBIDDEN),
    "another site": ({"origin": "https://evil.example", "fetch_site": "cross-site"}, HTTPStatus.FORBIDDEN),
    "another port": ({"origin": "http://localhost:9999", "fetch_site": "same-site"}, HTTPStatus.FORBIDDEN),
    "a sandboxed frame": ({"origin": "null"}, HTTPStatus.FORBIDDEN),
    "no origin": ({"origin": None}, HTTPStatus.FORBIDDEN),
    "no token": ({"token": ""}, HTTPStatus.FORBIDDEN),
    "a token of another run": ({"token": "sécret"}, HTTPStatus.FORBIDDEN),
    "a form": ({"content_type": "application/x-www-form-urlencoded"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    "plain text": ({"content_type": "text/plain"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    "a flood of bytes": ({"body": b" " * (LARGEST + 1)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    "no JSON": ({"body": b"{"}, HTTPStatus.BAD_REQUEST),
    "bytes that are no text": ({"body": b"\xff\xfe{"}, HTTPStatus.BAD_REQUEST),
    "nesting": ({"body": b"[" * 30_000}, HTTPStatus.BAD_REQUEST),
    "a list": ({"body": b"[]"}, HTTPStatus.BAD_REQUEST),
    "a number for a name": ({"note": {"name": 7}}, HTTPStatus.BAD_REQUEST),
    "a name without a date": ({"note": {"name": "qiao.md"}}, HTTPStatus.BAD_REQUEST),
    "a name that climbs": ({"note": {"name": "../2024-05-06-a.md"}}, HTTPStatus.BAD_REQUEST),
    "a name with a folder": ({"note": {"name": "2024-05-06-a/b.md"}}, HTTPStatus.BAD_REQUEST),
    "a Windows path": ({"note": {"name": "2024-05-06-a\\b.md"}}, HTTPStatus.BAD_REQUEST),
    "a name of 300 bytes": ({"note": {"name": f"2024-05-06-{'a' * 290}.md"}}, HTTPStatus.BAD_REQUEST),
    "capitals": ({"note": {"name": "2024-05-06-QIAO.md"}}, HTTPStatus.BAD_REQUEST),
    "full-width letters": ({"note": {"name": "2024-05-06-ａ.md"}}, HTTPStatus.BAD_REQUEST),
    "a date of full-width digits": ({"note": {"name": "２０２４-05-06-a.md"}}, HTTPStatus.BAD_REQUEST),
    "a date of Arabic digits": ({"note": {"name": "٢٠٢٤-05-06-a.md"}}, HTTPStatus.BAD_REQUEST),
    "a name with a line end": ({"note": {"name": NAME + "\n"}}, HTTPStatus.BAD_REQUEST),
    "another ending": ({"note": {"name": "2024-05-06-a.html"}}, HTTPStatus.BAD_REQUEST),
    "an article that is not there": ({"note": {"slug": "nowhere"}}, HTTPStatus.NOT_FOUND),
    "a slug that climbs": ({"note": {"slug": "../articles"}}, HTTPStatus.NOT_FOUND),
    "an absolute slug": ({"note": {"slug": "/etc"}}, HTTPStatus.NOT_FOUND),
    "a slug with a zero byte": ({"note": {"slug": SLUG + "\0"}}, HTTPStatus.NOT_FOUND),
    "no quotation": ({"note": {"text": "只有一句话。\n"}}, HTTPStatus.UNPROCESSABLE_ENTITY),
    "nothing": ({"note": {"text": ""}}, HTTPStatus.UNPROCESSABLE_ENTITY),
    "two notes": (
        {"note": {"text": "> 一句话\n\n注\n\n> 又一句话\n\n注\n"}},
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
    "broken front matter": (
        {"note": {"text": "---\nkind: [\n---\n> 话\n\n注\n"}},
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
    "an unknown kind": (
        {"note": {"text": "---\nkind: praise\n---\n> 话\n\n注\n"}},
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
    "a control character": ({"note": {"text": TEXT + "\x1b[2J"}}, HTTPStatus.UNPROCESSABLE_ENTITY),
    "half a character": ({"note": {"text": TEXT + "\ud83d"}}, HTTPStatus.UNPROCESSABLE_ENTITY),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_whatever_else_comes_is_refused_and_nothing_is_written(desk: Desk, case: str) -> None:
    changes, status = REFUSALS[case]
    with pytest.raises(RefusedError) as refused:
        desk.add(posted(**changes), now=0.0)
    assert refused.value.status == status
    assert str(refused.value)
    assert files(desk) == []


def test_a_note_is_never_written_over_another(desk: Desk) -> None:
    desk.add(posted(), now=0.0)
    with pytest.raises(RefusedError) as refused:
        desk.add(posted(note={"text": TEXT + "再说一句。\n"}), now=1.0)
    assert refused.value.status == HTTPStatus.CONFLICT
    assert (desk.docs / "annotations" / SLUG / NAME).read_bytes() == TEXT.encode()


@pytest.mark.parametrize("link", ["annotations", f"annotations/{SLUG}", f"annotations/{SLUG}/{NAME}"])
def test_a_link_leads_no_note_out_of_the_docs(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, link: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    place = desk.docs / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "file" if link.endswith(".md") else outside)
    with pytest.raises(RefusedError):
        desk.add(posted(), now=0.0)
    assert list(outside.rglob("*")) == []


def test_a_flood_of_notes_is_held_back_for_a_while(desk: Desk) -> None:
    def name(number: int) -> dict[str, Any]:
        return {"note": {"name": f"2024-05-06-{number}.md"}}

    for number in range(MOST):
        desk.add(posted(**name(number)), now=float(number) / 10)
    with pytest.raises(RefusedError) as refused:
        desk.add(posted(**name(MOST)), now=3.0)
    assert refused.value.status == HTTPStatus.TOO_MANY_REQUESTS
    assert desk.add(posted(**name(MOST)), now=WINDOW + 4.0)["id"] == f"2024-05-06-{MOST}"


def test_what_cannot_be_written_whole_is_not_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annotated_reader.annotations.adding.os.fdopen", full)
    with pytest.raises(OSError, match="No space left"):
        desk.add(posted(), now=0.0)
    assert files(desk) == []


def test_the_server_of_mkdocs_lets_its_application_be_wrapped() -> None:
    named: list[Callable[..., Any]] = [LiveReloadServer.get_app, LiveReloadServer.set_app]
    assert all(map(callable, named))


def test_a_note_whose_writing_is_cut_short_leaves_no_half_of_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def killed(number: int) -> None:
        seen.append(files(desk))
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.add(posted(), 0.0)
    assert seen == [[]]
    assert not [path for path in (desk.docs / "annotations").rglob("*") if path.is_file()]


def test_notes_are_written_where_the_file_system_knows_no_links(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    desk.add(posted(), 0.0)
    assert files(desk) == [f"{SLUG}/{NAME}"]
    with pytest.raises(RefusedError):
        desk.add(posted(), 1.0)


def test_of_many_notes_of_one_name_at_once_the_one_that_is_taken_is_kept_whole(tmp_path: Path) -> None:
    for turn in range(60):
        place, taken = tmp_path / f"2024-05-06-n{turn}.md", []
        start = threading.Barrier(4)

        def post(
            letter: str, place: Path = place, start: threading.Barrier = start, taken: Any = taken
        ) -> None:
            start.wait()
            with suppress(RefusedError):
                _write(place, letter * 20_000)
                taken.append(letter)

        threads = [threading.Thread(target=post, args=(letter,)) for letter in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(taken) == 1
        assert place.read_text("utf-8") == taken[0] * 20_000
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[::1", "null", "", "http://localhost:8000@evil.example"]
)
def test_an_origin_that_nobody_can_read_is_another_site_s(desk: Desk, origin: str) -> None:
    with pytest.raises(RefusedError) as refused:
        desk.add(posted(origin=origin), 0.0)
    assert refused.value.status == HTTPStatus.FORBIDDEN
    assert files(desk) == []


def test_a_post_killed_at_any_moment_leaves_a_whole_note_or_none(tmp_path: Path) -> None:
    chance, text = random.Random(8), "守灯人。" * 2_000
    said = (
        "import sys; from pathlib import Path; from itertools import count\n"
        "from annotated_reader.annotations.adding import _write\n"
        "print(flush=True)\n"
        "for n in count(): _write(Path(sys.argv[1]) / f'2024-05-06-n{n}.md', sys.argv[2])"
    )
    for turn in range(KILLS):
        folder = tmp_path / str(turn)
        folder.mkdir()
        command = [sys.executable, "-c", said, str(folder), text]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.05))
            child.kill()
        assert all(note.read_text("utf-8") == text for note in folder.glob("*.md"))
