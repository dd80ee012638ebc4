"""What is indexed: every word of an article and of its notes, each Chinese character alone and simplified."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring, tostring
from lxml.html.builder import P

from annotated_reader.site.cutting import ALONE, CUT, cut
from annotated_reader.site.index_pages import look_up, read_pages, to_html
from annotated_reader.vocabulary import simplify
from tests.site_building import ROOT

PAGE = """<!doctype html><html><body><nav>导航</nav><article class="article" lang="zh-Hant">
<h1 data-pagefind-body data-pagefind-meta="title">最後的守燈人</h1>
<span data-pagefind-meta="publisher"><a href="x">环岛广播</a></span>
<time data-pagefind-meta="published">2023-05-09</time>
<div data-pagefind-body>
<p>守燈<strong>人</strong>離島。<span data-pagefind-ignore="all">圖片在別處</span>再見<br>香港</p>
<h2>二、燈</h2><ul><li>一 &lt;盞&gt;</li><li>二<p>三</p>四</li></ul>
</div>
<section class="notes" id="notes"><ol><li id="note-a"><blockquote>守燈人</blockquote>
<div class="note-body"><p>第一條</p><p>注。</p></div><p class="note-by">編者</p></li></ol></section>
<footer><a data-pagefind-filter="tag" href="y">灯塔, "旧"</a><a data-pagefind-filter="tag">香港</a></footer>
</article></body></html>"""


def test_han_characters_and_kana_stand_alone_and_other_words_stay_whole() -> None:
    assert cut("普京 at 2019年").split(CUT) == ["", "普", "", "京", " at 2019", "年", ""]
    assert cut("カナ𠮷々").replace(CUT, " ").split() == list("カナ𠮷々")
    assert cut("Pluto & 3.5%") == "Pluto & 3.5%"


@given(st.text("灯塔燈<>&\"' aé1,。Ａ", max_size=30))
def test_nothing_is_lost_or_added_but_borders(text: str) -> None:
    assert cut(text).replace(CUT, "") == simplify(text)


def test_a_page_is_indexed_with_its_text_block_by_block_and_nothing_else() -> None:
    assert look_up(PAGE).blocks == (
        ("h1", "最後的守燈人"),
        ("p", "守燈人離島。再見"),
        ("p", "香港"),
        ("h2", "二、燈"),
        ("p", "一 <盞>"),
        ("p", "二"),
        ("p", "三"),
        ("p", "四"),
    )


def test_a_page_can_be_narrowed_by_its_publisher_year_tags_and_notes() -> None:
    assert look_up(PAGE).filters == (
        ("tag", '灯塔, "旧"'),
        ("tag", "香港"),
        ("publisher", "环岛广播"),
        ("year", "2023"),
        ("month", "5"),
        ("notes", "1"),
    )
    assert look_up("<article><p data-pagefind-body>字</p></article>").filters == ()


def test_notes_are_indexed_with_the_place_they_stand_at() -> None:
    assert look_up(PAGE).notes == (("note-a", "第一條 注。"),)


def test_the_words_as_they_stand_go_along_where_the_index_has_others() -> None:
    indexed = document_fromstring(to_html(look_up(PAGE)))
    known = {mark.get("data-pagefind-meta", ""): mark.get("data-value") for mark in indexed.iter("i")}
    assert known["title[data-value]"] == "最後的守燈人"
    assert known["text[data-value]"] == "守燈人離島。再見\n香港\n二、燈\n一 <盞>\n二\n三\n四"
    assert json.loads(known["notes[data-value]"] or "") == [["note-a", "第一條 注。"]]
    assert "守灯人离岛。再见" in indexed.text_content().replace(CUT, "")
    assert "text[" not in to_html(look_up("<article><p data-pagefind-body>灯塔\n与 a</p></article>"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), max_size=5))
def test_every_word_of_a_page_is_in_what_is_indexed(texts: list[str]) -> None:
    body = "".join(tostring(P(text), encoding="unicode") for text in texts)
    found = look_up(f"<article><div data-pagefind-body>{body}</div></article>").text
    assert found.split() == " ".join(texts).split()


def test_only_articles_are_copied_to_the_same_place(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for place in ("articles/deng-ta", "tags/deng-ta"):
        (site / place).mkdir(parents=True)
        (site / place / "index.html").write_text("<p>灯</p>", "utf-8")
    assert list(read_pages(site)) == ["articles/deng-ta/index.html"]


def test_queries_are_cut_at_the_same_characters_as_the_index() -> None:
    script = (ROOT / "docs" / "assets" / "find" / "query.js").read_text("utf-8")
    (stated,) = re.findall(r"^export const ALONE = /\[(.*)\]/gu;$", script, re.M)
    said = re.sub(r"\\u\{?([0-9a-f]+)\}?", lambda match: chr(int(match[1], 16)), stated)
    assert said == ALONE
