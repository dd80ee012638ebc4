"""People, titles, addresses and languages are what the capture says, and nobody's invention."""

from __future__ import annotations

import pytest

from annotated_reader.addresses import absolute, clean_address, host, is_on
from annotated_reader.language import recognise
from annotated_reader.metadata.people import MAX_BYLINE, split_people
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.values import Article, Capture

BYLINES = [
    ("王小明", ["王小明"]),
    ("王小明、李四", ["王小明", "李四"]),
    ("记者 王小明 李四", ["王小明", "李四"]),
    ("本报记者王小明", ["王小明"]),
    ("某某社记者 王小明", ["王小明"]),
    ("作者：王小明", ["王小明"]),
    ("文/王小明 图/李四", ["王小明"]),
    ("文 | 王小明 编辑 | 李四", ["王小明"]),
    ("撰文：王小明；摄影：李四", ["王小明"]),
    ("王小明 编译", ["王小明"]),
    ("王小明等", ["王小明"]),
    ("王小明、李四报道", ["王小明", "李四"]),
    ("記者王小明／台北報導", ["王小明"]),
    ("王小明发自雅典", ["王小明"]),
    ("（王小明）", ["王小明"]),
    ("王图南", ["王图南"]),
    ("张文", ["张文"]),
    ("阿卜杜拉·本·萨勒曼", ["阿卜杜拉·本·萨勒曼"]),
    ("By John Smith and Mary Jones", ["John Smith", "Mary Jones"]),
    ("John Smith, Mary Jones and Bob Lee", ["John Smith", "Mary Jones", "Bob Lee"]),
    ("Anderson van der Berg", ["Anderson van der Berg"]),
    ("Ann Lee, MD", ["Ann Lee"]),
    ("Ma, Lee", ["Ma", "Lee"]),
    ("Lee, A.", ["Lee, A"]),
    ("by Jo Gould on", ["Jo Gould"]),
    ("By Jo Gould March 18 at 3:57 PM", ["Jo Gould"]),
    ("June March", ["June March"]),
    ("记者 王明 实习记者  李小四", ["王明", "李小四"]),
    ("海角报 特约记者 王明", ["王明"]),
    ("特約撰稿人 王明 李四 發自北京 上海", ["王明", "李四"]),
    ("王小明，原文", ["王小明"]),
]
NOBODY = [
    "小编",
    "admin",
    "佚名",
    "综合报道",
    "责任编辑：王小明",
    "编辑 李四",
    "图片：王小明",
    "发自雅典",
    "12345",
    "desk@a.example",
    "https://a.example/u/1",
    "Staff Writer",
    "Cape Gazette GmbH, Oldport, Freeland",
    "Cape Radio (www.cape.example)",
    "you agree to our Terms of Service",
    "SHOW ALL ARTICLES BY",
    "user_zx4ca7",
    "\ufffc",
    "null",
    "王" * 41,
    "发自x" * MAX_BYLINE,
    "",
]


@pytest.mark.parametrize(("byline", "names"), BYLINES)
def test_a_byline_gives_the_names_of_those_who_wrote(byline: str, names: list[str]) -> None:
    assert list(split_people(byline)) == names


@pytest.mark.parametrize("byline", NOBODY, ids=lambda byline: byline[:12])
def test_who_did_not_write_is_no_author(byline: str) -> None:
    assert list(split_people(byline)) == []


PROXIED = [
    ("https://images.weserv.nl/?url=a.example/x.jpg&w=100", "https://a.example/x.jpg"),
    ("https://images.weserv.nl/?w=100&url=ssl:a.example/x.jpg", "https://a.example/x.jpg"),
    (
        "https://images.weserv.nl/?url=https%3A%2F%2Fi0.wp.com%2Fa.example%2Fx.jpg%3Fw%3D1",
        "https://a.example/x.jpg",
    ),
    ("https://images.weserv.nl/?url=a.example%2Fx%20y.jpg", "https://a.example/x%20y.jpg"),
    (
        "https://web.archive.org/web/20200101000000/https://a.example/x?y=1&utm_source=z#f",
        "https://a.example/x?y=1#f",
    ),
    ("https://web.archive.org/web/2020/https:/a.example/x", "https://a.example/x"),
    ("https://link.zhihu.com/?target=https%3A//a.example/x%0Ay", "https://a.example/x%0Ay"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Ffbclid%3D1&h=2", "https://a.example/"),
    ("https://a.example/?utm_source=x&amp;utm_medium=y&id=1&spm=2#z", "https://a.example/?id=1#z"),
    ("https://a.example/?from=timeline&a=b", "https://a.example/?from=timeline&a=b"),
    ("https://a.example/?q=%E4%B8%AD", "https://a.example/?q=%E4%B8%AD"),
    ("  https://a.example/x\n", "https://a.example/x"),
    ("https://a.example/proxy?url=b.example", "https://a.example/proxy?url=b.example"),
]


@pytest.mark.parametrize(("url", "clean"), PROXIED)
def test_an_address_loses_its_proxies_and_trackers_and_nothing_else(
    url: str, clean: str, all_sources: Sources
) -> None:
    assert clean_address(url, all_sources) == clean


STANDS_ON = [
    ("https://x.com/", "x.com", True),
    ("https://www.x.com/", "x.com", True),
    ("https://a.x.com/p", "x.com", True),
    ("https://X.COM.:443/", "x.com", True),
    ("x.com/p", "x.com", True),
    ("https://dropbox.com/", "x.com", False),
    ("https://x.com.evil.example/", "x.com", False),
    ("https://evil.example/x.com", "x.com", False),
    ("https://evil.example/?x.com", "x.com", False),
    ("https://x.com@evil.example/", "x.com", False),
    ("https://x.com/zh", "x.com/zh", True),
    ("https://x.com/zh/p", "x.com/zh", True),
    ("https://x.com/zh?p", "x.com/zh", True),
    ("https://x.com/zhang", "x.com/zh", False),
    ("https://x.com/", "x.com/zh", False),
    ("http://[::1", "x.com", False),
    ("", "x.com", False),
]


@pytest.mark.parametrize(("url", "name", "stands"), STANDS_ON)
def test_a_host_is_the_host_and_no_part_of_a_word(url: str, name: str, stands: bool) -> None:
    assert is_on(url, name) is stands


def test_a_host_is_empty_where_there_is_none() -> None:
    assert [host(url) for url in ("https://www.A.example:8080/x", "http://[bad", "#top")] == [
        "a.example",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("url", "base", "found"),
    [
        ("/x", "https://a.example/b/c", "https://a.example/x"),
        ("x", "https://a.example/b/c", "https://a.example/b/x"),
        ("//b.example/x", None, "https://b.example/x"),
        ("x", None, "x"),
        ("mailto:a@b.example", "https://a.example/", "mailto:a@b.example"),
        ("//[bad", "https://a.example/", "https://[bad"),
        ("x", "http://[bad", "x"),
    ],
)
def test_an_address_is_made_absolute_where_the_page_is_known(url: str, base: str | None, found: str) -> None:
    assert absolute(url, base) == found


PROSE = """<p>灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。</p>
<p>他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路。</p>"""


def article(head: str, body: str, sources: Sources) -> Article:
    page = f"<html><head>{head}</head><body>{body}{PROSE}</body></html>"
    return convert(Capture("case.html", page.encode()), sources)


TITLES = [
    ("<title>灯塔上的最后一夜 - 海角日报</title>", "", "灯塔上的最后一夜"),
    ("<title>灯塔上的最后一夜_海角网_新闻中心</title>", "", "灯塔上的最后一夜"),
    ("<title>灯塔上的最后一夜|副刊|海角日报</title>", "<h1>灯塔上的最后一夜</h1>", "灯塔上的最后一夜"),
    ("<title>海角日报</title>", "<h1>灯塔上的最后一夜</h1>", "灯塔上的最后一夜"),
    ("<meta property='og:title' content='灯塔上的最后…'>", "<h1>灯塔上的最后一夜</h1>", "灯塔上的最后一夜"),
    (
        "<meta property='og:title' content='灯塔上的最后...'>",
        "<p>本文《灯塔上的最后一夜》首发于此，作者自行转来。</p>",
        "灯塔上的最后一夜",
    ),
    ("<meta property='og:title' content='十-二月的灯塔'>", "", "十-二月的灯塔"),
    (
        "<meta property='og:title' content='" + "长" * 5000 + "'>",
        "<h1>灯塔上的最后一夜</h1>",
        "灯塔上的最后一夜",
    ),
]


@pytest.mark.parametrize(
    ("head", "body", "title"), TITLES, ids=[f"{head[:40]}{body[:20]}" for head, body, _ in TITLES]
)
def test_a_title_loses_what_sites_hang_on_it_and_gets_its_end_back(
    head: str, body: str, title: str, all_sources: Sources
) -> None:
    assert article(head, body, all_sources).title == title


def test_a_title_that_ends_in_a_million_dots_is_read_in_good_time(all_sources: Sources) -> None:
    text = "题目在此\n" + "." * 1_000_000 + "末\n" + "守灯的人一年只下山两次，他记得每一盏灯芯的长短。"
    assert convert(Capture("case.txt", text.encode()), all_sources).title == "题目在此"


def test_a_picture_on_no_known_host_keeps_its_name_and_is_told_of(all_sources: Sources) -> None:
    picture = "<p>图<img src='a/boat.png'>在此</p>"
    found = article("", f"<h1>灯塔</h1>{picture}", all_sources)
    assert "![](https://unknown.invalid/a/boat.png)" in found.body
    assert any(note.endswith("a/boat.png") for note in found.notes)
    known = article("<link rel='canonical' href='https://a.example/b/c.html'>", picture, all_sources)
    assert "![](https://a.example/b/a/boat.png)" in known.body


def test_a_tag_of_one_character_is_a_tag_and_one_letter_is_none(all_sources: Sources) -> None:
    text = f"---\ntags: [鹤, a, 7]\n---\n# 鹤之歌\n\n{PROSE}"
    assert convert(Capture("case.md", text.encode()), all_sources).tags == ("鹤",)


def test_a_capture_without_a_title_is_named_by_its_first_words_and_flagged(all_sources: Sources) -> None:
    found = article("", "", all_sources)
    assert found.title.startswith("灯塔建在岬角的尽头")
    assert any("no title was found" in sentence for sentence in found.review)


def test_an_empty_author_field_gives_no_author(all_sources: Sources) -> None:
    head = "<meta name='author' content=''><meta name='byl' content='admin'>"
    assert article(head, "<h1>灯塔上的最后一夜</h1>", all_sources).authors == ()


def test_a_byline_in_the_text_outranks_the_staff_number_in_the_head(all_sources: Sources) -> None:
    found = article(
        "<meta name='author' content='王编'>", "<h1>灯塔上的最后一夜</h1><p>作者：李小明</p>", all_sources
    )
    assert found.authors == ("李小明",)
    assert "作者" not in found.body


def test_addresses_of_the_article_are_its_own(all_sources: Sources) -> None:
    head = (
        "<link rel='canonical' href='https://web.archive.org/web/2020/https://a.example/x?utm_source=b&id=1'>"
    )
    assert article(head, "<h1>灯塔上的最后一夜</h1>", all_sources).original_url == "https://a.example/x?id=1"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "#top", "/relative", "file:///etc/passwd", "https://localhost/x"]
)
def test_what_is_no_public_address_is_not_the_originals(href: str, all_sources: Sources) -> None:
    found = article(f"<link rel='canonical' href='{href}'>", "<h1>灯塔上的最后一夜</h1>", all_sources)
    assert found.original_url is None


def test_a_publisher_is_told_by_the_longest_host_that_fits(all_sources: Sources) -> None:
    head = "<link rel='canonical' href='https://www.bbc.com/zhongwen/simp/x-1'>"
    assert article(head, "<h1>灯塔上的最后一夜</h1>", all_sources).publisher == "BBC中文"
    other = "<link rel='canonical' href='https://www.bbc.com/zhongwenx/1'>"
    assert article(other, "<h1>灯塔上的最后一夜</h1>", all_sources).publisher == "BBC"


def test_metadata_nested_without_end_is_passed_over(all_sources: Sources) -> None:
    deep = "[" * 950 + '"王小明"' + "]" * 950
    head = f'<script type="application/ld+json">{{"@type": "Article", "author": {deep}}}</script>'
    assert article(head, "<h1>灯塔上的最后一夜</h1>", all_sources).title == "灯塔上的最后一夜"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("灯塔建在岬角的尽头，从这里走过去要一个时辰。", "zh-Hans"),
        ("燈塔建在岬角的盡頭，從這裡走過去要一個時辰。", "zh-Hant"),
        ("灯塔 BBC CNN 的记者们说", "zh-Hans"),
        ("The lighthouse stands at the end of the cape.", "en"),
        ("The word 灯塔 means lighthouse in this language of the cape.", "en"),
        ("灯台は岬の端に建っています。", "ja"),
        ("등대는 곶의 끝에 서 있다.", "ko"),
        ("Маяк стоит на краю мыса.", "ru"),
        ("12345 …", "und"),
    ],
)
def test_a_language_and_its_script_are_recognised(text: str, lang: str) -> None:
    assert recognise(text) == lang
