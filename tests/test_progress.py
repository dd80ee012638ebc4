"""Long work says how far it has come; on a terminal only."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotated_reader import progress
from annotated_reader.progress import Progress, over
from tests.site_building import QUIETLY, Copy


class Terminal(io.StringIO):
    """A stream that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the clock shows; to be set by the test."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_the_line_has_the_count_the_rate_and_the_time_left(clock: list[float]) -> None:
    line = Progress("Converting", 1000, Terminal())
    line.advance(200)
    assert line.line(4.0) == "Converting 200/1,000 · 50/s · 16 s left"


def test_nothing_is_shown_of_work_that_ends_within_two_seconds(clock: list[float]) -> None:
    terminal = Terminal()
    line = Progress("Converting", 10, terminal)
    clock[0] = 1.9
    line.advance(9)
    assert terminal.getvalue() == ""
    clock[0] = 2.1
    line.advance(0)
    assert "Converting 9/10" in terminal.getvalue()


def test_the_line_is_taken_away_with_the_last_item_or_where_work_breaks_off(clock: list[float]) -> None:
    for ends in (True, False):
        terminal = Terminal()
        line = Progress("Converting", 2, terminal)
        clock[0] += 3
        line.advance()
        if ends:
            line.advance()
        else:
            line.close()
        assert terminal.getvalue().endswith("\r\x1b[K")


def test_over_yields_all_and_counts_what_was_done(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    seen = []
    for item in over("Reading", ["a", "b", "c"]):
        clock[0] += 3
        seen.append(item)
    assert seen == ["a", "b", "c"]
    assert re.findall(r"Reading (\d)/3", terminal.getvalue()) == ["1", "2", "3"]
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_piped_it_is_silent(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.StringIO()
    monkeypatch.setattr(sys, "stderr", piped)
    for _ in over("Reading", range(5)):
        clock[0] += 3
    assert piped.getvalue() == ""


def test_a_build_of_the_site_shows_its_steps_on_a_terminal_and_is_quiet_when_piped(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(40)
    impatient = "import annotated_reader.progress as p; p.PATIENCE = p.PERIOD = 0.0"
    code = f"{impatient}; from mkdocs.__main__ import cli; cli(['build', '--strict'])"
    command = [sys.executable, "-c", code]
    piped = subprocess.run(command, cwd=tmp_path, env=QUIETLY, capture_output=True, text=True, check=True)
    assert not re.search(r"\d/s ·|\x1b|\r", piped.stderr)
    shown = on_a_terminal(command, tmp_path)
    for label in ("Reading pages", "Relating articles", "Rendering Markdown", "Writing the site", "Indexing"):
        assert re.search(rf"{label}[^\r]* \d+/\d+ · [\d,]+/s", shown), label
    lines = [line.rpartition("\r")[2] for line in shown.split("\r\n")]
    assert not [line for line in lines if "left" in line and "INFO" in line], "a message stands behind a line"


def on_a_terminal(command: list[str], folder: Path) -> str:
    """Run a command whose standard error is a terminal; return what it wrote there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=folder, env=QUIETLY, stderr=theirs) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            written += part
        assert process.wait() == 0
    os.close(ours)
    return written.decode()
