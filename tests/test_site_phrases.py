"""Titles break where phrases end; only a run that no line holds may be broken within."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.site.phrases import phrases


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("藏经洞：一堵砖墙", [("藏经洞：一堵砖墙", "")]),
        (
            "定了！岛上的邮轮码头下月开通！后天起",
            [("定了！", ""), ("岛上的邮轮码头下月开通！", "run"), ("后天起", "")],
        ),
        ("一堵砖墙后面的五万件纸", [("一堵砖墙后面的五万件纸", "")]),
        ("一堵砖墙后面的五万件纸(图)", [("一堵砖墙后面的五万件纸(图)", "run")]),
        (
            "岛上的人都说他们不能没有那条海底的光缆",
            [("岛上的人都说他们不能没有那条海底的光缆", "run run-wide")],
        ),
        ("海缆断了38天以后，船来了", [("海缆断了38天以后，船来了", "")]),
        ("Nineteen-hundred lighthouses", [("Nineteen-hundred lighthouses", "")]),
        ("", []),
    ],
)
def test_a_run_is_marked_by_how_wide_it_is(title: str, expected: list[tuple[str, str]]) -> None:
    assert [part for part in phrases(title) if part[0]] == expected


@given(st.text())
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join(part for part, _ in phrases(title)) == title
