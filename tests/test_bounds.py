"""No capture holds a build up for ever."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from annotated_reader import workshop
from annotated_reader.bounds import TooLongError, bounded
from annotated_reader.errors import CaptureError
from annotated_reader.markdown import bearing, render
from annotated_reader.markdown.notes import read_note
from annotated_reader.matching import Seen
from annotated_reader.values import Article, Capture

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="this system has no SIGPROF")

ENDLESS = re.compile(r"(?:a+)+b")


def test_a_search_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TooLongError), bounded(0.05):
        ENDLESS.match("a" * 200)


def test_a_loop_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TooLongError), bounded(0.05):
        while True:
            pass


def test_waiting_costs_nothing_and_what_follows_is_not_bounded() -> None:
    with bounded(0.05):
        time.sleep(0.1)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_bound_within_another_ends_with_it_and_leaves_it_in_force() -> None:
    with pytest.raises(TooLongError), bounded(0.1):
        with bounded(50):
            pass
        ENDLESS.match("a" * 200)
    with pytest.raises(TooLongError), bounded(0.05), bounded(50):
        ENDLESS.match("a" * 200)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


HOLDING_UP = ("[" * 20_000, "![" * 10_000, "<![CDATA[" * 5_000)
TOO_DEEP = (f"{'* ' * 1_000}甲", f"{'1. ' * 1_000}甲")


@pytest.mark.parametrize("text", [*HOLDING_UP, *TOO_DEEP], ids=lambda text: str(text[:4]))
def test_markdown_that_holds_a_build_up_or_breaks_it_is_shown_as_its_words(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(bearing, "LONGEST", 0.2)
    said = f"{text}\n\n末尾的话"
    read_note.cache_clear()
    for shown in (render(said), read_note(said).html):
        assert shown == bearing.as_words(said)
    assert read_note(said).fault.startswith("its marks ")
    assert render("- 甲\n") == "<ul>\n<li>甲</li>\n</ul>"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_capture_without_end_is_an_error_and_the_others_become_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(workshop, "LONGEST", 0.3)
    captures = [Capture(f"{number}.txt", b"a" * (200 if number == 20 else 2)) for number in range(40)]
    for capture in captures:
        (tmp_path / capture.path).write_bytes(capture.content)
    shop = workshop.Workshop(tmp_path, tmp_path / ".cache", _open, "context", jobs)
    results = workshop.convert_all(shop, [Seen(each.path, each.sha256) for each in captures], lambda: None)
    failed = {path: result for path, result in results.items() if isinstance(result, CaptureError)}
    assert list(failed) == ["20.txt"]
    assert str(failed["20.txt"]).startswith("20.txt: its conversion was stopped after")
    assert len(results) == 40


def _open() -> workshop.Convert:
    return _convert


def _convert(capture: Capture) -> Article:
    ENDLESS.match(capture.content.decode())
    return Article(title="", body="", capture_path=capture.path, capture_sha256=capture.sha256)
