"""Under serve an edited page is shown at once, and the whole site follows."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.site_building import Copy

PATIENCE = 60.0
"""Seconds within which a change has to be shown."""


def shown(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it is not shown"
        time.sleep(0.1)


def test_an_edited_page_is_shown_and_then_all_that_lead_to_it_are_what_a_build_makes(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(6)
    copy.build()  # so that the server finds pages that are kept
    page = max(copy.pages.glob("*.md"))
    with copy.serve() as address:
        here = f"{address}articles/{page.stem}/"
        assert "灯塔之0005" in shown(here)
        text = page.read_text("utf-8").replace("灯塔之0005", "又一座灯塔")
        page.write_text(f"{text}\n这里添了一句。\n", "utf-8")
        wait_for(lambda: "这里添了一句" in shown(here))
        wait_for(lambda: "又一座灯塔" in shown(address))
        assert "灯塔之0005" not in shown(here)
        bar = copy.root / "theme" / "partials" / "bar.html"
        bar.write_text(bar.read_text("utf-8").replace("<header", "<!-- another bar --><header"), "utf-8")
        wait_for(lambda: "another bar" in shown(here))
        note = copy.root / "docs" / "annotations" / page.stem / "2025-01-01-xu.md"
        note.parent.mkdir(parents=True)
        note.write_text("> 这里添了一句\n\n添得好。\n", "utf-8")
        wait_for(lambda: "添得好" in shown(here))
