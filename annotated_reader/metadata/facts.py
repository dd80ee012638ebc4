"""Reads a line that holds facts about an article and little else: "2019-09-26 12:11来源：某网作者：某人"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_reader.metadata.dates import find_date


class Fact(NamedTuple):
    """One thing that such a line says."""

    field: str
    """A key of ``LABELS``; ``day`` for a date without a label, ``bare`` for words without one."""
    value: str


LABELS: Mapping[str, str] = {
    "publisher": r"(?:文章|新闻|新聞|消息|稿件|内容|內容|信息|资讯|資訊|本文)?(?:来源|來源)(?:于|於|自)?|稿源|出处|出處|转载?自|轉載?自"
    r"|来自|來自|供稿单位|发布单位|发布机构|source",
    "author": r"(?:本文|原文|文章)?作者|撰文|撰稿人?|执笔人?|執筆|采写|採寫|采访|采写/摄影|文字|文|记者|記者|楼主|樓主|发帖人|發帖人|发帖者|发布人|发布者|發佈者"
    r"|by|written by|author|words by|words",
    "published": r"(?:(?:发布|發布|發佈|发表|發表|刊登|刊发|出版|创建|建立|发稿|发文|发帖|發文|添加|上传|成文|首发|采集|投稿|文章)"
    r"(?:时间|時間|日期|于|於|在)?|时间|時間|日期|posted(?: on| at)?|published(?: on)?|date|submitted on)",
    "updated": r"(?:(?:最后|最後|最近)?(?:更新|修改|修订|编辑|編輯)(?:时间|時間|日期|于|於)|(?:最后|最後|最近)?更新|(?:last )?(?:updated|modified)(?: on| at)?)",
    "editor": r"(?:本文|文章|网络|网页)?(?:责任|責任|执行|见习|值班|本期|栏目|网站)?(?:编辑|編輯)|责编|責編|编审|主编|美编|(?:一|二|三|初|复|终)?审|审核人?|审稿|校对|校對|监制|監製|监审|签发",
    "other": r"(?:资料|資料|数据|數據|图片|圖片|图像|圖像|视频|素材|参考)(?:来源|來源)|作者(?:单位|單位|简介|簡介|介绍|系)|(?:原文|本文)?(?:链接|連結|地址|网址)|摄影报道|摄影|攝影|图文?|圖|图片|圖片|视频|影片|制图|设计|排版|录入人?|通讯员|翻译|翻譯|译者|譯者|编译|編譯|译|播音"
    r"|(?:浏览|瀏覽|阅读|閱讀|点击|點擊|访问|访问|查看|收听|播放|打印|转发|分享)(?:次数|次數|量|数|數|人数|率)?|人气|热度|评论数?|評論|回复数?|回覆|跟贴|字号|字號|字体|字體|文字大小"
    r"|分享到|分享|所属分类|所属栏目|分类|分類|栏目|频道|类别|标签|標籤|关键词|关键字|阅读时长|IP属地|字数|点赞|收藏|tags?|category|categories|views?|comments?|photographs? by|photos? by|edited by",
}
"""What is written before a value, by what the value is."""

_WORDS = "|".join(f"(?P<{field}>{words})" for field, words in LABELS.items())
_CLOCK = (
    r"(?:[\s　]*(?:at\s+)?T?(?:上午|下午|晚上|凌晨|中午|早上|清晨|AM|PM)?\s*\d{1,2}\s?[:：时時]\s?\d{2}(?:\s?[:：分]\s?\d{2}秒?)?分?(?:\.\d+)?"
    r"(?:\s*[AaPp]\.?[Mm]\b\.?)?(?:\s*(?:Z\b|[+-]\d\d:?\d\d\b|[,，]?\s*[(（]?(?:GMT|UTC|CST|[ECMP][SD]T|BST|HKT|JST|北京时间|格林尼治[^\s\d]*)[^)）\s]*[)）]?))?)?"
)
_WEEK = r"(?:[\s,，(（]*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?)?"
_DATE = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?<!\d)(?:19|20)\d\d\s?[年/.\-]\s?\d{1,2}\s?[月/.\-]\s?(?:3[01]|[12]\d|0?[1-9])\s?(?:日|(?!\d\d?年))"
    r"|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|(?:中华民国|中華民國|民国|民國)\s?[\d一二三四五六七八九十百零〇]{1,5}\s?年\s?[\d一二三四五六七八九十]{1,2}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
    r"|(?<!\d)\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b)"
    + _WEEK
    + _CLOCK,
    re.I,
)
_EDGE = r"(?:(?<=[\s　|｜丨·•,，、（(【\[〔])|(?<=\d)|\A)"
_COLON = re.compile(rf"(?:{_WORDS})\s*[:：]\s*", re.I)
_SLASH = re.compile(rf"{_EDGE}(?:{_WORDS})\s*[/／|｜丨]\s*(?=\S)", re.I)
_PLAIN = re.compile(
    rf"{_EDGE}(?:(?P<publisher>来源于?|來源于?|转自|轉自|来自)|(?P<author>作者|by|撰文|记者|記者|written by)(?=[\s\u3400-\u9fff])"
    r"|(?P<published>发布于|發佈於|发表于|發表於|发布时间|发表时间|posted(?: on| at)?|published(?: on)?|submitted on|日期|时间)"
    r"|(?P<updated>更新于|更新於|更新时间|(?:last )?updated(?: on| at)?)"
    r"|(?P<editor>责任编辑|责编|编辑|編輯)(?=[\s　])|(?P<other>字号|字體|字体|分享到|photographs? by|photos? by)(?=[\s　]))\s*",
    re.I,
)
_FORMS = (_COLON, _SLASH, _PLAIN)
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_NOISE = re.compile(
    r"[\s　|｜丨·•,，/]*(?:[\d,.]+\s*[万w+]?\s*(?:人|次|条|個|个)*\s*(?:阅读|閱讀|浏览|瀏覽|评论|評論|参与|點擊|点击|跟贴|回复|人参与|views?|comments?)"
    r"|(?:举报|收藏|打印|分享|关注|转发|微博|微信|复制链接|我要评论|我有话说|订阅|字号|放大|缩小|大|中|小|展开|只看(?:该作者|楼主)|倒序浏览|优质原创作者|link copied!?|\d+ min(?:ute)? read)(?:\([^)]*\))?|\d{1,7})\s*\Z",
    re.I,
)
_SENTENCE = re.compile(r"[。！？；!?;]|[，,].*[，,]|：|:(?!//)")
LONGEST = 160
"""Characters of the longest line that is looked at; five labelled facts fit in."""
BARE_LETTERS = 24
"""Longest piece without a label that may stand in such a line."""
PIECES = 5
"""Most pieces without a label in such a line."""
_SEPARATED = re.compile(r"\s*[|｜丨·•]\s*|\s{2,}|　")


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts that a line states, in order; none where it is not such a line."""
    if not 4 <= len(text) <= LONGEST:
        return ()
    inner = text[1:-1].strip() if text[0] in _OPEN and text[-1] in _CLOSE else text
    facts = tuple(_read(inner))
    says = {fact.field for fact in facts if fact.value} & {"publisher", "author", "published", "updated", "day"}
    return facts if says and _is_plain(facts) else ()


def _is_plain(facts: tuple[Fact, ...]) -> bool:
    """True where nothing in the line reads like a sentence."""
    bare = [fact.value for fact in facts if fact.field == "bare"]
    return (
        len(bare) <= PIECES
        and all(len(piece) <= BARE_LETTERS and not _SENTENCE.search(piece) for piece in bare)
        and not any(re.search(r"[。！？]", fact.value) or len(fact.value) > 60 for fact in facts)
    )


def _read(text: str) -> Iterator[Fact]:
    """Cut a line at its labels and dates; what follows a label is its value."""
    label = "bare"
    at = 0
    for start, end, field in _marks(text):
        value = _trimmed(text[at:start])
        if field == "day":
            dated = label in ("published", "updated") and not value
            yield from _pieces("bare" if dated else label, value)
            yield Fact(label if dated else "day", text[start:end])
            label = "bare"
        else:
            yield from _pieces(label, value)
            label = field
        at = end
    yield from _pieces(label, _trimmed(text[at:]))


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and field of every label and date, from left to right."""
    at = 0
    while at < len(text):
        found = [match for form in (_DATE, *_FORMS) if (match := form.search(text, at))]
        if not found:
            return
        match = min(found, key=lambda match: (match.start(), -match.end()))
        at = max(match.end(), at + 1)
        yield match.start(), match.end(), "day" if match.re is _DATE else str(match.lastgroup)


def _trimmed(value: str) -> str:
    """Drop counters, buttons and separators around a value."""
    value = value.strip(" \t　|｜丨·•,，/／-—–_>»（）()【】[]")
    while (shorter := _NOISE.sub("", value)) != value:
        value = shorter.rstrip(" \t　|｜丨·•,，/／-—–")
    return value


def _pieces(label: str, value: str) -> Iterator[Fact]:
    """Yield a value, and the bare words that stand behind a separator."""
    if label != "bare":
        first, *rest = _SEPARATED.split(value, maxsplit=1)
        yield Fact(label, first)
        value = _trimmed(rest[0]) if rest else ""
    yield from (
        Fact("bare", piece) for part in _SEPARATED.split(value) if (piece := _trimmed(part)) and find_date(piece) is None
    )
