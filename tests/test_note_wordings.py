"""Quotations copied with more than the words: marks around them, half of their Markdown, a PDF's lines."""

from __future__ import annotations

import pytest

from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.placing import place_notes
from annotated_reader.annotations.text import plain_text
from annotated_reader.annotations.values import Note, Placed
from annotated_reader.markdown import render

SOURCE = """河口外的[浅沙滩](https://a.example/sands)上停着一艘**红色的灯船**，船员每天*两次*量水位。

- 日落前半小时点灯，日出后半小时熄灯。
- 大雾天每两分钟敲一次钟，敲到雾散为止。

| 年份 | 灯光射程（海里） |
| --- | --- |
| 1924年春天 | 11.5，遇雾减半 |

> 灯船日志：风力九级，浪高六米，一切如常。

最后一任船长姓赵，1988年离船。The captain kept a careful log of every lamp.
"""
TEXT = plain_text(render(SOURCE))


def placed(quote: str, text: str = TEXT, base: str | None = None) -> Placed:
    note = Note(slug="a", path="a/b.md", line=1, id="b", quote=quote, base="0" * 64 if base else None)
    (found,) = place_notes(text, [note], lambda _: base)
    return found


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("“最后一任船长姓赵，1988年离船。”", "最后一任船长姓赵，1988年离船。"),
        ("「最后一任船长姓赵，1988年离船」", "最后一任船长姓赵，1988年离船"),
        ('"**最后一任船长姓赵**，1988年离船。"', "最后一任船长姓赵，1988年离船。"),
        ("……最后一任船长姓赵，1988年……", "最后一任船长姓赵，1988年"),
        ("最后一任船长姓赵[12]，1988年离船。", "最后一任船长姓赵，1988年离船。"),
        ("外的[浅沙滩](https://a.example/sands)上停着一艘**红色的", "外的浅沙滩上停着一艘红色的"),
        ("沙滩](https://a.example/sands)上停着一艘**红色", "沙滩上停着一艘红色"),
        ("• 日出后半小时熄灯。\n• 大雾天每两分钟敲一次钟", "日出后半小时熄灯。大雾天每两分钟敲一次钟"),
        ("| 1924年春天 | 11.5，遇雾减半 |", "1924年春天11.5，遇雾减半"),
        ("> 灯船日志：风力九级，浪高六米", "灯船日志：风力九级，浪高六米"),
        ("The captain kept a care-\nful log of every", "Thecaptainkeptacarefullogofevery"),
    ],
)
def test_a_quotation_copied_with_more_than_the_words_is_found(quote: str, words: str) -> None:
    found = placed(quote)
    assert found.outcome is Outcome.FOUND
    assert "".join((found.now or "").split()) == words


def test_marks_that_were_quoted_from_the_text_are_words_like_others() -> None:
    old = "从前那里有“绿色的通道和灯”，后来没有了。" + TEXT
    new = "路上另有绿色的通道和灯一处。" + TEXT
    assert placed("“绿色的通道和灯”", old).outcome is Outcome.FOUND
    assert placed("“绿色的通道和灯”", new, base=old).outcome is not Outcome.FOUND


def test_bare_words_are_never_guessed_at() -> None:
    assert placed("“最后一位舵手姓赵，1990年离船。”").outcome is Outcome.ORPHAN
    assert placed("“赵”").outcome is not Outcome.FOUND


def test_bare_words_are_carried_when_the_text_changes() -> None:
    new = TEXT.replace("最后一任船长姓赵", "最后一任船长姓肖")
    found = placed("“最后一任船长姓赵”", new, base=TEXT)
    assert (found.outcome, found.now) == (Outcome.MOVED, "最后一任船长姓肖")
