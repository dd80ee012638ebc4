"""Texts with half-width punctuation are told from others, for browsers space them badly."""

from __future__ import annotations

import pytest

from annotated_reader.site.spacing import has_half_width_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("断网38天,修缆船来了:线断在海里。", True),
        ("断网38天，修缆船来了。", False),
        ("他说,是的。线断了，船来了，灯亮了。", False),
        ("The cable was cut, and mended.", False),
        ("", False),
    ],
)
def test_a_text_is_known_by_most_of_its_marks(text: str, expected: bool) -> None:
    assert has_half_width_marks(text) is expected
