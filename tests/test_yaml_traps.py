"""YAML that would kill its reader, through every way in."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import front_matter, sources
from annotated_reader.annotations.fields import read_fields
from annotated_reader.errors import VocabularyError
from annotated_reader.formats.markdown import split_front_matter
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.values import Capture
from annotated_reader.vocabulary import load_vocabulary
from annotated_reader.yaml_traps import Trap, find_trap

LAUGHS = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 10))
TRAPS = {
    "aliases": f"by: 甲\na0: &a0 [x, x]\n{LAUGHS}kind: *a9\n",
    "an alias in quotes' company": 'by: 甲\na: &x "]"\nb: ["*", *x]\n',
    "brackets": "by: 甲\nb: " + "[" * 300_000 + "]" * 300_000 + "\n",
    "brackets and quoted ones": "by: 甲\nb: " + '["]", ' * 300_000 + "\n",
    "braces": "by: 甲\nb: " + "{a: " * 300_000 + "\n",
    "dashes": "by: 甲\nb:\n  " + "- " * 300_000 + "x\n",
    "question marks": "by: 甲\nb:\n  " + "? " * 300_000 + "x\n",
    "stairs": "by: 甲\n" + "".join(f"{' ' * at}a:\n" for at in range(3000)),
}


@pytest.fixture(params=TRAPS)
def trap(request: pytest.FixtureRequest) -> str:
    return TRAPS[request.param]


def test_it_is_found(trap: str) -> None:
    assert find_trap(trap)


def test_the_line_is_named() -> None:
    assert find_trap("a: 1\nb: &x 2\n\nc: *x\n") == Trap(4, "aliases (*name) are not read here")


@pytest.mark.parametrize(
    "text",
    [
        "title: 5*3 和 *强调*\n",
        "variants: " + "[" * 99 + "]" * 99 + "\n",
        "".join(f"- {{a: [甲, 乙], n: {at}}}\n" for at in range(5000)),
        "title: '" + "[" * 5000 + "'\n",
        "----------------------------------------" * 10,
        "a: [\n",
    ],
)
def test_what_people_write_is_none(text: str) -> None:
    assert find_trap(text) is None


def test_it_costs_a_page_its_front_matter_alone(trap: str) -> None:
    with pytest.raises(ValueError, match=r"aliases|levels deep|found|expected"):
        front_matter.load(f"---\n{trap}---\n正文。\n")


@pytest.mark.parametrize(
    "value", ["!!bool maybe", "!!timestamp 甲", "!!int ''", "!!float .", "!x 甲", "! 甲"]
)
def test_a_tag_costs_a_page_or_a_note_the_bad_lines_and_no_build(value: str) -> None:
    with pytest.raises(ValueError, match="tags"):
        front_matter.load(f"---\ntitle: {value}\n---\n正文。\n")
    fields, faults = read_fields(f"---\nby: 甲\nkind: {value}\n---\n")
    assert fields.by == "甲"
    assert any("tags" in fact for _, fact, _ in faults)
    assert front_matter.load("---\ntitle: 好! !!bool\ntags: ['!甲']\n---\n") == {
        "title": "好! !!bool",
        "tags": ["!甲"],
    }


def test_it_costs_a_note_the_bad_lines_alone(trap: str) -> None:
    fields, faults = read_fields(f"---\n{trap}---\n")
    assert fields.by == "甲"
    assert any("cannot be read" in fact for _, fact, _ in faults)


def test_it_costs_a_capture_the_bad_lines_alone(trap: str, all_sources: Sources) -> None:
    fields, body = split_front_matter(f"---\ntitle: 题\n{trap[:90_000]}\n---\n正文。\n")
    assert fields["title"] == "题"
    assert body.strip() == "正文。"
    capture = Capture("a.md", f"---\ntitle: 题\n{trap}\n---\n\n正文在这里，一个字也不会少。\n".encode())
    assert "正文在这里，一个字也不会少。" in convert(capture, all_sources).body


def test_it_costs_the_vocabulary_its_file_and_names_the_line(trap: str, tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yaml"
    path.write_text(trap, "utf-8")
    with pytest.raises(VocabularyError, match=r"vocabulary\.yaml:\d+"):
        raise load_vocabulary(tmp_path)[1][0]


def test_it_costs_a_source_its_file_and_names_the_line(trap: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(trap, "utf-8")
    _, errors = sources.load(tmp_path)
    assert "bad.yaml:" in str(errors[0])
