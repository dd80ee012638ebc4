"""The vocabulary is checked and accounted for: faults, unknown tags, and what each entry finds."""

from __future__ import annotations

from pathlib import Path

import pytest

import build_site
from annotated_reader.site.vocabulary_check import SHOWN, account_of_vocabulary, review_vocabulary

TABLE = """汤加:
  kind: place
  gloss: 岛国
  variants: [东加]
  not_for: [gone]
语言: {kind: topic, gloss: 语言, in_text: false}
朝鲜: {kind: place, gloss: 国家}
"""
PAGE = "---\ntitle: {title}\nslug: {slug}\ntags: [{tags}]\n---\n\n{body}\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "vocabulary.yaml").write_text(TABLE, "utf-8")
    write(tmp_path, "a", "東加", "渔业, 東加", "东加的海。")
    write(tmp_path, "b", "海", "渔业, 航海, 语言", "汤加的海。")
    return tmp_path


def write(docs: Path, slug: str, title: str, tags: str, body: str) -> None:
    page = PAGE.format(slug=slug, title=title, tags=tags, body=body)
    (docs / "articles" / f"{slug}.md").write_text(page, "utf-8")


def test_unknown_tags_are_a_remark_and_an_article_that_is_not_there_is_a_problem(docs: Path) -> None:
    review = review_vocabulary(docs)
    assert review.remarks == ("2 tags are in no entry of the vocabulary: 渔业 (2), 航海 (1)",)
    assert review.problems == (
        "docs/vocabulary.yaml:1: not_for of '汤加' names 'gone', which is no article. "
        "Write the name of its page, without .md",
    )


def test_a_fault_of_the_file_is_a_problem(docs: Path) -> None:
    (docs / "vocabulary.yaml").write_text("朝鲜: {kind: country, gloss: 国家}\n", "utf-8")
    (fault,) = review_vocabulary(docs).problems
    assert fault.startswith(f"{docs / 'vocabulary.yaml'}:1: 'country' is no kind.")


def test_many_unknown_tags_are_counted_and_a_few_named(docs: Path) -> None:
    write(docs, "c", "海", ", ".join(f"标签{number:02}" for number in range(20)), "海")
    (remark,) = review_vocabulary(docs).remarks
    assert remark.startswith("22 tags are in no entry of the vocabulary: 渔业 (2), 标签00 (1), ")
    assert remark.endswith(f"标签06 (1) and {22 - SHOWN} more")


def test_the_account_says_what_each_entry_finds_and_lists_every_unknown_tag(docs: Path) -> None:
    lines = account_of_vocabulary(docs).splitlines()
    assert lines[0] == "3 entries: place 2, topic 1"
    assert "  汤加: 1, 1: 东加 1, 東加 1, 汤加 1" in lines
    assert "  语言: 1, 0: not looked for in texts" in lines
    assert "  朝鲜: 0, 0" in lines
    assert lines[-2:] == ["  渔业: 2, as in docs/articles/a.md", "  航海: 1, as in docs/articles/b.md"]


def test_the_command_prints_the_account_and_its_status_says_if_a_person_is_needed(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site.main(["vocabulary", "--docs", str(docs)]) == 1
    assert capsys.readouterr().out == account_of_vocabulary(docs)
    (docs / "vocabulary.yaml").write_text(TABLE.replace("gone", "a"), "utf-8")
    assert build_site.main(["vocabulary", "--docs", str(docs)]) == 0
