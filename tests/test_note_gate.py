"""What the gate tells an editor to do about words that are not in the article."""

from __future__ import annotations

import pytest

from annotated_reader.annotations.gate import unsettled
from annotated_reader.annotations.placing import place_notes
from annotated_reader.annotations.values import Note

TEXT = "灯塔建在岬角上，夜里每十二秒亮一次。守灯人住在塔下，岬角上没有别的人家。"


def action_for(quote: str) -> str:
    note = Note(slug="a", path="a/b.md", line=1, id="b", quote=quote)
    (fault,) = unsettled(place_notes(TEXT, [note]), TEXT)
    return fault.action


@pytest.mark.parametrize("gap", ["……", "…", "...", "[…]", "。。。"])
def test_a_quotation_with_words_left_out_is_told_to_have_them(gap: str) -> None:
    assert "It leaves words out" in action_for(f"灯塔建在岬角上{gap}岬角上没有别的人家")


@pytest.mark.parametrize("quote", ["守塔人住在海边的小屋里", "……守塔人住在海边的小屋里……"])
def test_one_without_is_told_to_quote_the_words_of_now(quote: str) -> None:
    assert "Quote the words as they stand now" in action_for(quote)
