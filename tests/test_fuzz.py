"""What must hold for any bytes holds for all that broke it once, for the demo's own, and for some at random.

``make fuzz`` runs the same targets for longer.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import run
from tests.fuzz.targets import TARGETS

KNOWN = sorted(path for path in run.FOUND.glob("*-*"))


@pytest.mark.parametrize("place", KNOWN, ids=[place.name for place in KNOWN])
def test_what_broke_a_target_once_breaks_it_no_more(place: Path) -> None:
    TARGETS[place.name.partition("-")[0]](place.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_seeds_break_nothing(name: str) -> None:
    stock, chance = run.seeds(), random.Random(11)
    for _ in range(12):
        TARGETS[name](run.damaged(stock, chance))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_break_nothing(name: str, content: bytes) -> None:
    TARGETS[name](content)


def test_a_broken_target_is_reported_and_its_input_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(content: bytes) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(run, "FOUND", tmp_path / "found")
    monkeypatch.setattr(run, "TARGETS", {"notes": breaks})
    assert not run.at_random("notes", 5, 1)
    [kept] = (tmp_path / "found").iterdir()
    assert kept.name.startswith("notes-")
    assert "kept as" in capsys.readouterr().out
