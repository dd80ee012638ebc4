"""Anchoring, step by step, on examples a person can read."""

from __future__ import annotations

import pytest

from annotated_reader.anchoring import Anchoring, Outcome, Selector, anchor, fold

OLD = (
    "去年十月，上游水库开闸泄洪，下游三个村庄被淹。县里说，此前已经发过通知。"
    "村民老郑说，他没有收到任何通知。甲公司上半年利润增长百分之五点二，超过预期。"
    "分析人士认为形势仍不明朗。乙公司上半年利润增长百分之三点一，低于预期。"
    "董事会支持这项收购，股东大会将在下月表决。工会则表示，需要更多时间研究合同的细节。"
)


def around(words: str, text: str = OLD, reach: int = 32) -> Selector:
    at = text.index(words)
    end = at + len(words)
    return Selector(words, text[max(0, at - reach) : at], text[end : end + reach])


def place(selector: Selector, text: str, base: str | None = None) -> Anchoring:
    return anchor(selector, fold(text), None if base is None else fold(base))


def test_words_with_their_context_are_found_however_short() -> None:
    answer = place(around("老郑"), OLD)
    assert (answer.outcome, answer.quoted_now) == (Outcome.FOUND, "老郑")


def test_eight_characters_that_stand_once_need_no_context() -> None:
    assert place(Selector("下游三个村庄被淹"), OLD).outcome is Outcome.FOUND


def test_a_short_name_without_context_is_not_trusted_silently() -> None:
    assert place(Selector("老郑"), OLD).outcome is Outcome.MOVED


def test_words_that_stand_twice_are_ambiguous_and_name_both_places() -> None:
    answer = place(Selector("上半年利润增长百分之"), OLD)
    assert answer.outcome is Outcome.AMBIGUOUS
    assert {OLD[span.start : span.end] for span in answer.candidates} == {"上半年利润增长百分之"}
    assert len(answer.candidates) == 2


def test_context_tells_twins_apart() -> None:
    answer = place(Selector("上半年利润增长百分之", suffix="三点一"), OLD)
    assert answer.span is not None
    assert answer.span.start == OLD.index("乙公司") + 3


@pytest.mark.parametrize("base", [None, OLD])
def test_a_negation_put_into_the_words_is_moved_and_shows_what_stands_now(base: str | None) -> None:
    now = OLD.replace("董事会支持", "董事会不支持")
    answer = place(around("董事会支持这项收购"), now, base)
    assert (answer.outcome, answer.quoted_now) == (Outcome.MOVED, "董事会不支持这项收购")


@pytest.mark.parametrize("base", [None, OLD])
@pytest.mark.parametrize(
    ("before", "shown"), [("不", "不"), ("没有", "没有"), ("并不", "不"), ("未能", "未能")]
)
def test_a_negation_set_before_the_words_is_moved_and_shows_it(
    base: str | None, before: str, shown: str
) -> None:
    now = OLD.replace("支持这项收购", f"{before}支持这项收购")
    answer = place(around("支持这项收购，股东大会"), now, base)
    assert (answer.outcome, answer.quoted_now) == (Outcome.MOVED, f"{shown}支持这项收购，股东大会")


@pytest.mark.parametrize("before", ["又", "原则上", "此前，", "不，"])
def test_other_words_set_before_the_words_are_no_negation(before: str) -> None:
    now = OLD.replace("支持这项收购", f"{before}支持这项收购")
    answer = place(around("支持这项收购，股东大会"), now, OLD)
    assert (answer.outcome, answer.quoted_now) == (Outcome.FOUND, "支持这项收购，股东大会")


def test_words_that_were_quoted_behind_a_negation_are_found() -> None:
    now = OLD.replace("去年十月", "去年九月")
    answer = place(around("没有收到任何通知", reach=4), now, OLD)
    assert answer.outcome is Outcome.FOUND
    assert place(around("收到任何通知"), now, OLD).outcome is Outcome.FOUND


def test_english_words_are_negated_too() -> None:
    text = "The board met on Monday. The plan is supported by most members. Nobody asked for a vote."
    for negated in ("is not supported", "isn’t supported", "was never supported"):
        now = text.replace("is supported", negated)
        assert place(around("supported by most members", text), now, text).outcome is Outcome.MOVED
    now = text.replace("is supported", "is still supported")
    assert place(around("supported by most members", text), now, text).outcome is Outcome.FOUND


def test_a_sentence_that_the_text_repeats_elsewhere_is_not_found_silently_for_the_deleted_one() -> None:
    repeated = "最要紧的是，今年冬天各村都能听见水声。"
    text = "上游的闸门已经换新，值班的人增加到六个，夜里也有人巡查。" + repeated + OLD
    twice = text + "老郑送我们到村口，他把刚才的话又说了一遍。" + repeated
    answer = place(around("今年冬天各村都能听见水声", twice), twice.replace(repeated, "", 1))
    assert answer.outcome is not Outcome.FOUND


@pytest.mark.parametrize("base", [None, OLD])
def test_a_parallel_sibling_sentence_is_not_taken_for_the_deleted_one(base: str | None) -> None:
    gone = OLD.replace("甲公司上半年利润增长百分之五点二，超过预期。", "")
    answer = place(around("甲公司上半年利润增长百分之五点二"), gone, base)
    assert answer.outcome is Outcome.ORPHAN


def test_a_parallel_sibling_sentence_is_not_taken_without_context_either() -> None:
    gone = OLD.replace("甲公司上半年利润增长百分之五点二，超过预期。", "")
    assert place(Selector("甲公司上半年利润增长百分之五点二"), gone).outcome is Outcome.ORPHAN


@pytest.mark.parametrize("base", [None, OLD])
def test_a_corrected_word_is_an_orphan_while_its_twin_stands_elsewhere(base: str | None) -> None:
    corrected = OLD.replace("没有收到任何通知", "没有收到任何消息")
    answer = place(
        Selector("通知", prefix="村民老郑说，他没有收到任何", suffix="。甲公司上半年利润增长"),
        corrected,
        base,
    )
    assert answer.outcome is Outcome.ORPHAN


@pytest.mark.parametrize("base", [None, OLD])
def test_a_short_name_is_an_orphan_in_another_text(base: str | None) -> None:
    other = "诗人老郑昨日在杭州朗诵了他的新作，听众很多，主办方说明年还会再来。"
    assert place(around("老郑"), other, base).outcome is Outcome.ORPHAN


def test_words_that_were_ambiguous_in_the_text_quoted_from_are_never_guessed() -> None:
    one_left = OLD.replace("他没有收到任何通知", "他什么也没有收到")
    assert place(Selector("通知"), one_left, OLD).outcome is Outcome.AMBIGUOUS


def test_a_twin_from_the_text_quoted_from_is_not_taken_for_deleted_words() -> None:
    twin = OLD + "水库管理处表示，" + "村民老郑说，他没有收到任何通知。" + "调查还在继续。"
    at = twin.rindex("村民老郑说")
    selector = Selector("村民老郑说，他没有收到任何通知", twin[at - 20 : at], twin[at + 15 : at + 30])
    assert (
        place(selector, twin.replace("水库管理处表示，村民老郑说，他没有收到任何通知。", ""), twin).outcome
        is Outcome.ORPHAN
    )


def test_the_other_script_and_width_are_the_same_words() -> None:
    text = "乙公司上半年利潤增長百分之三點一,低於預期."
    text += "董事會支持這項收購,股東大會將在下月表決.工會則表示,需要更多時間研究合同的細節."
    answer = place(around("股东大会将在下月表决"), text)
    assert (answer.outcome, answer.quoted_now) == (Outcome.FOUND, "股東大會將在下月表決")


def test_advertising_around_the_words_does_not_lose_them() -> None:
    advert = "【点击下载应用，领取新人红包，每日签到另有好礼相送】"
    at = OLD.index("分析人士认为形势仍不明朗")
    now = OLD[:at] + advert + OLD[at : at + 13] + advert + OLD[at + 13 :]
    answer = place(around("分析人士认为形势仍不明朗"), now)
    assert answer.quoted_now == "分析人士认为形势仍不明朗"
    assert place(around("分析人士认为形势仍不明朗"), now, OLD).outcome is Outcome.FOUND


def test_part_of_one_character_is_never_found() -> None:
    answer = place(Selector("重量共有二十五k"), "经过称量，这批货物的重量共有二十五㎏。")
    assert answer.outcome is not Outcome.FOUND


@pytest.mark.parametrize("words", ["", " \n", "\u200b"])
def test_a_quotation_without_words_is_an_orphan_that_says_so(words: str) -> None:
    assert place(Selector(words), OLD) == Anchoring(
        Outcome.ORPHAN, None, (), 0.0, "The quotation holds no words.", None
    )


@pytest.mark.parametrize("text", ["哈" * 20_000, "哈哈嘿" * 7_000])
def test_repetitive_texts_are_searched_to_the_end(text: str) -> None:
    assert place(Selector("哈哈嘿哈哈嘿" * 8 + "呀"), text).outcome in (Outcome.AMBIGUOUS, Outcome.ORPHAN)
