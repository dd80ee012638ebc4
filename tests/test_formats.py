"""Captures in every form and encoding are read as their authors meant them."""

from __future__ import annotations

import re
from html import escape

import pytest
from lxml.html import tostring

from annotated_reader.document import Document
from annotated_reader.errors import CaptureError
from annotated_reader.formats import detect, read
from annotated_reader.formats.markdown import FRONT_MATTER_LIMIT, split_front_matter
from annotated_reader.values import Capture

SIMPLIFIED = "灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次，他记得每一盏灯芯的长短。"
TRADITIONAL = "燈塔建在岬角的盡頭，從村子走過去要一個時辰，守燈的人一年只下山兩次，他記得每一盞燈芯的長短。"
ENGLISH = "The keeper’s log – written at night – ends here. "


def document(content: str | bytes) -> Document:
    return read(Capture("a/case", content.encode() if isinstance(content, str) else content))


def inner(content: str) -> str:
    """The body of the tree, as HTML on one line."""
    html = str(tostring(document(content).root.find("body"), encoding="unicode"))
    return re.sub(r"\s*\n\s*", "", html.removeprefix("<body>").removesuffix("</body>")).strip()


ENCODED = [
    (SIMPLIFIED.encode("utf-8"), SIMPLIFIED, ""),
    (SIMPLIFIED.encode("utf-8-sig"), SIMPLIFIED, ""),
    (SIMPLIFIED.encode("utf-16"), SIMPLIFIED, ""),
    (SIMPLIFIED.encode("utf-32"), SIMPLIFIED, ""),
    (SIMPLIFIED.encode("gb18030"), SIMPLIFIED, "gb18030"),
    (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
    (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
    (b"\xef\xbb\xbf" + ENGLISH.encode(), ENGLISH, ""),
    ((ENGLISH * 9).encode("cp1252"), ENGLISH * 9, "windows-1252"),
    ((ENGLISH * 9).encode("utf-16-le"), ENGLISH * 9, "utf-16-le"),
    (SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16-be"),
]


@pytest.mark.parametrize(("content", "text", "noted"), ENCODED, ids=range(len(ENCODED)))
def test_an_encoding_is_recognised_and_named_unless_it_marks_itself(
    content: bytes, text: str, noted: str
) -> None:
    read_as = document(content)
    assert read_as.text == text
    assert [noted in note for note in read_as.notes] == ([True] if noted else [])


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "big5"])
def test_a_declared_encoding_decides_where_the_words_do_not(declared: str) -> None:
    content = f"<meta charset={declared}><p>".encode() + "岬角".encode(declared) + b"</p>"
    assert "岬角" in document(content).text


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (
            "windows-1251",
            "Смотритель маяка записывал погоду каждый день, и в его тетради не было пустых строк. " * 3,
        ),
        (
            "koi8-r",
            "Смотритель маяка записывал погоду каждый день, и в его тетради не было пустых строк. " * 3,
        ),
        (
            "iso-8859-2",
            "Latarnik zapisywał pogodę każdego dnia, a świeżość morza czuło się aż na wzgórzu. " * 3,
        ),
        ("Shift_JIS", "灯台守は毎日天気を書きとめていたので、帳面には空いた行がひとつもなかった。" * 3),
        ("euc-kr", "등대지기는 날마다 날씨를 적었고 그의 공책에는 빈 줄이 하나도 없었다. " * 3),
    ],
)
def test_another_scripts_encoding_is_read_as_it_is_declared(declared: str, words: str) -> None:
    read_as = document(f"<meta charset={declared}><p>{words}</p>".encode(declared))
    assert words.strip() in read_as.text
    assert declared.lower() in read_as.notes[0]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "iso-8859-2", "windows-1251", "nonsense"])
def test_chinese_is_read_as_chinese_whatever_it_declares(declared: str) -> None:
    content = f"<meta charset={declared}><p>".encode() + (SIMPLIFIED * 3).encode("gb18030") + b"</p>"
    assert SIMPLIFIED[:40] in document(content).text


DAMAGED = [
    SIMPLIFIED.encode("utf-8")[:-1],
    SIMPLIFIED.encode("utf-8")[:-2],
    SIMPLIFIED.encode("gb18030")[:-1],
    SIMPLIFIED.encode("utf-16")[:-1],
    SIMPLIFIED.encode("utf-8") + b"\xff" + SIMPLIFIED.encode("utf-8"),
]


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_cut_character_costs_itself_alone_and_is_reported(content: bytes) -> None:
    read_as = document(content)
    assert read_as.text.startswith(SIMPLIFIED[:40])
    assert "damaged character" in read_as.notes[0]


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 20, b"\x90PNG\r\n\x1a\n" + bytes(range(255, 0, -1)) * 9]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(
        CaptureError,
        match=r"^a/case: its bytes are neither UTF-8 nor GB18030 nor Big5, nor what it declares\. Save",
    ):
        document(content)


@pytest.mark.parametrize("content", ["", " \n\t", "\r\n\r\n"])
def test_an_empty_capture_is_refused(content: str) -> None:
    with pytest.raises(CaptureError, match=r"^a/case: the file is empty\. Save"):
        document(content)


def test_nesting_beyond_the_parser_is_an_error_and_no_lost_text() -> None:
    assert document("<div>字" * 1900).text.count("字") == 1900
    with pytest.raises(CaptureError, match=r"^a/case: its elements are nested more than 2,048 deep\. Close"):
        document("<div>字" * 2100)


@pytest.mark.parametrize(
    "before", ["", "<p title='>'>", '<!-- <p title=" -->', "<script><p title='</script>"]
)
def test_an_element_without_end_is_an_error_and_holds_nothing_up(before: str) -> None:
    many = " ".join(f"a{number}='>'" for number in range(100_000))
    with pytest.raises(
        CaptureError, match=r"^a/case: one of its elements has more than 1,000 attributes\. Close"
    ):
        document(f"<p>字</p>{before}<p {many}>字</p>")
    assert document(f"<p>字</p><p {many[:9_000]}>字</p>").text.count("字") == 2
    assert document(f"<p>字</p>{'<i a=b c=d>字</i>' * 9_000}").text.count("字") == 9_001


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("一行字。\n又一行字。", "text"),
        ("1 < 2，a <b 而已", "text"),
        ("<p>一</p>", "html"),
        ("<!doctype html><title>题</title>字", "html"),
        ("**真**的 <b>假</b><br>", "markdown"),
        ("# 题\n\n字", "markdown"),
        ("题\n----\n\n字", "markdown"),
        ("见[此处](https://a.example/x_(y))。", "markdown"),
        ("---\ntitle: 题\n---\n字", "markdown"),
        ("---\n没有键\n---\n字", "text"),
        ("[" * 5000 + "](", "text"),
        ("<p class='" + "a" * 300_000 + "'>一</p>", "html"),
    ],
    ids=lambda value: value[:16],
)
def test_the_form_is_told_by_what_stands_in_the_file(content: str, form: str) -> None:
    assert detect(content) == form
    assert document(content).format == form


HTML_LINES = [
    ("<p>一<p>二</p>三</p>", ["一", "二", "三"]),
    ("<p>一</br>二<br>三<br/>四</BR ></p><p></p>", ["一", "二", "三", "四"]),
    ("<p>&#0147;真&#148;&#x93;&#150;&#x9F;&#1470;</p><p>", ["“真”“–Ÿ\u05be"]),
    ("<div><ok href='https://a.example/'>链</ok>与<news-card>卡</news-card></div><p>", ["链与卡"]),
    ("<p>一<!-- 二 -->三<script>四</script><style>五</style><noscript>六</noscript></p><p>", ["一三"]),
    ('<p title="他说"是"不是">一</p><p>二', ["一", "二"]),
    ("<?xml version='1.0'?><p>一</p><?php echo '二'; ?><p>三</p>", ["一", "三"]),
    ("<p>一&#1;&#x1F;&#xFFFF;&#11;二&#x4e09;&#8232;四</p><p>", ["一二三 四"]),
    ("<p>一\x00\x01\x1f二&#0;&#xD800;三</p><p>", ["一\ufffd二\ufffd\ufffd三"]),
    ("<table><tr><td>一<td>二<tr><td>三</table><p>", ["一", "二", "三"]),
    ("<p>一<b>二<p>三</b>四<p>", ["一二", "三四"]),
    ("<textarea><b>一</b></textarea><p>二</p>", ["<b>一</b>", "二"]),
    ("<p>一   二\n　三\u200b四</p><p>", ["一 二 三 四"]),
]


@pytest.mark.parametrize(("html", "lines"), HTML_LINES, ids=[html for html, _ in HTML_LINES])
def test_broken_html_gives_the_lines_that_a_browser_shows(html: str, lines: list[str]) -> None:
    assert [line.text for line in document(html).lines] == lines


MARKDOWN_TREES = [
    ("# 题\n\n**真。**她", "<p><strong>真。</strong>她</p>"),
    ("# 题\n\n他说**“真”**她", "<p>他说<strong>“真”</strong>她</p>"),
    ("# 题\n\n**真：**他**假：**她", "<p><strong>真：</strong>他<strong>假：</strong>她</p>"),
    ("# 题\n\n*真。*她", "<p><em>真。</em>她</p>"),
    ("# 题\n\n***真。***她", "<p><em><strong>真。</strong></em>她</p>"),
    ("# 题\n\n真 ** 假 ** 她", "<p>真 ** 假 ** 她</p>"),
    ("# 题\n\n__真。__她", "<p>__真。__她</p>"),
    ("# 题\n\n3 * 4 * 5", "<p>3 * 4 * 5</p>"),
    ("# 题\n\n~~删~~", "<p><s>删</s></p>"),
    ("# 题\n\n    四格缩进", "<p>四格缩进</p>"),
    ("# 题\n\n[字](javascript:x)", '<p><a href="javascript:x">字</a></p>'),
    (
        "# 题\n\n<div>\n<p>一</p>\n\n### 二\n\n**三**\n</div>",
        "<div><p>一</p><h3>二</h3><p><strong>三</strong></p></div>",
    ),
    ("# 题\n\n<div><p>* 甲</p><p>* 乙</p></div>", "<div><ul><li>甲</li><li>乙</li></ul></div>"),
    ("# 题\n\n<div><p>**小标题**</p></div>", "<div><p><strong>小标题</strong></p></div>"),
    ("# 题\n\n|甲|乙|\n|-|-|\n|一|二|", "<table><thead><tr><th>甲</th><th>乙</th></tr></thead>"),
    ("# 题\n\n句[^1]\n\n[^1]: 注文。", "<p>句[^1]</p><p>[^1]: 注文。</p>"),
    ("# 题\n\n[编者按]: 原文如此。", "<p>[编者按]: 原文如此。</p>"),
    ("# 题\n\n看[这里][1]\n\n[1]: https://a.example/", '<p>看<a href="https://a.example/">这里</a></p>'),
    ("# 题\n\n一<custom-tag>二</custom-tag>三", "<p>一<custom-tag>二</custom-tag>三</p>"),
]


@pytest.mark.parametrize(("markdown", "html"), MARKDOWN_TREES, ids=[text for text, _ in MARKDOWN_TREES])
def test_markdown_is_read_as_mirrors_write_it(markdown: str, html: str) -> None:
    assert inner(markdown).removeprefix("<h1>题</h1>").startswith(html)


FRONT_MATTER = [
    ("---\ntitle: 题\n---\n文", {"title": "题"}, "文"),
    ("\n\n---\n\ntitle: 题\n\ndate: 2018-04-24\n\n---\n文", {"title": "题", "date": "2018-04-24"}, "文"),
    ("---\n---\ntitle: 题\n---\n文", {"title": "题"}, "文"),
    ("---\ntitle: 题\n...\n文", {"title": "题"}, "文"),
    (
        "---\ntitle: 他说: 真\ntags:\n  - 甲\n  - 乙\n---\n文",
        {"title": "他说: 真", "tags": ["甲", "乙"]},
        "文",
    ),
    ('---\ntitle: "真"的\ndate: 2020-01-02\n---\n文', {"title": '真"的', "date": "2020-01-02"}, "文"),
    ("---\n作者: 王: 明\n---\n文", {"作者": "王: 明"}, "文"),
    ("---\ntitle: |\n  一\n  二\nauthor: ~\n---\n文", {"title": "一\n二\n", "author": None}, "文"),
    ("---\ntitle: !!timestamp 昨天\nn: !!int ''\n---\n文", {"title": "昨天", "n": None}, "文"),
    ("---\ntitle: !!python/object/apply:os.system [ls]\n---\n文", {"title": ["ls"]}, "文"),
    ("---\na: &a [甲]\ntitle: *a\n---\n文", {"a": ["甲"], "title": "*a"}, "文"),
    ("---\n没有键\n---\n文", {}, "---\n没有键\n---\n文"),
    ("---\ntitle: 没有完\n文", {}, "---\ntitle: 没有完\n文"),
]


@pytest.mark.parametrize(("text", "fields", "body"), FRONT_MATTER, ids=[text for text, _, _ in FRONT_MATTER])
def test_front_matter_is_read_however_broken(text: str, fields: dict[str, object], body: str) -> None:
    assert split_front_matter(text) == (fields, body)


def test_front_matter_with_aliases_inside_aliases_stays_small() -> None:
    nested = "".join(
        f"{name}: &{name} [{', '.join(['*' + above] * 9)}]\n"
        for above, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    fields, _ = split_front_matter(f"---\na: &a [字, 字]\n{nested}title: *h\n---\n文")
    assert len(repr(fields)) < 1000


def test_a_block_too_large_for_front_matter_stays_text() -> None:
    text = "---\n" + "键: 值\n" * FRONT_MATTER_LIMIT + "---\n文"
    assert split_front_matter(text) == ({}, text)


def test_comments_are_kept_beside_the_text() -> None:
    read_as = document(
        "---\ntitle: 题\n---\n<!--1584699480000-->\n[题](https://a.example/x)\n------\n\n文字。<!--末-->"
    )
    assert read_as.comments == ["1584699480000", "末"]
    assert [line.text for line in read_as.lines] == ["题", "文字。"]


def test_a_line_knows_its_letters_links_and_pictures() -> None:
    first, second = document("<p>看<a href='x'>这里 2</a>！<img src='a.jpg'></p><p>又</p>").lines
    assert (first.text, first.letters, first.linked, first.images) == ("看这里 2！", 4, 3, 1)
    assert (first.link_share, second.link_share) == (0.75, 0.0)


def test_the_spans_of_lines_elements_and_runs_agree() -> None:
    read_as = document("<div>一<p>二<b>三</b></p>四<br>五</div><p>六</p>")
    assert "".join(read_as.text[run.start : run.end] for run in read_as.runs) == read_as.text
    for line in read_as.lines:
        assert read_as.text[line.start : line.end].strip() == line.text
    paragraph = next(read_as.root.iter("p"))
    assert read_as.text[slice(*read_as.spans[paragraph])] == "二三"


def test_lines_are_found_by_their_place() -> None:
    read_as = document("<p>一一</p><p>二二</p><p>三三</p>")
    texts = [line.text for line in read_as.lines_in(2, 5)]
    assert texts == ["二二"]
    assert [line.text for line in read_as.lines_from(1, 5)] == ["二二", "三三"]
    assert [line.text for line in read_as.lines_in(0, 6)] == ["一一", "二二", "三三"]


@pytest.mark.parametrize(
    ("content", "page"),
    [
        ("<html><body><p>一", True),
        ("<!DOCTYPE html><p>一", True),
        ("<p>一<p>二", False),
        ("<header>一</header><p>", False),
    ],
)
def test_a_page_is_told_from_a_fragment(content: str, page: bool) -> None:
    assert document(content).page is page


def test_plain_text_keeps_every_line_and_counts_the_gaps_above() -> None:
    read_as = document("一\r\n\r\n\r\n二\x07\n　　三\n")
    assert [line.text for line in read_as.lines] == ["一", "二", "三"]
    assert [p.get("data-gap") for p in read_as.root.iter("p")] == [None, "2", None]


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)"),
        (b"%PDF-1.4\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"\x1f\x8b\x08\0", "a compressed file"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "(MHTML)"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<rss version='2.0'><channel/></rss>", "a feed"),
    ],
)
def test_a_file_that_is_no_text_of_an_article_is_refused_by_name(content: bytes, fact: str) -> None:
    with pytest.raises(CaptureError) as error:
        read(Capture("odd", content))
    assert fact in error.value.fact
    assert error.value.action


@pytest.mark.parametrize(
    "text", ["PK是什么意思？网上的人都这么说。", "<p>rss 是一种格式。</p>", "Content-Type 是什么？"]
)
def test_a_text_that_only_speaks_of_such_files_is_read(text: str) -> None:

    assert read(Capture("a.txt", text.encode())).text


KEPT = "<p>" + SIMPLIFIED * 5 + "</p><p><img src='/1.jpg'></p>"


@pytest.mark.parametrize("written", [KEPT, f"<article><section>{KEPT}</section></article>"])
def test_a_field_that_keeps_the_article_as_markup_is_opened(written: str) -> None:
    page = f'<html><body><textarea class="article-content">{escape(written)}</textarea></body></html>'
    read_page = document(page)
    assert SIMPLIFIED * 5 in read_page.text
    assert "<p>" not in read_page.text
    assert list(read_page.images.values()) == ["/1.jpg"]
    assert read_page.root.find(".//div[@class='article-content']") is not None


@pytest.mark.parametrize(
    "written", ["<p>抄下这一行代码</p>", SIMPLIFIED * 9, '<a href="/x">' + SIMPLIFIED * 9]
)
def test_a_field_that_keeps_something_else_stays_closed(written: str) -> None:
    page = f"<html><body><textarea>{escape(written)}</textarea></body></html>"
    assert document(page).root.find(".//textarea") is not None
