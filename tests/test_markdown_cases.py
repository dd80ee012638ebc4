"""Each case is a piece of dirty HTML and, beside it, the Markdown that a person would be glad to edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from annotated_reader.letters import letters
from annotated_reader.markdown import render, to_markdown
from tests.markdown_trees import rendered_words, words

CASES = sorted((Path(__file__).parent / "markdown_cases").glob("*.html"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_becomes_the_markdown_beside_it(case: Path) -> None:
    expected = case.with_suffix(".md").read_text("utf-8")
    assert to_markdown(html.fragment_fromstring(case.read_text("utf-8"), create_parent="div")) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_keeps_its_letters(case: Path) -> None:
    tree = html.fragment_fromstring(case.read_text("utf-8"), create_parent="div")
    assert letters(rendered_words(render(case.with_suffix(".md").read_text("utf-8")))) == letters(words(tree))


def test_every_expectation_has_its_case() -> None:
    expectations = (Path(__file__).parent / "markdown_cases").glob("*.md")
    assert {path.stem for path in expectations} == {path.stem for path in CASES}
