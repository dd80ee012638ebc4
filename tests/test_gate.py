"""The gate behind Markdown: harmless pages pass byte by byte, and from all others goes what does harm."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from annotated_reader.front_matter import body_of
from annotated_reader.gate import AUTHORS, OWN, is_harmless, pass_authors, pass_own
from annotated_reader.letters import letters
from annotated_reader.markdown import render
from tests.conftest import ROOT

WRITTEN = """# 编者写的一页

带`代码`、[链接](https://b.example/?a=1&b=2)、<a@b.example>、==不是标记==和脚注[^1]。<br>
![图](../a.png "题")~~删~~ H<sub>2</sub>O <kbd>n</kbd> <ruby>汉<rt>hàn</rt></ruby>

!!! note "按语"

    一条按语。

<details markdown="1"><summary>更多</summary>

词
:   释义

</details>

| 左 | 右 |
| :-- | --: |
| 甲 | 1 |

3. 三
4. 四

```python
print("<script>")
```

[^1]: 脚注的文字。
"""


def test_what_markdown_writes_passes_byte_by_byte() -> None:
    html = render(WRITTEN)
    assert pass_authors(html) == (html, ())
    assert len(set(re.findall(r"<([a-z0-9]+)", html))) > 25


@pytest.mark.parametrize("mark", ["div", "b", "blockquote", "x-y"])
@pytest.mark.parametrize("depth", [101, 300, 5000])
def test_no_word_is_lost_however_deep_it_stands_and_no_element_stands_deeper_than_readers_go(
    mark: str, depth: int
) -> None:
    passed, taken = pass_authors(f"<p>前</p>{f'<{mark}>' * depth}深处的话{f'</{mark}>' * depth}<p>后</p>")
    assert re.sub("<[^>]*>|&lt;.*?&gt;", "", passed) == "前深处的话后"
    assert re.match("(?:<[^/>]*>[^<]*){0,101}</", passed)
    assert taken


def test_the_alignment_of_a_cell_is_written_in_the_one_way_that_pages_allow() -> None:
    for said in ("text-align:center", " text-align : center ; ", "text-align: center"):
        html = f'<table><tbody><tr><td style="{said}">甲</td></tr></tbody></table>'
        assert pass_authors(html) == (html.replace(said, "text-align: center;"), ())


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name[:40])
def test_every_page_of_this_site_passes_byte_by_byte(page: Path) -> None:
    html = re.sub("<!-- .*? -->", "", render(body_of(page.read_text("utf-8"))))
    assert pass_authors(html) == (html, ())


TAKEN = {
    "<p onclick='x'>甲</p>": "<p>甲</p>",
    "<script>x</script><p>甲</p>": "<p>甲</p>",
    "<p>甲<style>p{}</style>乙</p>": "<p>甲乙</p>",
    "<svg><text>甲</text></svg>": "甲",
    "<form action='/x'><button formaction='y'>甲</button></form>": "甲",
    '<a href="javascript:x">甲</a>': "<a>甲</a>",
    '<a href="&#1;javascript:x">甲</a>': "<a>甲</a>",
    '<a href="java&NewLine;script&colon;x">甲</a>': "<a>甲</a>",
    '<img src="/&#9;/e.example/i.png" alt="甲" />': '<img alt="甲">',
    '<img src="data:image/svg+xml;base64,AA" />': "<img>",
    '<p style="background: url(//e.example)">甲</p>': "<p>甲</p>",
    '<table><tr><td style="text-align: left; color: red">甲</td></tr></table>': (
        "<table><tr><td>甲</td></tr></table>"
    ),
    '<p class="lead tip held">甲</p>': '<p class="tip">甲</p>',
    '<p data-find="甲" name="body">甲</p>': "<p>甲</p>",
    '<h2 id="find">甲</h2><a href="#find">乙</a>': '<h2 id="text-find">甲</h2><a href="#text-find">乙</a>',
    "<p>甲</p></div></main><p>乙</p>": "<p>甲</p><p>乙</p>",
    "<p>甲<!-- 乙 --></p>": "<p>甲</p>",
    "<P CLASS=note>甲": '<p class="note">甲</p>',
}


@pytest.mark.parametrize("html", TAKEN)
def test_what_does_harm_is_taken_and_the_words_stay(html: str) -> None:
    passed, taken = pass_authors(html)
    assert passed == TAKEN[html]
    assert is_harmless(passed, AUTHORS)
    silent = "id=" in html or "<!--" in html or "</main>" in html or "<P " in html
    assert bool(taken) is not silent


def words_of(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


MISPLACED = {
    "<li>甲</li>": ("甲", "<li> in <body>"),
    "<div><dt>甲</dt></div>": ("<div>甲</div>", "<dt> in <div>"),
    "<td>甲</td>": ("甲", "<td> in <body>"),
    "<ul><li>甲<div><li>乙</li></div></li></ul>": ("<ul><li>甲<div>乙</div></li></ul>", "<li> in <div>"),
    "<h2>甲<em><h3>乙</h3></em></h2>": ("<h2>甲<em>乙</em></h2>", "<h3> in <h2>"),
    "<table><tr><td>甲</td><div>乙</div></tr></table>": (
        "<table><tr><td>甲</td>乙</tr></table>",
        "<div> in <tr>",
    ),
    '<a href="/">甲<b><a href="/x">乙</a></b></a>': ('<a href="/">甲<b>乙</b></a>', "<a> in <a>"),
}


@pytest.mark.parametrize("html", MISPLACED)
def test_what_browsers_would_move_out_of_a_text_loses_its_mark_and_keeps_its_words(html: str) -> None:
    assert not is_harmless(html, AUTHORS)
    kept, name = MISPLACED[html]
    assert pass_authors(html) == (kept, (name,))


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲<div>乙</div></p>",
        "<p><b>甲<ul><li>乙</li></ul></b></p>",
        "<table><table><tbody></tbody></table></table>",
        "<ruby>甲<b><rt>乙</rt></b></ruby>",
        "<p>甲<hr></p>",
    ],
)
def test_what_browsers_would_nest_otherwise_is_written_as_they_read_it(html: str) -> None:
    assert not is_harmless(html, AUTHORS)
    assert is_harmless(pass_authors(html).html, AUTHORS)
    assert words_of(pass_authors(html).html) == words_of(html)


def test_an_element_without_end_is_shown_as_words() -> None:
    html = f"<p {' '.join(f'a{number}' for number in range(100_000))}>字</p>"
    passed = pass_authors(html)
    assert passed.taken == ("an element with more attributes than can be read",)
    assert passed.html == f"<pre>{escape(html, quote=False)}</pre>"


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</html x>", "</html/>"])
def test_no_word_is_lost_behind_what_ends_a_page(end: str) -> None:
    passed, _ = pass_authors(render(f"甲\n\n{end}\n\n乙\n\n<p>丙</p>{end}\n\n丁\n"))
    assert "".join(words_of(passed).split()) == "甲乙丙丁"


@pytest.mark.parametrize(
    "html", ["<p>甲</p><!-- 乙", '<p>甲</p><p title="乙>丙</p>', "<p>甲</p><p title='丙", "<p>甲</p></p"]
)
def test_what_hides_the_end_of_a_text_is_named(html: str) -> None:
    hides = "a mark without its end, which hides what follows,"
    assert pass_authors(html) == ("<p>甲</p>", (hides,))


def test_groups_of_terms_stand_in_their_list() -> None:
    html = "<dl><div><dt>甲</dt><dd>乙</dd></div></dl>"
    assert pass_authors(html) == (html, ())


def test_a_finding_names_what_to_look_for() -> None:
    _, taken = pass_authors(f'<p onclick="{"x" * 99}">甲<script>1</script></p>')
    assert taken == (f"onclick='{'x' * 60}…' of <p>", "<script>")


def test_the_sites_own_marks_pass_only_behind_its_own_steps() -> None:
    own = '<a class="held-show" href="https://a.example/" data-alt="甲">乙</a>'
    assert pass_own(own) == (own, ())
    assert "held-show" not in pass_authors(own).html


HARMLESS_ADDRESSES = [
    "https://a.example/?q=1:2",
    "HTTP://a.example",
    "../a/#b:c",
    "第1章:上/",
    "//a.example",
    "",
]
HARMFUL = [
    *(
        "javascript:x",
        "JaVaScRiPt:x",
        " javascript:x",
        "\x01javascript:x",
        "java\tscript:x",
        "java\nscript:x",
    ),
    *("javascript&colon;x", "&#106;avascript:x", "vbscript:x", "data:text/html,x", "blob:x", "file:///etc"),
    *("view-source:x", "feed:javascript:x", "jar:x", "\u00a0javascript:x", "\u200bjavascript:x", "x-y:z"),
]


@pytest.mark.parametrize("address", HARMLESS_ADDRESSES)
def test_an_address_that_only_leads_somewhere_passes(address: str) -> None:
    html = f'<a href="{escape(address)}">甲</a>'
    assert is_harmless(html, AUTHORS)


@pytest.mark.parametrize("address", HARMFUL)
def test_an_address_that_runs_or_embeds_something_does_not(address: str) -> None:
    assert pass_authors(f'<a href="{escape(address)}">甲</a>').html == "<a>甲</a>"
    assert pass_authors(f'<img src="{escape(address)}">').html == "<img>"


PIECES = """< > </ /> <!-- --> --!> <! <? " ' = & ; <p> </p> <a <b <svg> <math> <mtext> <mglyph> <style>
    </style> <script> </script> <noscript> <template> <table> <td> <title> <textarea> <xmp> <plaintext>
    <select> <![CDATA[ ]]> href= "javascript:x" onload=x> id="find" <img src=x甲 甲 乙 &lt; &#60; &amp;lt;
    &#0; <form> <p class="a"> <A HREF="x"> <br/> </br> <li> <details open> <frameset> <body onload=x> <html
    </body>""".split()
SCRAPS = st.lists(st.sampled_from([*PIECES, "\x00", "\x0c", "\n", " "]), max_size=14)


@given(SCRAPS)
def test_whatever_comes_what_passes_is_of_the_grammar(scraps: list[str]) -> None:
    passed = pass_authors("".join(scraps)).html
    assert is_harmless(passed, AUTHORS)
    assert is_harmless(passed, OWN)
    assert pass_authors(passed) == (passed, ())


@given(st.text(alphabet="<>&\"'=/! 甲a;#0", max_size=60))
def test_text_that_looks_like_html_keeps_its_letters(text: str) -> None:
    passed, taken = pass_authors(f"<p>{escape(text)}</p>")
    assert taken == ()
    assert letters(fragment_fromstring(passed).text_content()) == letters(text)
