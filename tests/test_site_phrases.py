"""Titles break where phrases end; only a run that no line holds may be broken within."""

from __future__ import annotations

import pytest

from annotated_reader.site.phrases import phrased


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("藏经洞：一堵砖墙", "藏经洞：一堵砖墙"),
        ("定了！岛上的邮轮码头下月开通！", '定了！<span class="run">岛上的邮轮码头下月开通！</span>'),
        (
            "岛上的人都说他们不能没有那条海底的光缆(图)",
            '<span class="run run-wide">岛上的人都说他们不能没有那条海底的光缆(图)</span>',
        ),
        ("一堵砖墙后面的五万件纸", "一堵砖墙后面的五万件纸"),
        ("一堵砖墙后面的五万件纸(图)", '<span class="run">一堵砖墙后面的五万件纸(图)</span>'),
        ("海缆断了38天以后，船来了", "海缆断了38天以后，船来了"),
        ("Nineteen-hundred lighthouses", "Nineteen-hundred lighthouses"),
        ("<b>灯 & 塔</b>", "&lt;b&gt;灯 &amp; 塔&lt;/b&gt;"),
        ("", ""),
    ],
)
def test_a_run_is_marked_by_how_wide_it_is(title: str, expected: str) -> None:
    assert phrased(title) == expected
