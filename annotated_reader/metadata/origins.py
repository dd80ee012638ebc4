"""Reads the lines above a copied text that link to where it stood first: "文章来自某号：[题目](地址)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from annotated_reader.document import Line
from annotated_reader.metadata.evidence import Candidate, Evidence, is_prose
from annotated_reader.metadata.labels import any_of
from annotated_reader.metadata.outlets import outlet_name

ABOVE = 5
"""So many lines at the top of a copy may say where it is from."""
OUTSIDE = 26
"""Letters that such a line has besides its link."""
NAME = 16
"""Letters of the longest name that only its link gives; longer ones are titles."""
_FROM = any_of("""
    (?:本文|文章|原文|信息|内容|消息|全文)?(?:转载?自|轉載?自|来自|來自|源自|来源|來源|出处|出處|原载|原載|首发|首發|摘自)(?:于|於)?
    原文(?:链接|連結|鏈接|地址)? 原(?:链接|連結|鏈接|帖)
""")
_PLATFORM = any_of("""
    微信(?:公众号|公眾號|公号|公號)? 公众号 公眾號 公号 公號 微博 博客 知乎专栏 豆瓣日记 网站
""")
_LINE = re.compile(
    rf"(?:{_FROM})\s*[:：]?\s*(?:{_PLATFORM})?\s*[:：]?\s*[「『“\"【《]?(?P<name>[^\s:：「」『』“”\"【】《》,，。~]{{2,16}})?"
)
_AFTER = re.compile(
    rf"(?:发自|來自|来自|首发于?)\s*(?:{_PLATFORM})\s*[「“]?(?P<name>[^\s，。」”]{{2,16}})[」”]?\Z"
)
_ARTICLE = re.compile(r"(?:https?:)?//[^/?#]+/(?:[^/?#]+/[^/?#]|[^/?#]*\d|[^?#]*\?.)")
"""An address that has two parts, a number or a question: no home page, and no department."""
_WORD = re.compile(r"(?:原文|全文)(?:链接|連結|鏈接|地址)?\Z")


def find_origins(evidence: Evidence) -> Iterator[Candidate]:
    """Yield the address and the outlet that such a line gives; the whole line becomes metadata."""
    if evidence.document.page:
        return
    shown = (line for line in evidence.lines if line.letters)
    for line in islice(shown, ABOVE):
        if is_prose(line) and not line.linked:
            return
        if line.linked and line.letters - line.linked <= OUTSIDE:
            yield from _read(line)


def _read(line: Line) -> Iterator[Candidate]:
    links = [link for link in line.element.iter("a") if "//" in (link.get("href") or "")]
    if len(links) != 1 or not _ARTICLE.match(links[0].get("href")):
        return
    said, address = " ".join(links[0].text_content().split()), links[0].get("href")
    match = _LINE.match(line.text)
    lift = (line.start, line.end) if match else None
    if match is None and not (_WORD.match(said) and (match := _AFTER.search(line.text))):
        return
    yield Candidate("original_url", address, "stated", "text/origin", line.text, lift)
    name = match["name"] or ""
    if said.startswith(name):
        name = said if len(said) <= NAME and not line.text.startswith("原") else ""
    if name and not _WORD.match(name) and (outlet := outlet_name(name)):
        yield Candidate("publisher", outlet, "byline", "text/origin", line.text, lift)
