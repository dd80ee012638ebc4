"""What is read from pages: paragraphs and links, sentences, addresses, figures, names, units."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.features import Features, features_of
from annotated_reader.site.relations.figures import figures
from annotated_reader.site.relations.held import Held, key_of
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.relations.passages import leading_to, shared_passage
from annotated_reader.site.relations.proxies import cleaner
from annotated_reader.site.relations.sentences import first_sentences, sentence_around
from annotated_reader.site.relations.texts import paragraphs
from annotated_reader.site.relations.units import PRINT, WINDOW, prints, units_of
from annotated_reader.values import Hop
from annotated_reader.vocabulary import Entity, Vocabulary
from tests.relations_made import prose
from tests.site_building import ROOT

PAGE = """## 一级**标题**

![图](https://i.example/a.jpg)第一段有[链接*一*](<https://a.example/(x)>)和
被折断的[第二个](https://b.example/x_(y)?q=1 "题")，完\\*了。

- 甲项
- 乙项[丙](../other/)

| 表 | 头 |
| --- | --- |
| 天 | 地 |

<figure markdown="span">
<figcaption markdown="span">图说。</figcaption>
</figure>
"""


def test_paragraphs_are_what_a_reader_sees() -> None:
    assert [paragraph.text for paragraph in paragraphs(PAGE)] == [
        "一级标题",
        "第一段有链接一和被折断的第二个，完*了。",
        "甲项",
        "乙项丙",
        "表  头",
        "天  地",
        "图说。",
    ]


def test_links_stand_where_their_words_are() -> None:
    found = [
        (paragraph.text[link.start : link.end], link.address)
        for paragraph in paragraphs(PAGE)
        for link in paragraph.links
    ]
    assert found == [
        ("链接一", "https://a.example/(x)"),
        ("第二个", "https://b.example/x_(y)?q=1"),
        ("丙", "../other/"),
    ]


@pytest.mark.parametrize(
    ("before", "words", "after", "sentence"),
    [
        ("第一句。他说：“看", "这里", "！”第三句。", "他说：“看这里！”"),
        ("Mr. A. Smith said so. See ", "this", " page. More.", "See this page."),
        ("全文只有", "一句", "没有句号", "全文只有一句没有句号"),
        ("问？答！", "链接。", "后面。", "链接。"),
        ("前。", "两句话。一起", "的。后。", "两句话。一起的。"),
        ("他想……", "后来", "走了。", "后来走了。"),
    ],
)
def test_a_sentence_is_the_one_the_words_stand_in(before: str, words: str, after: str, sentence: str) -> None:
    found = sentence_around(before + words + after, len(before), len(before + words))
    assert (found.whole, found.words) == (sentence, words)
    assert found.before + found.words + found.after == sentence


def test_a_long_sentence_is_cut_around_the_words() -> None:
    found = sentence_around("长" * 300 + "词" + "尾" * 300, 300, 301)
    assert found.before[0] == found.after[-1] == "…"
    assert len(found.before + found.words + found.after) <= 122
    assert len(found.whole) == 601


@given(st.text(alphabet='甲乙。！?. ”"Aa…', max_size=60), st.data())
def test_the_words_are_always_in_their_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentence_around(text, start, end)
    assert found.words == text[start:end]
    assert (found.before + found.words + found.after).strip() in text


def test_a_beginning_is_whole_sentences_or_says_that_it_is_cut() -> None:
    assert first_sentences("一句。两句。三句很长很长。", 8) == "一句。两句。"
    assert first_sentences("没有句号的一行", 5) == "没有句号…"


SAME = "https://a.example/news/1.html?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.a.example/news/1.html?id=7",
        "//A.example:443/news/1.html?id=7#comments",
        "https://a.example/news/1.html/?utm_source=x&id=7&fbclid=9",
        "https://web.archive.org/web/20210101000000/https://a.example/news/1.html?id=7",
        "https://a.example/news/1%2Ehtml?id=7",
    ],
)
def test_one_address_written_in_many_ways_leads_to_one_article(address: str) -> None:
    held = Held([Entry("x", "", original_url=SAME)], cleaner(ROOT / "sources"))
    assert held.find(address) == "x"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/news/2.html?id=7",
        "https://a.example/news/1.html?id=8",
        "https://a.example/",
        "mailto:a@a.example",
        "../news/1.html",
        "https://[broken/",
        "https://a.example:99999/news/1.html?id=7",
        "",
    ],
)
def test_another_address_leads_to_none(address: str) -> None:
    assert Held([Entry("x", "", original_url=SAME)]).find(address) is None


def test_mirrors_and_copies_lead_here_but_an_original_goes_before_them() -> None:
    mirror, copy = "https://m.example/1", "https://c.example/1"
    one = Entry("one", "", archive_url=mirror, provenance=(Hop("republisher", "c", copy),))
    other = Entry("other", "", original_url=copy)
    held = Held([one, other])
    assert (held.find(mirror), held.find(copy)) == ("one", "other")


def test_the_front_page_of_an_outlet_is_no_article() -> None:
    assert key_of("https://a.example/index.html") is None
    assert key_of("https://a.example/#!/story/1") is not None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("三十八天，38 天，38日", ["38天", "38天"]),
        ("500万枚与五百万枚", ["5000000枚", "5000000枚"]),
        ("1,056,006块瓷砖", ["1056006块"]),
        ("一九九一年", ["1991年"]),
        ("两万三千人", ["23000人"]),
        ("几十艘、南十字星、三国、第十届", []),
        ("3.5万吨", ["35000吨"]),
        ("十五個月後", ["15月"]),
    ],
)
def test_figures_are_the_same_however_they_are_written(text: str, keys: list[str]) -> None:
    assert [figure.key for figure in figures(text)] == keys


def test_a_day_knows_its_year_where_the_text_says_it() -> None:
    days = list(figures("2022年1月15日；去年2月3日；５月６日", "2020-07-01"))
    assert [(day.key, day.year) for day in days] == [("1-15", 2022), ("2-3", 2019), ("5-6", 2020)]
    assert next(figures("1月15日")).year is None


def test_names_are_those_of_the_vocabulary_the_tags_and_marked_ones() -> None:
    tonga = Entity("汤加", "place", "", ("东加",))
    vocabulary = Vocabulary((tonga,), {"汤加": tonga, "东加": tonga})
    text = "東加的火山與《海缆史》。利萨拉·福劳，说"
    found = [name.preferred for name in Namer(vocabulary, ["火山", "东加"]).names(text)]
    assert found == ["汤加", "火山", "海缆史", "利萨拉·福劳"]


def test_units_are_characters_and_words_in_one_script() -> None:
    assert units_of("東加 38 天，OK！") == units_of("东加38天。ok")
    assert len(units_of("North Korea said 5 words")) == 5
    assert units_of("word") != units_of("sword")


@given(st.integers(0, 10**6), st.integers(0, 300), st.integers(0, 300))
def test_any_passage_of_a_prints_length_and_window_leaves_a_common_print(seed: int, at: int, to: int) -> None:
    shared = units_of(prose(seed, 3))[: PRINT + WINDOW - 1]
    one = units_of(prose(seed + 1))[:at] + shared + units_of(prose(seed + 2))[:50]
    other = units_of(prose(seed + 3))[:to] + shared + units_of(prose(seed + 4))[:50]
    assert set(prints(one)) & set(prints(other))


def test_a_passage_is_quoted_as_it_stands_and_can_be_led_to() -> None:
    quoted = "這一句話在兩篇文章裏都有，而且寫法不同。"
    there = f"前面的话。{quoted}后面的话。"
    here = "别的文章引用说：这一句话在两篇文章里都有，而且写法不同。完。"
    assert shared_passage(_features(there), _features(here)) == quoted.rstrip("。")
    assert leading_to("短句。") == "#:~:text=%E7%9F%AD%E5%8F%A5%E3%80%82"
    assert leading_to("a-b, c" * 20).count(",") == 1
    assert unquote(leading_to("第一段文字很长，" + "中间没有标点" * 20 + "，最后一段文字也长。")) == (
        "#:~:text=第一段文字很长，,最后一段文字也长。"
    )
    assert unquote(leading_to("没有标点" * 30)) == "#:~:text=" + "没有标点" * 30
    assert shared_passage(_features("甲乙"), _features("丙丁")) == leading_to("") == ""


def _features(body: str) -> Features:
    return features_of(Entry("a", "题", body=body), Namer())
