"""Letters are the measure of the laws, so what they do not see must not move them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.letters import letters


def test_only_letters_digits_and_marks_count() -> None:
    assert letters("**真。**她 说：“OK” １２３ ①…\n") == "真她说OK1231"


@given(st.text(), st.sampled_from([" ", "\n", "\u200b", "\u200d", "*", "。", "\u3000"]), st.integers(0, 20))
def test_what_is_no_letter_may_stand_anywhere(text: str, added: str, at: int) -> None:
    assert letters(text[:at] + added + text[at:]) == letters(text)


@given(st.text())
def test_letters_are_letters_of_themselves(text: str) -> None:
    assert letters(letters(text)) == letters(text)
