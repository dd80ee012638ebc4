"""The part of a whole page that is kept: where it ends, and what no class name may take from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")

PAGE = """<!doctype html><html><head><title>石坝的第三次修补_海角日报</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/a">要闻</a></div>
<div class="article-content" id="article_content"><h1>石坝的第三次修补</h1>{lede}
<div class="{name}" id="artibody">
<p>石坝修过三次，第一次用糯米浆，第二次用水泥，第三次用的是从外省运来的块石。</p>
<p>每一次修补都留下一本账，账本放在镇公所的樟木箱里，钥匙由三户人家轮流保管。</p>
<p>今年夏天的风暴掀走了十七块石头，人们才发现坝心是空的，里面填着碎砖和旧船板。</p>
<p>负责人说款项早已用完，可是谁也说不出用在了哪里，也没有人在单据上签过字。</p>
</div>{below}</div></body></html>"""
WORDS = ("用的是从外省运来的块石", "钥匙由三户人家轮流保管", "里面填着碎砖和旧船板", "也没有人在单据上签过字")
BLURB = (
    "<h3>渡轮停航三日的前因后果</h3>"
    "<p>渡轮停航的消息传来，码头上的人都不说话，只看着水。</p><i>2024-03-02 10:00</i>"
)


def converted(name: str = "article", lede: str = "", below: str = "") -> Article:
    page = PAGE.format(name=name, lede=lede, below=below)
    return convert(Capture("page.html", page.encode()), LOADED)


@pytest.mark.parametrize("name", ["article", "article BSHARE_POP", "article related-wrap"])
def test_no_class_takes_an_element_that_is_also_named_as_the_body(name: str) -> None:
    body = converted(name).body
    assert all(words in body for words in WORDS)


def test_prose_below_the_element_named_as_the_body_is_not_the_articles() -> None:
    body = converted(below=f'<div class="wx-lane">{BLURB}</div>').body
    assert "只看着水" not in body
    assert all(words in body for words in WORDS)


def test_prose_in_a_second_element_of_the_same_name_is_the_articles() -> None:
    more = '<div class="article"><p>第四次修补的款项正在筹集，镇上的人说，这一次要把账本挂在桥头。</p></div>'
    assert "要把账本挂在桥头" in converted(below=more).body


def test_prose_between_the_headline_and_the_body_is_the_articles() -> None:
    lede = "<p>坝下的人家一夜没有睡，他们在数被风掀走的石头。</p>"
    assert "他们在数被风掀走的石头" in converted(lede=lede).body


def test_what_a_frame_holds_for_browsers_without_frames_does_not_weigh() -> None:
    frame = "<iframe>" + "banner click here to see the offer of the week, " * 3 + "</iframe>"
    article = converted("article BSHARE_POP", below=f'<div class="sidebar">{frame}</div>')
    assert all(words in article.body for words in WORDS)
    assert {removal.kind for removal in article.removals if "banner click" in removal.text} == {"hidden"}


@pytest.mark.parametrize(
    "lede",
    [
        "<p>账本还在，石头没了。</p>",
        '<div class="standfirst"><p>Residents demand to see seven years of accounts</p></div>',
        '<div class="CarouselSlide-info"><p>The wall in January. (海角社)</p></div>',
        '<div data-name="standfirst"><p>Residents demand to see seven years of accounts</p></div>',
        '<div id="headerfigure"><img src="/1.jpg"><span class="copyright">海角社</span></div>',
    ],
)
def test_a_subtitle_or_picture_below_the_headline_is_the_articles(lede: str) -> None:
    words = ("石头没了", "seven years of accounts", "海角社")
    assert any(said in converted(lede=lede).body for said in words)


def test_a_day_or_a_link_below_the_headline_is_not() -> None:
    lede = '<p>浏览量很高，今天是 2024</p><p><a href="/s">换一个频道，看别的</a></p>'
    body = converted(lede=lede).body
    assert "今天是" not in body
    assert "换一个频道" not in body


def test_a_sites_mark_goes_from_behind_the_last_sentence() -> None:
    article = converted(below="").body
    page = PAGE.format(name="article", lede="", below="")
    marked = page.replace("签过字。</p>", '签过字。<a href="/">返回海角，查看更多</a></p>')
    assert convert(Capture("page.html", marked.encode()), LOADED).body == article
