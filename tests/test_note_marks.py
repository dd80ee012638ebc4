"""Notes find their words in a rendered article, and marks never change what it says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring

from annotated_reader.anchoring import Outcome, Span
from annotated_reader.annotations.marking import AT_ONCE, mark, stretch
from annotated_reader.annotations.placing import place_notes
from annotated_reader.annotations.text import plain_text, read_rendered
from annotated_reader.annotations.values import Note, Placed
from annotated_reader.markdown import render

LABEL = "注 {n}"

ARTICLE = render(
    """灯塔建在岬角上，夜里**每十二秒**亮一次。守灯人[林阿海](https://a.example/lin)住在塔下。

- 第一年，船少。
- 第二年，船多了，岬角上的人也多了。

> 灯亮着，人就在。

| 年 | 船 |
| --- | --- |
| 1901 | 三十一艘 |
| 1902 | 四十七艘 |

## 后来

```
灯 = 亮
```
"""
)


def note(quote: str | None, id_: str = "a", **fields: str) -> Note:
    return Note("deng-ta", f"deng-ta/{id_}.md", 1, id_, quote=quote, **fields)


def marked(*notes: Note, html: str = ARTICLE) -> HtmlElement:
    rendered = read_rendered(html)
    done = mark(rendered, place_notes(rendered.text, notes), LABEL)
    return fragment_fromstring(done, create_parent="div")


def marked_words(root: HtmlElement, id_: str) -> str:
    return "".join(
        each.text_content() for each in root.iter("mark") if id_ in each.get("data-notes", "").split()
    )


@pytest.mark.parametrize(
    "quote",
    [
        "灯塔建在岬角上，夜里",
        "夜里每十二秒亮一次",
        "守灯人林阿海住在塔下",
        "阿海住在塔下。\n第一年，船少。第二年",
        "亮着，人就在。年船1901三十一艘1902",
        "后来灯 = 亮",
    ],
)
def test_quoted_words_are_marked_across_tags(quote: str) -> None:
    root = marked(note(quote))
    assert re.sub(r"\s", "", marked_words(root, "a")) == re.sub(r"\s", "", quote)
    assert root.text_content() == plain_text(ARTICLE)


def test_the_number_stands_once_behind_the_last_word() -> None:
    root = marked(note("夜里每十二秒亮一次"))
    (ref,) = root.find_class("note-ref")
    before = ref.getprevious()
    assert before is not None and before.tag == "mark" and before.text == "亮一次"
    assert (ref.get("id"), ref.get("href"), ref.get("data-number")) == ("ref-a", "#note-a", "1")
    assert (ref.get("aria-label"), ref.text_content()) == ("注 1", "")


def test_no_link_stands_in_a_link() -> None:
    root = marked(note("林阿"), note("林阿海", "b"), note("守灯人林阿海住", "c"), html=ARTICLE)
    assert not root.xpath("//a//a")
    (link,) = root.xpath("//a[@href='https://a.example/lin']")
    assert link.text_content() == "林阿海"


def test_overlapping_notes_are_named_on_the_words_they_share() -> None:
    root = marked(note("灯塔建在岬角上，夜里每十二秒"), note("夜里每十二秒亮一次", "b"))
    names = [(each.text_content(), each.get("data-notes")) for each in root.iter("mark")]
    assert names == [
        ("灯塔建在岬角上，", "a"),
        ("夜里", "a b"),
        ("每十二秒", "a b"),
        ("亮一次", "b"),
    ]
    assert marked_words(root, "a") == "灯塔建在岬角上，夜里每十二秒"


def test_each_kind_is_named_on_the_mark() -> None:
    root = marked(note("夜里每十二秒", kind="question"), note("夜里每十二秒亮一次", "b", kind="link"))
    assert root.find(".//mark").get("class") == "quoted quoted--question quoted--link"


def test_white_space_between_blocks_is_not_marked() -> None:
    root = marked(note("第一年，船少。第二年，船多了"))
    assert not root.xpath("//ul/mark | //table/mark | //tr/mark")


def test_ids_of_the_article_give_way_to_those_of_notes() -> None:
    html = '<h2 id="notes">Notes</h2><p><a href="#notes">见注</a>，<a href="#x">别处</a>，灯塔建在岬角上</p>'
    root = marked(note("灯塔建在岬角上"), html=html)
    assert [each.get("id") for each in root.iter("h2")] == ["text-notes"]
    assert root.xpath("//a/@href")[:2] == ["#text-notes", "#x"]


def test_footnote_marks_and_comments_are_not_part_of_the_text() -> None:
    html = render("灯塔建在岬角上[^1]，夜里亮着。<!-- 藏着 -->\n\n[^1]: 岬角在南边。")
    assert "1" not in plain_text(html) and "藏着" not in plain_text(html)
    assert marked_words(marked(note("岬角上，夜里亮着"), html=html), "a") == "岬角上，夜里亮着"


def test_what_the_article_says_in_angle_brackets_stays_text() -> None:
    html = "<p>a &lt;b&gt; &amp; 灯塔建在岬角上 &lt;/b&gt;</p>"
    root = marked(note("b> & 灯塔建在岬角上"), html=html)
    assert root.text_content() == "a <b> & 灯塔建在岬角上 </b>"
    assert marked_words(root, "a") == "b> & 灯塔建在岬角上"


def test_a_mark_names_no_more_notes_than_can_be_read() -> None:
    spans = [Span(10 - size, 10 + size) for size in range(1, 9)] * 10
    many = [
        Placed(note("x", f"n{number}"), Outcome.FOUND, (span,), number=number)
        for number, span in enumerate(spans)
    ]
    (middle,) = (each for each in stretch(many) if each.start == 9)
    assert len(middle.notes) == AT_ONCE
    assert max(each.spans[0].end for each in middle.notes) == 14


def test_notes_stand_in_the_order_of_the_text_and_those_without_a_place_last() -> None:
    placed = place_notes(
        plain_text(ARTICLE),
        [
            note(None, "whole"),
            note("无此一句，全文都没有", "gone"),
            note("灯亮着，人就在。", "b"),
            note("岬角上，夜里每十二秒", "a"),
        ],
    )
    assert [(each.number, each.note.id, each.outcome) for each in placed] == [
        (1, "a", Outcome.FOUND),
        (2, "b", Outcome.FOUND),
        (3, "whole", None),
        (4, "gone", Outcome.ORPHAN),
    ]


def test_an_ambiguous_note_says_where_it_could_stand() -> None:
    (placed,) = place_notes(plain_text(ARTICLE), [note("岬角上")])
    assert placed.outcome is Outcome.AMBIGUOUS
    assert [re.sub(r".*【(.*)】.*", r"\1", each) for each in placed.candidates] == ["岬角上", "岬角上"]
    assert not placed.spans and not placed.now


def test_context_from_front_matter_settles_it() -> None:
    (placed,) = place_notes(
        plain_text(ARTICLE), [note("岬角上", prefix="第二年，船多了，", suffix="的人也多了")]
    )
    assert placed.outcome is Outcome.FOUND and placed.spans[0].start > plain_text(ARTICLE).index("第二年")


def test_a_quotation_copied_from_the_source_is_understood() -> None:
    (placed,) = place_notes(
        plain_text(ARTICLE), [note("夜里**每十二秒**亮一次。守灯人[林阿海](https://a.example/lin)")]
    )
    assert (placed.outcome, placed.quoted) == (Outcome.FOUND, "夜里每十二秒亮一次。守灯人林阿海")


def test_stars_that_stand_on_the_page_are_taken_as_they_are() -> None:
    (placed,) = place_notes("算式是五*三*二等于三十，没有错。", [note("算式是五*三*二等于三十")])
    assert (placed.outcome, placed.quoted) == (Outcome.FOUND, "算式是五*三*二等于三十")


def test_the_text_quoted_from_tells_where_changed_words_went() -> None:
    old = "风大的夜里，灯塔每十二秒亮一次，船家都看得见。守灯人说，这是老规矩。岸上的人并不这样看。"
    new = old.replace("每十二秒亮一次", "每隔十五秒才亮一回")
    (blind,) = place_notes(new, [note("十二秒亮一次", base="0" * 64)])
    (placed,) = place_notes(new, [note("十二秒亮一次", base="0" * 64)], lambda sha256: old)
    assert blind.outcome is not Outcome.FOUND
    assert placed.outcome is Outcome.MOVED
    assert placed.now is not None and "秒才亮一" in placed.now


WORDS = st.text(alphabet="灯塔海船夜亮 <&\n", min_size=1, max_size=12)
TAGS = st.sampled_from(["p", "em", "a", "li", "td", "div", "strong"])
TREES = st.recursive(
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["p", "em", "a", "li", "td", "div", "strong"]), st.lists(inner)
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(TREES, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=8))
def test_whatever_is_marked_the_letters_stay_and_every_place_is_covered(
    html: str, places: list[tuple[int, int]]
) -> None:
    rendered = read_rendered(f"灯{html}")  # parsers drop the white space that a text begins with
    text = rendered.text
    spans = [Span(start, min(start + size, len(text))) for start, size in places if start < len(text)]
    placed = [
        Placed(note("x", f"n{number}"), Outcome.FOUND, (span,), number=number)
        for number, span in enumerate(spans, 1)
    ]
    root = fragment_fromstring(mark(rendered, placed, LABEL), create_parent="div")
    assert root.text_content() == text
    for each in placed:
        wanted = "".join(text[each.spans[0].start : each.spans[0].end].split())
        assert "".join(marked_words(root, each.note.id).split()) == wanted
    assert all(one.end <= two.start for one, two in pairwise(stretch(placed)))
