"""Site files of the field's common convention are read as they are; what means nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.sources.site_config import WITHOUT_MEANING, read_site_config
from annotated_reader.values import Article, Capture

PROSE = [
    "灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。",
    "他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路。",
]
PAGE = f"""<html><head><link rel="canonical" href="https://www.haijiao.example/p/1">
<title>海角</title><meta property="og:x" content="2020-06-05T08:00:00Z"></head><body>
<h3 class="t">灯塔上的最后一夜</h3><span class="w">李小明</span>
<div class="text"><p>{PROSE[0]}</p><div class="xshare-box">转给海边的人</div><p>{PROSE[1]}</p>
<p class="app">海角客户端</p><p><img src="https://i.haijiao.example/mascot.png"></p></div>
<div class="side"><p>旁边一栏的第一句话，同样有标点，也同样长短，却不是本文。</p></div></body></html>"""
CONFIG = """# haijiao.example, written for another reader
title: //h3[@class='t']
author: //span[@class='w']/text()
date: //meta[@property='og:x']/@content
body: //div[@class='text']
strip: //p[@class='app']
strip_id_or_class: share
strip_image_src: /mascot.png

prune: no
tidy: no
single_page_link: //a[@class='all']/@href
http_header(user-agent): Mozilla
replace_string(<b>): <i>
test_url: https://haijiao.example/p/1
test_contains: 他记得每一盏灯芯的长短
"""


def loaded(folder: Path, **files: str | bytes) -> tuple[Sources, list[str]]:
    for name, content in files.items():
        path = folder / f"{name.replace('_', '.')}.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, errors = sources.load(folder)
    return found, [str(error) for error in errors]


@pytest.fixture
def article(tmp_path: Path) -> Article:
    found, errors = loaded(tmp_path, haijiao_example=CONFIG)
    assert errors == []
    return convert(Capture("case.html", PAGE.encode()), found)


def test_title_author_and_date_are_read_by_their_paths(article: Article) -> None:
    assert article.sources == ("haijiao.example",)
    assert (article.title, article.authors, article.published) == (
        "灯塔上的最后一夜",
        ("李小明",),
        "2020-06-05",
    )


def test_the_body_is_kept_and_what_is_stripped_goes_with_the_line_that_says_so(article: Article) -> None:
    assert all(letters(sentence) in letters(article.body) for sentence in PROSE)
    taken = {removal.rule: removal for removal in article.removals}
    assert taken["haijiao.example/line-6"].text == "海角客户端"
    assert taken["haijiao.example/line-7"].text == "转给海边的人"
    assert taken["haijiao.example/line-8"].images == ("https://i.haijiao.example/mascot.png",)
    assert taken["haijiao.example/line-6"].why == "the site file says so at haijiao.example.txt:6"
    assert letters("却不是本文") not in letters(article.body)


def test_directives_for_fetching_are_listed_and_are_no_fault(tmp_path: Path) -> None:
    found, errors = loaded(tmp_path, haijiao_example=CONFIG)
    assert errors == []
    assert found.named[0].ignored == tuple(
        f"haijiao.example.txt:{line} {name}"
        for line, name in [
            (10, "prune"),
            (11, "tidy"),
            (12, "single_page_link"),
            (13, "http_header"),
            (14, "replace_string"),
            (15, "test_url"),
        ]
    )


@pytest.mark.parametrize("directive", sorted(WITHOUT_MEANING))
def test_every_directive_without_meaning_here_is_taken_without_a_word(directive: str) -> None:
    source, errors = read_site_config("a.example.txt", f"{directive}: yes\n{directive}(x): y\n")
    assert errors == ()
    assert len(source.ignored) == 2


FAULTS = [
    ("colour: red", "unknown directive 'colour'. Remove the line, or begin it with #"),
    ("body //div", "'body //div' is no directive. Write 'directive: value', or begin it with #"),
    ("strip: //p[", "not XPath: '//p[': Invalid expression. Mend the expression"),
    (
        "body: //p[matches(., '1')]",
        "not XPath: \"//p[matches(., '1')]\": XPath 1.0 has no function matches()",
    ),
    ("strip: //a/@href", "not XPath: '//a/@href': it finds attributes or text, and elements are wanted"),
]


@pytest.mark.parametrize(("line", "message"), FAULTS)
def test_a_line_that_cannot_be_used_is_told_and_the_rest_of_the_file_is(
    tmp_path: Path, line: str, message: str
) -> None:
    found, errors = loaded(tmp_path, haijiao_example=f"# remark\n{line}\nstrip: //p[@class='app']\n")
    assert len(errors) == 1
    assert errors[0].startswith(f"haijiao.example.txt:2: {message}")
    assert [rule.name for rule in found.named[0].rules] == ["haijiao.example/line-3"]


def test_a_file_in_another_encoding_or_without_a_host_for_a_name_is_told(tmp_path: Path) -> None:
    found, errors = loaded(tmp_path, README="title: //h1\n", b_example="# 海角\n".encode("gb18030"))
    assert found.named == ()
    assert errors == [
        "README.txt: its name is no host. Call it host.txt, or move it elsewhere",
        "b.example.txt: the file is not UTF-8. Save it as UTF-8",
    ]


def test_a_mark_of_byte_order_and_a_leading_dot_in_the_name_mean_nothing(tmp_path: Path) -> None:
    found, errors = loaded(tmp_path, _haijiao_example="\ufefftitle: //h3\r\nstrip: //p[@class='app']\r\n")
    assert errors == []
    assert found.named[0].hosts == ("haijiao.example",)
    assert convert(Capture("case.html", PAGE.encode()), found).title == "灯塔上的最后一夜"


def test_a_phrase_of_a_test_that_a_rule_takes_out_is_told_with_the_right_file(tmp_path: Path) -> None:
    found, _ = loaded(tmp_path, haijiao_example="strip: //p[@class='app']\ntest_contains: 海角客户端\n")
    assert (
        "“海角客户端” must stay, says sources/haijiao.example.txt, but a rule took it out"
        in convert(Capture("case.html", PAGE.encode()), found).review
    )
