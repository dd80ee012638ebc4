"""A headline of another article between two paragraphs goes; a link that belongs to the text stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")

PAGE = """<!doctype html><html><head><title>渡口的最后一班船_江岸晚报</title>
<meta property="og:url" content="https://news.bank.example/2021/0412/77.html"></head><body>
<div class="main"><h1>渡口的最后一班船</h1>
<p>渡口在下游三里，船工每天清早把缆绳解开，先送赶集的人，再送读书的孩子。</p>
{above}
{link}
{below}
<p>船停在南岸的那个晚上，没有人说话，只有水拍着船底，一直拍到天亮才停。</p></div></body></html>"""
ABOVE = "<p>桥修好以后，坐船的人一天比一天少，他仍旧在清早把船舱擦得干干净净。</p>"
BELOW = "<p>有人劝他上岸去看守停车场，他说自己不认得那些车，只认得水。</p>"


def converted(link: str, above: str = ABOVE, below: str = BELOW) -> Article:
    page = PAGE.format(link=link, above=above, below=below)
    return convert(Capture("page.html", page.encode()), LOADED)


@pytest.mark.parametrize(
    "link",
    [
        '<p><a href="/2021/0410/61.html">下游新桥通车首日万人步行过江</a></p>',
        '<div><strong><a href="https://video.bank.example/a/991204.html">老船工的四十年水路</a></strong></div>',
        '<p><a href="//news.bank.example/old-ferry-closes-for-good/">Old ferry closes for good</a></p>',
    ],
)
def test_a_lone_link_to_another_article_of_the_site_goes(link: str) -> None:
    article = converted(link)
    assert "](" not in article.body
    assert "_chrome/headline-between-paragraphs" in {removal.rule for removal in article.removals}
    for sentence in ("先送赶集的人", "擦得干干净净", "只认得水", "一直拍到天亮"):
        assert sentence in article.body


@pytest.mark.parametrize(
    ("link", "above", "below"),
    [
        ('<p><a href="https://river.example/2019/0101/1.html">水位记录一百年的变化</a></p>', ABOVE, BELOW),
        ('<p><a href="/2021/0410/61.html">渡口管理条例全文</a></p>', ABOVE, BELOW),
        ('<p><a href="/ferry">渡船时刻与票价一览</a></p>', ABOVE, BELOW),
        ('<h2><a href="/2021/0410/61.html">上岸以后的日子怎么过</a></h2>', ABOVE, BELOW),
        ('<ul><li><a href="/2021/0410/61.html">上岸以后的日子怎么过</a></li></ul>', ABOVE, BELOW),
        (
            '<p><a href="/2021/0410/61.html">上岸以后的日子怎么过</a></p>',
            "<p>他的徒弟后来写过一篇文章，题目是他起的，说的就是这条江：</p>",
            BELOW,
        ),
        ('<p><a href="/2021/0410/61.html">上岸以后的日子怎么过</a>，他问过很多人。</p>', ABOVE, BELOW),
    ],
    ids=["another site", "a document", "no article", "heading", "list", "introduced", "in a sentence"],
)
def test_a_link_that_may_belong_to_the_text_stays(link: str, above: str, below: str) -> None:
    assert "](" in converted(link, above, below).body


def test_links_that_make_the_article_stay() -> None:
    links = "".join(
        f'<p><a href="/2021/0410/6{n}.html">江岸旧事之{n}：摆渡人的故事</a></p>'
        f"<p>第{n}篇写的是一位摆渡人，他在这条江上来来去去，看见了许多事情。</p>"
        for n in range(1, 6)
    )
    assert converted(links).body.count("](") == 5


def test_a_fragment_of_a_page_keeps_the_words_of_its_links() -> None:
    link = '<p><a href="/2021/0410/61.html">下游新桥通车首日万人步行过江</a></p>'
    fragment = f"<h1>渡口的最后一班船</h1>{ABOVE}{link}{BELOW}"
    assert "下游新桥通车首日" in convert(Capture("part.html", fragment.encode()), LOADED).body


TEASERS = """<h5><a href="/2021/0301/12.html">南岸集市搬进新楼</a></h5>
<p>摊位比从前多了一倍，讨价还价的声音却小了。</p>
<span>作者甲 2021-03-01</span>
<a href="https://news.bank.example/2021/0302/15.html"><h5>水文站换了第三块水尺</h5></a><p>站长说，旧尺舍不得扔。</p>"""


def test_headings_that_lead_to_other_articles_go_with_their_blurbs() -> None:
    whole = PAGE.format(link="", above=ABOVE + BELOW, below="").replace(
        "</p></div></body>", f"</p>{TEASERS}</div></body>"
    )
    article = convert(Capture("page.html", whole.encode()), LOADED)
    for gone in ("南岸集市", "摊位比从前", "水文站", "旧尺舍不得扔"):
        assert gone not in article.body
    assert "一直拍到天亮" in article.body


@pytest.mark.parametrize(
    "piece",
    [
        '<h5><a href="/2021/0301/12.html">南岸集市搬进新楼</a></h5>'
        "<p>这一节说的是集市，它和渡口同一年有了名字。</p>",
        TEASERS + "<h5>尾声</h5><p>江水还是那样流，没有因为少了一条船就慢下来。</p>",
        TEASERS.replace("/2021/0301/12.html", "https://river.example/12345.html"),
    ],
    ids=["one heading", "another heading below", "another site"],
)
def test_headings_with_links_of_the_article_stay(piece: str) -> None:
    whole = PAGE.format(link="", above=ABOVE, below=BELOW).replace(
        "</p></div></body>", f"</p>{piece}</div></body>"
    )
    article = convert(Capture("page.html", whole.encode()), LOADED)
    assert "南岸集市搬进新楼" in article.body
