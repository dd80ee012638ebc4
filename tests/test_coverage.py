"""One event side by side: names in full and cut short, figures that differ, words that can be read."""

from __future__ import annotations

import pytest

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.clauses import AROUND, clause_around
from annotated_reader.site.relations.coverage import Coverage, Row
from annotated_reader.site.relations.naming import Known, Namer
from annotated_reader.site.relations.outlets import printed_by, told_by
from tests.relations_made import article, prose, relate, republished

PEOPLE = ("利萨拉", "福劳", "信赖号", "努库阿洛法", "南十字星")
OTHERS = [article(f"2019-0{month}-11-other", prose(month * 1000)) for month in range(1, 9)]


def telling(day: int, said: str, *tags: str) -> Entry:
    """An article on one event: its own words, the event's people, each named three times, and ``said``."""
    named = "".join(
        f"{name}{prose(100 * day + 10 * turn + place, 1)}"
        for turn in range(3)
        for place, name in enumerate(PEOPLE)
    )
    return article(f"2020-01-0{day}-t", f"{prose(day, 12)}\n\n{named}\n\n{said}", tags=(*PEOPLE, *tags))


def covered(*said: str, others: list[Entry] = OTHERS) -> Coverage:
    tellings = [telling(day, each) for day, each in enumerate(said, 1)]
    return relate(*tellings, *others).coverage[tellings[0].slug]


def words(row: Row) -> list[str | None]:
    return [cell and cell.words for cell in row.cells]


def test_the_full_name_of_a_treaty_and_what_others_cut_it_to_stand_in_one_row() -> None:
    coverage = covered(
        "双方签了《全面渔业伙伴关系条约》。", "签的是《全面渔业伙伴关系》。", "即“全面渔业伙伴关系”条约。"
    )
    (row,) = [row for row in coverage.names if "渔业" in row.name]
    assert (row.name, row.is_disputed) == ("全面渔业伙伴关系条约", True)
    assert words(row) == ["全面渔业伙伴关系条约", "全面渔业伙伴关系", "全面渔业伙伴关系"]


def test_another_script_is_no_other_name() -> None:
    coverage = covered("见《渔业协定》。", "見《漁業協定》。")
    (row,) = [row for row in coverage.names if row.name == "渔业协定"]
    assert (words(row), row.is_disputed) == (["渔业协定", "漁業協定"], False)


def test_a_name_that_two_others_go_on_with_stands_for_itself() -> None:
    coverage = covered(
        "见《全面渔业伙伴关系条约》。", "见《全面渔业伙伴关系声明》。", "见《全面渔业伙伴关系》。"
    )
    assert len([row for row in coverage.names if "渔业" in row.name]) == 3


def test_figures_of_one_thing_that_differ_stand_side_by_side_and_first() -> None:
    coverage = covered("运去近500万枚炮弹。", "可装480万枚炮弹，另有12人受伤。", "12人受伤。")
    first, *others = coverage.figures
    assert (first.name, first.is_disputed, words(first)) == ("…枚炮弹", True, ["500万枚", "480万枚", None])
    assert [(row.name, row.is_disputed, row.tellers) for row in others] == [("12人", False, 2)]


@pytest.mark.parametrize(
    "said",
    [
        ("过了38天，通了。", "过了36天，通了。"),
        ("长37公里，断了。", "远在827公里，断了。"),
        ("运去500万枚炮弹，又30枚炮弹。", "运去480万枚炮弹。"),
        ("约50公里的海。", "约70公里的海。"),
    ],
)
def test_figures_of_which_nothing_says_that_they_are_of_one_thing_are_kept_apart(
    said: tuple[str, str],
) -> None:
    assert not [row for row in covered(*said).figures if row.is_disputed]


def test_a_stray_tag_of_another_article_is_no_name_of_an_event() -> None:
    others = [*OTHERS, article("2019-12-11-x", prose(7), tags=("产品", "渔业"))]
    tellings = [telling(1, "新产品和渔业。"), telling(2, "旧产品和渔业。", "渔业")]
    names = {row.name for row in relate(*tellings, *others).coverage[tellings[0].slug].names}
    assert "渔业" in names
    assert "产品" not in names


def test_marks_go_before_a_tag_that_is_a_piece_of_what_they_mark() -> None:
    found = Namer(tags=["条约", "海缆史"]).names("《互助条约》是条约，「互助合作」條約也是。《海缆史》")
    assert sorted((name.preferred, name.known) for name in found) == sorted(
        [
            ("互助条约", Known.MARKS),
            ("条约", Known.TAG),
            ("互助合作", Known.MARKS),
            ("条约", Known.TAG),
            ("海缆史", Known.TAG),
        ]
    )


def test_an_outlet_is_the_one_whose_words_they_are_and_a_copy_is_known_by_who_printed_it() -> None:
    taken = article("a", "x", publisher="原报", provenance=republished("转报"))
    assert (told_by(taken), printed_by(taken)) == ("原报", "转报")
    nobody = article("b", "x", publisher=None, provenance=republished("转报"))
    assert told_by(nobody) == "转报"


@pytest.mark.parametrize(
    ("line", "figure", "shown"),
    [
        ("据说，那条船38天没有上岸，第二天走了。", "38天", ("那条船", "没有上岸")),
        ("他走了。38天后，船来了。后来。", "38天", ("", "后，船来了")),
        ("缆全长827公里，2013年启用，一头在海里。", "2013年", ("缆全长827公里，", "启用，一头在海里")),
        ("甲" * 40 + "38天" + "乙" * 40, "38天", ("…" + "甲" * AROUND, "乙" * AROUND + "…")),
        ("38天", "38天", ("", "")),
    ],
)
def test_a_figure_is_shown_in_its_clause(line: str, figure: str, shown: tuple[str, str]) -> None:
    at = line.index(figure)
    assert clause_around(line, at, at + len(figure)) == shown
