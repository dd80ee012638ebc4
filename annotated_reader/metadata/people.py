"""Splits a byline into the names of its authors, and refuses what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LABEL = re.compile(
    r"\A\s*(?:by\s+|作者[:：]?\s*|文\s*[/／:：|｜]\s*|撰文[:：]?\s*|(?:[\u3400-\u9fff]{0,8}\s*)??(?:记者|記者|撰稿人)[:：]?\s*)",
    re.I,
)
_ROLE = re.compile(
    r"\s*(?:(?:综合|綜合)?(?:报道|报导|報道|報導)|(?:编|編)?(?:译|譯)|摄影?|攝影?|发自\S*|(?:记者|記者|撰文|供图|整合|整理|编写|口述|文|等))\s*\Z"
)
_OTHERS = re.compile(
    r"(?:\A|(?<=[\s、，,;；|｜]))(?:图片?|圖片?|摄影?|攝影?|视频|制图|製圖|漫画|设计|监制|校对|(?:责任|責任|本文)?(?:编辑|編輯)|责编|責編)"
    r"\s*[/／:：|｜ ]\s*[^\s、，,;；|｜/／]+"
)
"""Who drew, photographed or edited, but did not write."""
_PLACED = re.compile(r"[/／]\s*[\u3400-\u9fff]{2,6}(?:报道|报导|報道|報導)\s*\Z")
"""``／台北報導`` behind a name says where the report was written."""
_SPLIT = re.compile(r"\s*(?:[、，,;；/／&|｜](?:\s*and\s)?|\s和\s|\sand\s)\s*")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})+\Z")
_NOBODY = re.compile(
    r"\A(?:.*@.*|name|网络整理|综合整理|整理|自媒体|admin|administrator|unknown|none|null|na|n/a|author|root|editor|staff|webmaster|佚名|匿名|未知|网络|網絡|本站|未署名|小编|小編"
    r"|编辑|編輯|编译|編譯|责编|摄影?|文|图|(?:综合|綜合)?(?:报道|报导|報道|報導)|发自.*"
    r"|staff (?:writer|reporter)s?|\d+|https?:.*)\Z",
    re.I,
)
_SHORT = re.compile(r"[\u3400-\u9fff·]{2,3}\Z")
MAX_BYLINE = 400
MAX_NAME = 40
"""Longest byline and name, in characters; longer strings are sentences."""


def split_people(byline: str) -> Iterator[str]:
    """Yield the names in ``byline``, in order, without labels and roles."""
    if len(byline) > MAX_BYLINE or byline.startswith(("http://", "https://", "//")):
        return
    text = _OTHERS.sub("", _PLACED.sub("", " ".join(byline.split())))
    text = _LABEL.sub("", text).strip()
    for part in _SPLIT.split(_spread(text)):
        name = _without_role(_LABEL.sub("", part)).strip(" \t　:：·.")
        name = name[1:-1] if name[:1] in "(（[【" and name[-1:] in ")）]】" else name
        if name and len(name) <= MAX_NAME and not _NOBODY.match(name):
            yield name


def _without_role(name: str) -> str:
    """Drop "reports", "photographs" and the like, unless they end the name of an outlet."""
    match = _ROLE.search(name)
    if not match:
        return name
    rest = name[: match.start()]
    return rest if match.group(0)[:1].isspace() or _SHORT.match(rest) else name


def _spread(text: str) -> str:
    """Chinese names typed with a space between them are several people."""
    return re.sub(r"\s+", "、", text) if _HAN_NAME.match(text) else text
