"""Trees to try the Markdown step on: the dirt of real captures, generated."""

from __future__ import annotations

from hypothesis import strategies as st
from lxml import etree, html

from annotated_reader.document import INVISIBLE

SNIPPETS = (
    "1990. 年", "- 项", "+ 加", "# 标题", "#标签#", "> 引", "| a | b |", "|---|---|", "***", "===",
    "---", "- - -", "___", "<script>alert(1)</script>", "&lt;b&gt;", "&copy;", "&#123 x", "&#60;",
    "[x]: http://e.com", "[^1]", "[^1]: 注", "{: .x}", "{#id}", "!!! note", ": 定义", "    四格",
    "尾\\", "\\*", "\\", "`码`", "``", "```", "~~~", "~~删~~", "~", "http://e.com/a_(b)_c d",
    "<b>粗</b>", "*[HTML]: 超", "*", "**", "_", "__x__", "a_b_c", "[1]", "[注](", "](x)", "![", "!",
    "[TOC]", "<!-- 注 -->", "<?php", "<![CDATA[x]]>", "</p>", "<div markdown='1'>", "<a@b.c>",
    "<http://e.com>", "<", "&", "&amp", ";", "(", ")", "“引”", "真。", "她", "，", "\u3000",
    "\u3000\u3000段", "\n", "\n  中", "  ", " ", "\xa0\xa0", "\u200b", "e\u0301", "\u0301", "\u200d",
    "לשלום", "１２３", "\ue000", "①", "ﬁ", "が", "か\u3099", "한글", "word", "Two words.", "STX\x7f",
    "klzzwxh:0001", "wzxhzdk:0", "1.", "2)", ":", "=", "-", "+", "::", "/// 注", "^[1]", "$x$",
    "==x==", "++x++", "\\|", "\\`", "\u2028", "end of line.",
    "这是很长的一句话，足有二十五个字以上，所以它自成一段。", "[File: Reuters]", "[图 1] ", ":-|",
    "|-", " | ",
)  # fmt: skip
"""Text that looks like Markdown or HTML, or is odd in itself."""

INLINE = (
    "b",
    "strong",
    "i",
    "em",
    "a",
    "span",
    "font",
    "u",
    "code",
    "sub",
    "sup",
    "s",
    "del",
    "ok",
    "ruby",
    "rt",
)
BLOCK = (
    "p", "div", "center", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "figure",
    "figcaption", "h1", "h2", "h6", "pre", "dl", "dt", "dd", "section", "details", "summary",
    "caption", "tbody", "iframe",
)  # fmt: skip
EMPTY = ("br", "br", "img", "hr", "script", "style")
HREFS = (
    "http://e.com/a",
    "https://e.com/(b) c_d*e",
    "javascript:alert(1)",
    "",
    "#x",
    "/朝鲜?a=1&copy=2",
    "mailto:a@e.com",
)

texts = st.one_of(
    st.sampled_from(SNIPPETS),
    st.lists(st.sampled_from(SNIPPETS), max_size=4).map("".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=6),
)


def trees(max_leaves: int = 25) -> st.SearchStrategy[etree._Element]:
    """Elements of any nesting, sane or not."""
    nodes = st.recursive(
        st.builds(
            _element, st.sampled_from(EMPTY + INLINE), texts, st.just([]), texts, st.sampled_from(HREFS)
        ),
        lambda children: st.builds(
            _element,
            st.sampled_from(INLINE + BLOCK),
            texts,
            st.lists(children, max_size=4),
            texts,
            st.sampled_from(HREFS),
        ),
        max_leaves=max_leaves,
    )
    return st.builds(_element, st.just("div"), texts, st.lists(nodes, max_size=5), st.just(""), st.just(""))


def _element(tag: str, text: str, children: list[etree._Element], tail: str, href: str) -> etree._Element:
    element = html.Element(tag)
    if tag in ("br", "img", "hr"):
        if tag == "img" and href:
            element.set("src", href)
            element.set("alt", tail.replace("\x7f", ""))
    else:
        element.text = text
    if tag == "a" and href:
        element.set("href", href)
    element.extend(children)
    element.tail = tail
    return element


def words(root: etree._Element) -> str:
    """All visible text of a tree in document order."""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in INVISIBLE:
                walk.skip_subtree()
            else:
                parts.append(element.text or "")
        elif element is not root:
            parts.append(element.tail or "")
    return "".join(parts)


def rendered_words(rendered: str) -> str:
    """All visible text of an HTML fragment."""
    return words(html.fragment_fromstring(rendered, create_parent="div"))
