"""Law 7: nothing in a capture runs, neither as a live element nor as text that Markdown would wake."""

from __future__ import annotations

import re
from html import escape

import pytest
from lxml import html

from annotated_reader.errors import ReaderError
from annotated_reader.letters import letters
from annotated_reader.markdown import gate, render, to_markdown
from tests.markdown_trees import rendered_words, words

FORBIDDEN = {
    *("script", "iframe", "object", "embed", "svg", "math", "style", "form", "input", "button"),
    *("link", "meta", "base", "template", "noscript", "video"),
}
LIVE_SCHEME = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data|file)[\s\x00-\x1f]*:", re.I)

PAYLOADS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.example></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    '<img src="data:text/html,<script>alert(1)</script>" alt=x>',
    "<img src='https://e.example/\" onerror=\"alert(1)' alt='\"><script>alert(1)</script>'>",
    "<svg onload=alert(1)><a href='javascript:1'>x</a></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='javascript:alert(1)'>甲</iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,1'>乙</object>",
    "<embed src='https://e.example/x.swf'>",
    "<style>p { background: url(javascript:1) }</style>丙",
    "<form action='javascript:1'><input onfocus=alert(1)><button formaction='x'>丁</button></form>",
    "<a href='javascript:alert(1)'>戊</a>",
    "<a href='JaVaScRiPt:alert(1)'>戊</a>",
    "<a href=' &#14; javascript:alert(1)'>戊</a>",
    "<a href='java&#x0A;script:alert(1)'>戊</a>",
    "<a href='java&#x09;script&#58;alert(1)'>戊</a>",
    "<a href='javascript&amp;colon;alert(1)'>戊</a>",
    "<a href='&amp;#106;avascript:alert(1)'>戊</a>",
    "<a href='java&amp;Tab;script&amp;colon;alert(1)'>戊</a>",
    "<a href='\u200bjavascript:alert(1)'>戊</a>",
    "<a href='vbscript:msgbox(1)'>戊</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>戊</a>",
    "<a href='https://e.example/\"onmouseover=\"alert(1)'>戊</a>",
    "<a href='https://e.example/) [x](javascript:alert(1)'>戊</a>",
    "<a href='x' style='background:url(javascript:1)' onclick='1'>己</a>",
    "<p onmouseover=alert(1) style='x:expression(1)'>庚</p>",
    "<base href='https://e.example/'><meta http-equiv=refresh content='0;url=javascript:1'>辛",
    "<template><script>alert(1)</script></template>壬",
    "<noscript><img src=x onerror=alert(1)></noscript>癸",
    "<details open ontoggle=alert(1)><summary>子</summary>丑</details>",
    "<video><source onerror=alert(1)></video>寅",
    "<x-y onclick=alert(1)>卯</x-y>",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n[x]",
    "**x**{: onclick=alert(1) }",
    "# x {: onclick=alert(1) }",
    "<div markdown='1' onclick=alert(1)>辰</div>",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php ?><script>alert(1)</script>",
    "<p>\x02wzxhzdk:0\x03 \x02amp\x03lt;script></p>",
    "</p><script>alert(1)</script><p>",
)


def assert_dead(rendered: str) -> None:
    tree = html.fragment_fromstring(rendered, create_parent="div")
    for element in tree.iter():
        assert element.tag not in FORBIDDEN, rendered
        for name, value in element.items():
            assert not name.startswith("on") and name != "style", rendered
            assert name not in ("href", "src") or not LIVE_SCHEME.match(value), rendered


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_as_html_is_dead(payload: str) -> None:
    assert_dead(render(to_markdown(html.fragment_fromstring(payload, create_parent="div"))))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "frame", ["{}", "<p>{}</p>", "<li>{}</li>", "<pre>{}</pre>", "<p>甲<br>{}<b>乙</b></p>"]
)
def test_a_payload_as_text_is_read_as_text(payload: str, frame: str) -> None:
    text = "".join(char for char in payload if char >= " " or char == "\n")
    tree = html.fragment_fromstring(frame.format(escape(text)), create_parent="div")
    rendered = render(to_markdown(tree))
    assert_dead(rendered)
    assert letters(rendered_words(rendered)) == letters(words(tree))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_as_an_address_or_a_caption_is_dead(payload: str) -> None:
    link = html.fragment_fromstring("<p><a>甲</a><img src='https://e.example/i.png'></p>")
    link[0].set("href", payload.replace("\x02", "").replace("\x03", ""))
    link[1].set("alt", payload.replace("\x02", "").replace("\x03", ""))
    rendered = render(to_markdown(link))
    assert_dead(rendered)
    assert letters(rendered_words(rendered)) == "甲"


def test_the_gate_lets_an_article_pass_as_it_is() -> None:
    article = (
        '<p>甲<strong>乙</strong><a href="https://e.example/?a=1&amp;b=2">丙</a></p><ul><li>丁</li></ul>'
    )
    assert gate(article) == article


def test_the_gate_takes_what_is_not_allowed() -> None:
    assert gate('<p onclick="x()">甲<a href="javascript:alert(1)">乙</a></p>') == "<p>甲<a>乙</a></p>"


def test_the_gate_refuses_what_would_change_the_letters() -> None:
    with pytest.raises(ReaderError, match="would change its letters"):
        gate("<p>甲</p><!-- 乙 > 丙 -->")
