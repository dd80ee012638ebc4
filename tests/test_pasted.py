"""The copied text of whole pages: read below its menus, freed of its frame, and no line more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from annotated_reader import sources
from annotated_reader.letters import letters
from annotated_reader.pipeline import convert, find_broken_laws
from annotated_reader.values import Capture

ROOT = Path(__file__).parent.parent
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/rules/pasted.yaml").read_text("utf-8"))
GENERAL, _ = sources.load(ROOT / "sources")
FIELDS = ("title", "authors", "publisher", "published")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_copied_page_is_read_below_its_menus_and_freed_of_its_frame(case: dict[str, Any]) -> None:
    article = convert(Capture("case.txt", case["text"].encode()), GENERAL)
    body = " ".join(article.body.split())
    assert [phrase for phrase in case["stay"] if " ".join(phrase.split()) not in body] == []
    assert [phrase for phrase in case.get("go", ()) if letters(phrase) in letters(article.body)] == []
    for field in FIELDS:
        if field in case:
            wanted = tuple(case[field]) if field == "authors" else case[field]
            found = getattr(article, field)
            assert found == (str(wanted) if field == "published" else wanted), field


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_laws_of_text_hold_for_it(case: dict[str, Any]) -> None:
    assert find_broken_laws(Capture("case.txt", case["text"].encode()), GENERAL) == ()
