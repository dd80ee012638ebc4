"""Lines above a copied text that link to where it stood first become metadata; the text's own links stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")
PAGE = """---
layout: post
title: 灯塔上的最后一夜
date: 2018-04-25
---

{head}

---

灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。

他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路。
"""
URL = "https://mp.example/s/b-ahM8"


def converted(head: str) -> Article:
    return convert(Capture("post.md", PAGE.format(head=head).encode()), LOADED)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (f"文章来自微信 ~~[岬角人]({URL})~~", "岬角人"),
        (f"文章来自海角日报：~~[灯塔上的最后一夜]({URL})~~", "海角日报"),
        (f"源自微信公号「岬角人」：~~[灯塔上的最后一夜，人人都哭了。]({URL})~~", "岬角人"),
        (f"来源：海角早报 [某某周末毙稿：灯塔上的最后一夜，油价千亿]({URL})", "海角早报"),
        (f"原文：海角媒 [「燈塔上的最後一夜」]({URL})", "海角媒"),
        (f"原链接：~~[那个守灯的人出来说话了]({URL})~~", None),
    ],
)
def test_a_line_that_links_to_the_original_is_read_and_leaves_the_text(
    head: str, publisher: str | None
) -> None:
    article = converted(head)
    assert (article.original_url, article.publisher) == (URL, publisher)
    assert article.body.startswith("灯塔建在")


def test_a_byline_with_a_link_to_the_original_names_no_link() -> None:
    article = converted(f"作者：巴小芮，[原文]({URL})发自公众号岬角人")
    assert (article.authors, article.publisher, article.original_url) == (("巴小芮",), "岬角人", URL)


@pytest.mark.parametrize(
    "head",
    [
        f"来自村子的人都说，[守灯的账册]({URL})里记着每一夜的风，翻开就能看见那些年的油价。",
        f"说明：有人更新了《[守灯指南]({URL})》失效的链接",
        f"出处已经没有人记得，只有[一张旧报纸]({URL})和[另一张]({URL}2)还夹在账册里。",
    ],
)
def test_a_sentence_with_a_link_stays(head: str) -> None:
    article = converted(head)
    assert article.original_url is None
    assert URL in article.body


def test_the_home_page_of_the_outlet_is_not_where_the_text_stood() -> None:
    article = converted("来源：[海角日报](https://www.haijiao.example/)")
    assert (article.original_url, article.publisher) == (None, "海角日报")


def test_an_indented_front_matter_is_read() -> None:
    page = PAGE.format(head="灯还亮着。")
    front, body = page[4:].split("---\n", 1)
    page = (
        " ---\n" + "".join(f" {line}\n" for line in front.splitlines()) + " \n 原文来自公众号\n ---\n" + body
    )
    article = convert(Capture("post.md", page.encode()), LOADED)
    assert (article.title, article.published) == ("灯塔上的最后一夜", "2018-04-25")
    assert "layout" not in article.body


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**作者 /****鱼小仔**说灯还亮着，他从来没有忘记过添油。", "鱼小仔"),
        (
            "**首次即享****95****折****三十分钟**的灯油，他一次也没有买过，一次也没有。",
            "首次即享95折三十分钟",
        ),
        ("**灯****  \n****塔**建在岬角的尽头，他一年只下山两次，每次都走夜路。", "灯<br>\n塔"),
    ],
)
def test_marks_of_bold_set_side_by_side_show_no_stars(typed: str, shown: str) -> None:
    body = converted(f"{typed}\n\n**  \n**").body
    assert shown in body
    assert "\\*" not in body


def test_stars_in_code_stay() -> None:
    assert "char ****argv" in converted("```\nchar ****argv\n```\n\nA plain line of code in C, no more.").body


def test_an_author_far_below_is_read_past_pictures() -> None:
    tail = "\n".join(f"![](https://p.example/{n}.jpg)\n" for n in range(12))
    page = PAGE.format(head="灯还亮着。") + f"\n**作者 /****鱼小仔**\n\n{tail}"
    assert convert(Capture("post.md", page.encode()), LOADED).authors == ("鱼小仔",)


def test_the_mark_of_a_feed_in_an_address_is_no_part_of_it() -> None:
    page = PAGE.replace("date:", "from: https://m.example/@una/a-lamp-7d?source=rss-216c8b------2\ndate:")
    article = convert(Capture("post.md", page.format(head="灯还亮着。").encode()), LOADED)
    assert article.original_url == "https://m.example/@una/a-lamp-7d"
