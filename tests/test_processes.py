"""Work shared out among copies of the process: all of it is done once, or left to the caller."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from annotated_reader import processes
from annotated_reader.processes import FEW, is_worth_sharing, share_out
from annotated_reader.site.kept import Findings

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not copied here")
MANY = FEW + 7


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no thread that an earlier test of the same run has left behind."""
    left = {threading.main_thread(), *threading.enumerate()}
    monkeypatch.setattr(threading, "active_count", lambda: 1 + len(set(threading.enumerate()) - left))


def test_each_piece_is_done_once_and_by_others() -> None:
    done: list[int] = []
    results = dict(share_out(lambda number: (number * 2, os.getpid()), MANY, 2, done.append))
    assert {number: twice for number, (twice, _) in results.items()} == {n: 2 * n for n in range(MANY)}
    assert os.getpid() not in {process for _, process in results.values()}
    assert sum(done) == MANY


def test_what_a_dying_copy_was_at_is_left_to_the_caller() -> None:
    def work(number: int) -> int:
        if number == 20:
            os._exit(9)
        return number

    results = dict(share_out(work, MANY, 2, lambda _: None))
    assert 20 not in results
    assert all(number == result for number, result in results.items())


def test_work_that_raises_ends_the_rest() -> None:
    def work(number: int) -> int:
        raise ValueError(f"piece {number}")

    with pytest.raises(ValueError, match="piece"):
        list(share_out(work, MANY, 2, lambda _: None))
    assert not processes._work


def test_copies_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    list(share_out(lambda number: os.write(1 + number % 2, b"said"), MANY, 2, lambda _: None))
    assert "".join(capfd.readouterr()) == ""


def test_little_work_one_process_or_threads_are_not_shared() -> None:
    assert is_worth_sharing(MANY, 2)
    assert not is_worth_sharing(FEW, 2)
    assert not is_worth_sharing(MANY, 1)
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert not is_worth_sharing(MANY, 2)
    finally:
        waiting.set()
        thread.join()


def test_findings_learn_from_copies_what_they_would_have_found(tmp_path: Path) -> None:
    def ask(findings: Findings, number: int) -> object:
        return findings.of("square", (str(number),), lambda: [number**2, os.getpid()])

    findings = Findings(tmp_path, "code")
    ask(findings, 3)
    findings.find_ahead(lambda number: ask(findings, number), MANY, 2, "Squaring")
    squares = [ask(findings, number) for number in range(MANY)]
    assert [square for square, _ in squares] == [number**2 for number in range(MANY)]  # type: ignore[misc]
    assert [process for _, process in squares].count(os.getpid()) == 1  # type: ignore[misc]
    findings.save()
    again = Findings(tmp_path, "code")
    assert all(again.has("square", (str(number),)) for number in range(MANY))
    assert [ask(again, number) for number in range(MANY)] == squares


def test_copies_read_what_is_kept_without_losing_each_others_place(tmp_path: Path) -> None:
    def word(findings: Findings, number: int) -> object:
        return findings.of("word", (str(number),), lambda: str(number) * 50)

    before = Findings(tmp_path, "code")
    for number in range(MANY):
        word(before, number)
    before.save()
    findings = Findings(tmp_path, "code")
    word(findings, 0)

    def double(number: int) -> object:
        return findings.of("double", (str(number),), lambda: [word(findings, number)] * 2)

    findings.find_ahead(double, MANY, 4, "Doubling")
    assert [double(number) for number in range(MANY)] == [[str(n) * 50] * 2 for n in range(MANY)]
