"""Boxes of headlines below an article go, with their pictures and blurbs; what a writer refers to stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")
RULE = "_chrome/below-the-article"

PAGE = """<!doctype html><html><head><title>山上的气象站_岭南早报</title>
<meta property="og:url" content="https://www.ling.example/2022/0304/15.html"></head><body>
<div class="main"><h1>山上的气象站</h1>
<p>气象站在海拔两千三百米的垭口，站里只有三个人，每天八次把风速和气压报给山下。</p>
<p>雪最深的那年，送给养的马队晚到了十一天，他们用最后一袋面粉贴了春联。</p>
<p>后来仪器自己会报数了，三个人里走了两个，剩下的一个说他习惯了看云。</p>
<p>他把四十年的记录抄成一册，哪一天有霜，哪一天有雹，翻开就能找到。</p>
<p>（本报记者 周岭）</p>
{below}</div></body></html>"""
WORDS = ("每天八次", "贴了春联", "习惯了看云", "翻开就能找到", "本报记者 周岭")


def converted(below: str) -> Article:
    return convert(Capture("page.html", PAGE.format(below=below).encode()), LOADED)


def headlines(*addresses: str) -> list[str]:
    said = (
        "高铁今日首发迎来第一批旅客",
        "港口货运量再创年度新高",
        "新学期中小学下周一开学",
        "公园夜间开放时间延长",
        "菜价连续三周回落",
    )
    return [f'<a href="{address}">{words}</a>' for address, words in zip(addresses, said, strict=False)]


TOLD = "这一段是正文里的一条消息，写得足够长，也写得足够完整，所以不是导语。"
OWN = [f"/2022/0305/{number}.html" for number in range(21, 26)]


@pytest.mark.parametrize(
    "below",
    [
        "<div>大家在看</div><div>" + "".join(f"<div>{each}</div>" for each in headlines(*OWN)) + "</div>",
        "<h3>今日焦点</h3>" + "".join(f'<p><img src="/i/1.jpg">{each}</p>' for each in headlines(*OWN)),
        "<h3>频道精选</h3>"
        + "".join(
            f"<h4>{each}</h4><p>这里是一句二十来个字的导语，说的是另一篇文章。</p>"
            for each in headlines(*OWN[:4])
        ),
        "<ul>"
        + "".join(f"<li>{each}</li>" for each in headlines(*OWN[:3], "https://video.example/a/2022/9.html"))
        + "</ul><p>1 - 4 / 12</p>",
    ],
)
def test_lists_of_other_articles_go_and_every_word_of_this_one_stays(below: str) -> None:
    article = converted(below)
    for words in WORDS:
        assert words in article.body
    for words in ("高铁", "港口", "/2022/0305/", "1.jpg", "导语"):
        assert words not in article.body


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(
            "<h3>文中提到的资料</h3><ol>"
            + "".join(
                f"<li>{each}</li>"
                for each in headlines(*(f"https://{n}.example/2020/{n}.html" for n in "abcde"))
            )
            + "</ol>",
            id="what the writer refers to on other sites",
        ),
        pytest.param(
            "".join(
                f"<p>{each}，记于山下，二〇一二年冬天，那时站里还有三个人。</p>" for each in headlines(*OWN)
            ),
            id="a list whose entries say something",
        ),
        pytest.param(
            "<ul>"
            + "".join(f"<li>{each}</li>" for each in headlines(*OWN))
            + "</ul><p>以上几篇写的也是他，每一篇都写得不一样，他一篇也没有留下来。</p>"
            + "<p>他说看云就够了，云不用留，第二天自己会来，风也一样，雨也一样。</p>",
            id="links that the text goes on from",
        ),
        pytest.param(
            "".join(f"<h4>{each}</h4><p>{TOLD * 2}</p>" for each in headlines(*OWN)),
            id="a digest",
        ),
    ],
)
def test_links_of_the_articles_own_stay(below: str) -> None:
    article = converted(below)
    assert RULE not in {removal.rule for removal in article.removals}
    for words in (*WORDS, "高铁今日首发", "菜价连续三周回落"):
        assert words in article.body


def test_a_front_page_keeps_its_links_and_is_said_to_be_one() -> None:
    lines = "".join(
        f'<p><a href="/2022/0306/{number}.html">第{number}条消息的题目写得很长，像一句话</a></p>'
        for number in range(40)
    )
    page = re.sub(r"<p>(?!气象站).*?</p>", "", PAGE).format(below=lines)
    article = convert(Capture("page.html", page.encode()), LOADED)
    assert "第39条消息" in article.body
    assert any("front page" in said for said in article.review)


@pytest.mark.parametrize(("address", "is_said"), [("/2022/0306/{}.html", True), ("/photos/{}.jpg", False)])
def test_a_page_of_pictures_that_lead_to_pages_is_said_to_be_one(address: str, is_said: bool) -> None:
    pictures = "".join(
        f'<p><a href="{address.format(number)}"><img src="/i/{number}.jpg"></a></p>' for number in range(20)
    )
    article = convert(Capture("page.html", PAGE.format(below=pictures).encode()), LOADED)
    assert any("front page" in said for said in article.review) is is_said


@pytest.mark.parametrize(
    ("path", "is_said"), [("", True), ("index.html", True), ("2022/0304/15.html", False), ("?p=12", False)]
)
def test_a_page_whose_address_is_a_front_page_is_said_to_be_one(path: str, is_said: bool) -> None:
    page = PAGE.format(below="").replace("2022/0304/15.html", path)
    article = convert(Capture("page.html", page.encode()), LOADED)
    assert any("front page" in said for said in article.review) is is_said


def test_the_account_says_what_went_and_why() -> None:
    article = converted("".join(f"<p><span>{each}</span></p>" for each in headlines(*OWN)))
    removal = next(removal for removal in article.removals if removal.rule == RULE)
    assert "菜价连续三周回落" in str(removal)
