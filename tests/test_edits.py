"""How a person's edits and a new text become one page, and what is said of those that cannot."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from annotated_reader import edits, front_matter
from annotated_reader.edits import base, undecided
from annotated_reader.edits.align import align
from annotated_reader.edits.blocks import join_blocks, split_blocks
from annotated_reader.edits.body import merge_bodies
from annotated_reader.edits.diff3 import regions
from annotated_reader.edits.differing import differences
from annotated_reader.edits.fields import Sides, merge_fields
from annotated_reader.edits.pairing import ALIKE, pair
from annotated_reader.markdown import render

FOLDER = Path(__file__).parent / "edits"
BODIES = yaml.safe_load((FOLDER / "bodies.yaml").read_text("utf-8"))
FIELDS = yaml.safe_load((FOLDER / "fields.yaml").read_text("utf-8"))

WORDS = st.lists(st.sampled_from("甲乙丙丁"), max_size=8)


def plain(body: str) -> str:
    """Return the body with its boxes as they are written in the cases."""
    return re.sub(
        rf"{undecided.OPEN}.*?{undecided.CLOSE}",
        lambda box: f"BOX {undecided.boxed(box.group())}".strip(),
        body,
        flags=re.S,
    )


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case["proves"])
def test_bodies(case: dict[str, str]) -> None:
    before = base.remember({}, case["base"]).blocks if "base" in case else None
    merged = merge_bodies(case["mine"], before, case["new"])
    assert plain(merged) == case["merged"]


@pytest.mark.parametrize("case", FIELDS, ids=lambda case: case["proves"])
def test_fields(case: dict[str, object]) -> None:
    mine = str(case["mine"]).replace("MARK ", undecided.LINE)
    before = base.remember(case["base"], "").fields if "base" in case else None
    said = front_matter.load(f"---\n{mine}---\n")
    merged = merge_fields(mine, said, Sides(before, case["new"]))
    assert merged.replace(undecided.LINE, "MARK ") == case["merged"]


def test_an_undecided_box_gives_way_to_a_newer_one() -> None:
    first = merge_bodies("贰。\n", base.remember({}, "二。\n").blocks, "２。\n")
    second = merge_bodies(first, base.remember({}, "２。\n").blocks, "②。\n")
    assert plain(second) == "贰。\n\nBOX ②。\n"
    assert merge_bodies(second, base.remember({}, "②。\n").blocks, "贰。\n") == "贰。\n"


def test_an_undecided_box_in_which_a_person_wrote_is_kept_and_brought_up_to_date() -> None:
    first = merge_bodies("贰。\n", base.remember({}, "二。\n").blocks, "２。\n")
    written = first.replace("２。", "２。也许？")
    second = merge_bodies(written, base.remember({}, "２。\n").blocks, "②。\n")
    assert plain(second) == "贰。\n\nBOX ②。也许？\n"


def test_a_box_holds_any_text_and_the_site_shows_none_of_it() -> None:
    new = "一 --> 二 --!> 三。\n\n- 四\n\n    五\n"
    merged = merge_bodies("壹。\n", base.remember({}, "零。\n").blocks, new)
    assert plain(merged) == f"壹。\n\nBOX {new}"
    assert undecided.strip(merged) == "壹。\n\n"
    visible = re.sub(r"<!--.*?-->", "", render(merged), flags=re.S)
    assert visible.strip() == "<p>壹。</p>"


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        (
            "用银子买走六千余件，现藏巴黎。",
            "用银子购去六千多件，现藏巴黎。",
            ["银子买走六千余件，→银子购去六千多件，"],
        ),
        ("It was built in 1907.", "It was built in 1909.", ["1907.→1909."]),
        ("甲乙丙丁戊己庚辛壬癸", "甲乙丁戊己庚辛子壬癸", ["甲乙丙丁戊→甲乙丁戊", "庚辛壬癸→庚辛子壬癸"]),
        ("一" * 60, "二" * 60, []),
        ("同", "同", []),
    ],
)
def test_a_box_points_to_the_few_words_that_differ(one: str, two: str, found: list[str]) -> None:
    assert ["→".join(pair) for pair in differences(one, two)] == found
    listed = undecided.box([one], two)
    assert all(pair.replace("→", " → ") in listed for pair in found)
    assert undecided.boxed(listed) == two


def test_a_box_is_found_by_its_line_and_a_field_too() -> None:
    page = f"---\ntitle: 甲\n{undecided.LINE}title: 乙\n---\n\n{undecided.box(['壹。'], '一。')}\n"
    assert undecided.find(page) == [3, 6]


@given(WORDS, WORDS, WORDS)
def test_regions_make_up_all_three_texts_and_change_only_what_was_changed(
    before: list[str], mine: list[str], new: list[str]
) -> None:
    found = list(regions(before, mine, new, lambda one, two: float(abs(one - two) < 2)))
    for side, text in (("base", before), ("mine", mine), ("new", new)):
        assert [word for region in found for word in text[getattr(region, side)]] == text
    for region in found:
        assert region.by_me or mine[region.mine] == before[region.base]
        assert region.by_new or new[region.new] == before[region.base]


@given(st.lists(st.lists(st.sampled_from([0.0, 0.3, 0.6, 0.9]), min_size=3, max_size=3), max_size=4))
def test_pairs_are_the_ones_that_are_most_alike_in_sum(table: list[list[float]]) -> None:
    def best(row: int, column: int) -> float:
        if row == len(table) or column == 3:
            return 0.0
        taken = table[row][column] + best(row + 1, column + 1) if table[row][column] >= ALIKE else 0.0
        return max(taken, best(row + 1, column), best(row, column + 1))

    pairs = list(pair(len(table), 3, lambda row, column: table[row][column]))
    assert sum(table[row][column] for row, column in pairs) == pytest.approx(best(0, 0))
    assert all(table[row][column] >= ALIKE for row, column in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))


@given(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8), st.booleans())
def test_stretches_that_are_the_same_are_so_and_rise(one: list[int], two: list[int], long: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotated_reader.edits.align.LARGEST", 0 if long else 64)
        found = list(align(one, two))
    assert all(one[start:end] == two[first:last] != [] for start, end, first, last in found)
    assert all(before[1] <= after[0] and before[3] <= after[2] for before, after in pairwise(found))
    same = sum(end - start for start, end, _, _ in found)
    assert long or same == LCSseq.similarity(one, two)
    assert same or not one or not two or (one[0] != two[0] and one[-1] != two[-1])


@given(WORDS, WORDS)
def test_an_edit_of_one_side_alone_is_taken_as_it_is(before: list[str], changed: list[str]) -> None:
    old, edited = ("\n\n".join(f"{word}。" for word in words) + "\n" for words in (before, changed))
    keys = base.remember({}, old).blocks
    assert merge_bodies(edited, keys, old).strip() == edited.strip()
    assert merge_bodies(old, keys, edited).strip() == edited.strip()


@given(st.text("甲。！\n -`*", max_size=60))
def test_sentences_and_blocks_are_the_whole_text(text: str) -> None:
    assert "".join(base.sentences(text)) == text
    body = join_blocks(split_blocks(text))
    assert body.split() == text.split()
    assert join_blocks(split_blocks(body)) == body


@given(st.lists(st.text("甲乙。 \n", min_size=1), max_size=4), WORDS)
def test_a_receipt_gives_back_the_keys_it_was_given(paragraphs: list[str], tags: list[str]) -> None:
    kept = base.remember({"title": "甲", "tags": tags, "authors": []}, "\n\n".join(paragraphs))
    assert base.from_json(base.to_json(kept)) == kept


@pytest.mark.parametrize(
    ("page", "line", "fact"),
    [
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", 2, "Git could not merge"),
        (b"---\ntitle: a\n>>>>>>> 1f2e3d (words)\n---\n", 3, "Git could not merge"),
        (b"---\ntitle: [a\n---\n\nb\n", 1, "front matter cannot be read"),
        (b"---\ntitle: a\n\nb\n", 1, "no second line"),
        (b"a\nb\n\xff\n", 3, "not UTF-8"),
    ],
)
def test_a_page_that_nothing_can_be_merged_into_says_where_and_why(page: bytes, line: int, fact: str) -> None:
    (fault,) = edits.faults_of(page)
    assert (fault.line, fault.blocks) == (line, True)
    assert fact in fault.fact


def test_a_heading_underlined_and_a_quotation_in_a_quotation_are_no_marks_of_git() -> None:
    assert edits.faults_of("题\n=======\n\n> > 引文\n".encode()) == ()


def test_a_page_saved_with_other_line_ends_and_a_mark_of_its_encoding_is_the_same_page() -> None:
    fields, body = {"title": "甲", "tags": ["灯塔"]}, "一。\n\n二。\n"
    page = f"---\n{''.join(front_matter.entry(*each) for each in fields.items())}---\n\n{body}"
    saved = page.replace("二。", "贰。").replace("\n", "\r\n").encode("utf-8-sig")
    carried = edits.carry(saved, edits.remember(fields, body), fields, "一一。\n\n二。\n")
    assert carried.decode() == page.replace("二。", "贰。").replace("一。", "一一。")
