"""A comparison shows each difference in its sentence."""

from __future__ import annotations

from annotated_reader.site.relations.around import REACH
from annotated_reader.site.relations.differences import Place, differences
from tests.relations_made import prose

BEFORE, AFTER = prose(1).replace("\n", ""), prose(2).replace("\n", "")


def only(leading: str, other: str) -> Place:
    (place,) = differences(leading, other).places
    return place


def test_a_difference_is_shown_from_the_beginning_of_its_sentence_to_the_end() -> None:
    place = only(
        BEFORE + "他把照片发到网上，回信就到了。" + AFTER, BEFORE + "他把照片发到网上，回信来到了。" + AFTER
    )
    assert (place.before, place.removed, place.added, place.after) == (
        "他把照片发到网上，回信",
        "就",
        "来",
        "到了。",
    )
    assert not place.is_cut_before
    assert not place.is_cut_after


def test_a_heading_ends_a_sentence_without_a_mark() -> None:
    place = only(
        f"{BEFORE}\n\n字太多\n\n西文只要几十个键。{AFTER}", f"{BEFORE}\n\n字太多\n\n西文只需几十个键。{AFTER}"
    )
    assert place.before.endswith("\n\n西文只")
    assert "字太多" in place.before
    assert place.after == "几十个键。"


def test_differences_in_one_sentence_stand_in_one_line() -> None:
    first, second, third = differences(
        BEFORE + "回信就从各地涌来，那是一台老打字机。门开了。" + AFTER,
        BEFORE + "回信从各地飞快涌来，那是一台打字机。窗关了。" + AFTER,
    ).places[:3]
    assert [first.goes_on, second.goes_on, third.goes_on] == [False, True, True]
    assert (second.before, second.skipped, first.after) == ("", 0, "从各地")


def test_differences_in_two_sentences_stand_in_two_lines() -> None:
    first, second = differences(
        BEFORE + "回信就从各地涌来。那台打字机很老。" + AFTER,
        BEFORE + "回信从各地涌来。那台打字机很旧。" + AFTER,
    ).places
    assert (first.goes_on, second.goes_on) == (False, False)
    assert (first.after, second.before, second.skipped) == ("从各地涌来。", "那台打字机很", 0)


def test_a_sentence_too_long_is_cut_at_a_mark_and_says_so() -> None:
    long = "天" * 100 + "，" + "地" * 40
    place = only(f"{long}就{long}", f"{long}才{long}")
    assert (place.before, place.is_cut_before) == ("地" * 40, True)
    assert (place.after, place.is_cut_after) == ("天" * 24, True)
    assert len(place.after) <= REACH


def test_nothing_short_is_passed_over() -> None:
    place = only("第一句。第二句就完。", "第一句。第二句才完。")
    assert (place.before, place.skipped) == ("第一句。第二句", 0)


def test_spaces_and_paragraphs_around_what_is_gone_stay() -> None:
    place = only("One was very old. Two.\n\nGone here\n\nLast one.", "One was very old. Two.\n\nLast one.")
    assert (place.before, place.removed, place.after) == (
        "One was very old. Two.\n\n",
        "Gone here",
        "\n\nLast one.",
    )
    place = only("It was very old, by A. Smith.", "It was old, by A. Smith.")
    assert (place.before, place.removed, place.after) == ("It was ", "very", " old, by A. Smith.")
