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
