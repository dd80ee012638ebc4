"""Words without a mark are not searched for marks, and nothing else is different."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from annotated_reader.markdown.extensions import EXTENSION_CONFIGS, EXTENSIONS
from annotated_reader.markdown.extensions import _renderer as article_renderer
from annotated_reader.markdown.notes import _renderer as note_renderer
from annotated_reader.markdown.sparing import BEGINNINGS, Sparing

CASES = Path(__file__).parent / "markdown_cases"
SPARING = "annotated_reader.markdown.sparing"
PIECES = [
    *"`\\[]()<>&*_~!^:#|-+ \n",
    "  \n",
    "[^1]",
    "\n\n[^1]: 注",
    "![图](a.png)",
    "[a]: https://a.example/",
    "<https://a.example/>",
    "<a@b.example>",
    "&amp;",
    "&#20013;",
    "<b>粗</b>",
    "{#a .b}",
    "字",
    "灯塔",
    "word",
    "1. ",
]
UNSPARING = Markdown(
    extensions=[name for name in EXTENSIONS if name != SPARING], extension_configs=EXTENSION_CONFIGS
)


def reader_of_marks(renderer: Markdown) -> Sparing:
    reader = renderer.treeprocessors["inline"]
    assert isinstance(reader, Sparing)
    return reader


@pytest.mark.parametrize("renderer", [article_renderer, note_renderer])
def test_every_kind_of_mark_that_is_read_is_known_here(renderer: object) -> None:
    assert callable(renderer)
    beginnings = reader_of_marks(renderer()).beginnings
    assert "" not in beginnings
    assert "[" in beginnings


def test_words_without_a_mark_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    name = "_InlineProcessor__handleInline"
    search = getattr(InlineProcessor, name)

    def noted(self: InlineProcessor, words: str, first: int = 0) -> object:
        searched.append(words)
        return search(self, words, first)

    monkeypatch.setattr(InlineProcessor, name, noted)
    article_renderer().reset().convert("灯塔每十二秒亮一次。\n\n守灯人**住在**塔下。")
    assert searched == ["守灯人**住在**塔下。"]


def test_where_an_unknown_kind_is_read_all_words_are_searched() -> None:
    renderer = Markdown(extensions=[SPARING, "wikilinks"])
    assert reader_of_marks(renderer).beginnings == ("",)
    assert "<a " in renderer.convert("[[灯塔]]")


def test_each_kind_is_known_by_what_it_begins_with() -> None:
    for name, pattern in ((name, UNSPARING.inlinePatterns[name]) for name in BEGINNINGS):
        for piece in PIECES:
            if pattern.getCompiledRegExp().search(piece):
                text = BEGINNINGS[name]
                assert text in piece if name == "linebreak" else any(each in piece for each in text), name


@pytest.mark.parametrize("place", sorted(CASES.glob("*.md")), ids=lambda place: place.stem)
def test_case_files_come_out_the_same(place: Path) -> None:
    source = place.read_text("utf-8")
    assert article_renderer().reset().convert(source) == UNSPARING.reset().convert(source)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markdown_comes_out_the_same(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert article_renderer().reset().convert(source) == UNSPARING.reset().convert(source)
