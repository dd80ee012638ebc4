"""Whatever stands on a page, a book keeps HTML's content model, and loses no letter by it."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from lxml.html import fragment_fromstring, tostring

from annotated_reader.epub import Choice, order
from annotated_reader.epub.content_model import language, settle, xml_name
from annotated_reader.gate import pass_authors
from annotated_reader.letters import letters
from annotated_reader.portable.links import below, is_local, sound
from annotated_reader.site.settings import Settings
from tests.conftest import ROOT
from tests.epub_reading import epubcheck

CASES = [
    ("<p>甲<em>乙</em></p>", "<p>甲<em>乙</em></p>"),
    ("<ul>散<li>甲</li><b>乙</b></ul>", "<ul><li>散</li><li>甲</li><li><b>乙</b></li></ul>"),
    ("<ul>\n<li>甲</li>\n</ul>", "<ul>\n<li>甲</li>\n</ul>"),
    ("<li>甲</li>", "<div>甲</div>"),
    ("<em>甲<div>乙</div></em>", "甲<div>乙</div>"),
    ("<h2><a href='x'>甲<div>乙</div></a></h2>", '<div><a href="x">甲<div>乙</div></a></div>'),
    ("<table><tr><td colspan='0'>甲</td></tr></table>", "<table><tr><td>甲</td></tr></table>"),
    ("<table><tr><td rowspan='2'>甲</td>乙</tr></table>", "<div><div><div>甲</div>乙</div></div>"),
    ("<dl><dt>甲</dt><dd>乙</dd></dl>", "<dl><dt>甲</dt><dd>乙</dd></dl>"),
    ("<dl><dd>乙</dd><dt>甲</dt></dl>", "<div><div>乙</div><div>甲</div></div>"),
    ("<details open><summary>甲</summary>乙</details>", "<div><p>甲</p>乙</div>"),
    ("<ruby>汉<rt>hàn</rt></ruby>", "<ruby>汉<rt>hàn</rt></ruby>"),
    ("<ruby><rt>hàn</rt></ruby>", "<span><span>hàn</span></span>"),
    ("<figure>甲<figcaption>乙</figcaption>丙</figure>", "<figure>甲<div>乙</div>丙</figure>"),
    ("<ruby>汉<rt>a<div>b</div></rt></ruby>", "汉a<div>b</div>"),
    ("<figure><img alt='' src='x'><figcaption>乙</figcaption></figure>", None),
    ("<p lang='zh_CN'><time datetime='zz'>今天</time></p>", "<p>今天</p>"),
    ("<a rel='nofollow'>甲</a>", "<a>甲</a>"),
]
ELEMENTS = (
    "p h2 ul ol li dl dt dd blockquote pre div section figure figcaption details summary table caption "
    "colgroup col thead tbody tr th td a b del dfn em ins mark ruby rb rt rp span sub time br hr wbr img "
    "script svg"
).split()
EMPTY = {"br", "hr", "wbr", "img", "col"}
ATTRIBUTES = (
    'id="a"|id="1 章"|lang="zh_CN"|title="x"|href="http://a b/"|href="http://例子.测试/路?q=#a#b"|'
    'href="#a"|href="#nowhere"|href="javascript:x()"|href="//x.example/z"|href="lamp-1.md"|'
    'href="http://h.example:99999/"|href="http://h.example/%zz"|'
    'src="http://p.example/a b.png"|src="x.png"|colspan="0"|rowspan="2"|start="-3"|'
    'reversed|value="x"|width="0"|open|scope="row"|style="text-align: center;"|hreflang="q"|rel="nofollow"|'
    'cite="http://x/"|onclick="x()"|alt="图"'
).split("|")
WORDS = [
    "字。",
    "a & b",
    " ",
    "",
    "<",
    "&nbsp;",
    "\u200b",
    "]]>",
    "<!-- c -->",
    "![图](http://p.example/x.png)",
]


def settled(html: str) -> str:
    root = fragment_fromstring(html, create_parent="div")
    settle(root)
    return re.sub(r"^<div>|</div>$", "", tostring(root, encoding="unicode"))


def made_up(random: Random, depth: int) -> str:
    """Return HTML that nobody should write and somebody will."""
    if depth == 0 or random.random() < 0.25:
        return random.choice(WORDS)
    name = random.choice(ELEMENTS)
    attributes = "".join(f" {random.choice(ATTRIBUTES)}" for _ in range(random.randrange(3)))
    inside = "".join(made_up(random, depth - 1) for _ in range(random.randrange(4)))
    return f"<{name}{attributes}>" + ("" if name in EMPTY else f"{inside}</{name}>")


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_what_does_not_fit_becomes_what_does(html: str, expected: str | None) -> None:
    written = settled(html)
    assert written == (html.replace("'", '"') if expected is None else expected)
    assert settled(written) == written


def test_no_letter_is_lost_by_it() -> None:
    random = Random(7)
    for _ in range(600):
        passed = pass_authors(made_up(random, 5)).html
        kept = "".join(fragment_fromstring(settled(passed), create_parent="div").itertext())
        said = "".join(fragment_fromstring(passed, create_parent="div").itertext())
        assert letters(kept) == letters(said), passed


def test_epubcheck_has_nothing_to_say_of_made_up_pages(tmp_path: Path) -> None:
    random = Random(11)
    (tmp_path / "articles").mkdir()
    for number in range(240):
        slug = f"lamp-{number}" if number % 3 else f"灯 塔 {number}"
        body = "\n\n".join(made_up(random, 5) for _ in range(4))
        facts = f'title: "题 {number} <&>"\nslug: {slug}\nlang: {random.choice(["zh-Hans", "q"])}'
        page = f"---\n{facts}\n---\n\n{body}\n"
        (tmp_path / "articles" / f"{slug}.md").write_text(page, "utf-8")
    settings = Settings("阅读器", "https://reader.example/", "zh")
    bound, _ = order(tmp_path, ROOT / "sources", settings, Choice(), tmp_path / "a.epub")
    assert bound.articles + bound.folded == 240
    assert epubcheck(bound.place) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
        ("http://a.example/a b|c", "http://a.example/a%20b%7Cc"),
        ("http://a.example/%zz%E4", "http://a.example/%25zz%E4"),
        ("http://a.example/#a#b", "http://a.example/#a%23b"),
        ("HTTP://例子.测试/路", "http://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://a b/", None),
        ("http://[::1", None),
        ("http://h.example:99999/", None),
        ("http://" + "x" * 70 + ".example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("thunder://x", None),
        ("x.html", None),
    ],
)
def test_an_address_is_spelt_soundly_or_given_up(address: str, expected: str | None) -> None:
    assert sound(address) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("other.md", "articles/other/"),
        ("灯.md#节", "articles/%E7%81%AF/#%E8%8A%82"),
        ("../guide/index.md", "guide/"),
        ("../assets/a%20b.png", "assets/a%20b.png"),
        ("", "articles/x/"),
        ("../../out.md", None),
        ("/abs", None),
    ],
)
def test_a_relative_link_leads_where_the_site_has_the_page(target: str, expected: str | None) -> None:
    assert below("articles/x.md", target) == expected


def test_small_words_are_well_formed() -> None:
    assert [language(code) for code in ("zh-Hant", "en-US", "zh_CN", "")] == [
        "zh-Hant",
        "en-US",
        "und",
        "und",
    ]
    assert [xml_name(name) for name in ("fn:1", "2017年", "背景", "a b")] == [
        "fn_3a1",
        "id-2017年",
        "背景",
        "a_20b",
    ]
    assert [
        is_local(url) for url in ("http://127.0.0.1:8000/", "http://localhost/", "", "https://a.example/")
    ] == [
        True,
        True,
        True,
        False,
    ]
