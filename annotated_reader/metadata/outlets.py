"""Tells an outlet's name from what only looks like one, and frees it of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from annotated_reader.metadata.affixes import bare, parts_of
from annotated_reader.metadata.evidence import Evidence

MAX_NAME = 40
"""Characters of the longest name of an outlet."""
HEAD, FOOT = 10, 12
"""Lines of a copied page among which its site's name and its copyright stand."""
MARKS = 3
"""So many lines at the top of a copied page may be its site's mark."""
LONGEST = 300
"""Characters of the longest field that is looked at."""
_OFFICIAL = re.compile(r"(?:官方网站|官网|首页)\Z")
_LABEL = re.compile(r"\A(?:(?:文章|信息|稿件|本文)?(?:来源|來源)于?|稿源|转自|轉自|source)\s*[:：]\s*", re.I)
_BEHIND = re.compile(
    r"\s*(?:(?:责任|責任)?(?:编辑|編輯)|责编|責編|作者|记者|記者|原创稿?|[（(\[【][^A-Za-z]*|第?\d{4}\s*年.*|\d{4}[-.]\d.*|(?<=\s)[于於]|第\s*\d+\s*[期版].*|(?<=\s)手机看新闻|(?<=\s)我要评论)(?:\s*[:：].*)?\Z"
)
_QUOTED = re.compile(r"\A[《〈]([^》〉]{2,24})[》〉]\S{0,3}\Z")
_ACCOUNT = re.compile(r"\A(?:微信公众号|微信公眾號|公众号|公眾號|微博)\s*[“「\"@]?([^”」\"]{2,24})[”」\"]?\Z")
"""A platform's word in front of the name of an account on it."""
_AGENT = re.compile(r"\A\S{2,8}[网網]\s*[-－—–]+\s*《?(\S{2,10}?[报報刊社])》?\Z")
"""A site, and the paper whose article it shows: 人民网－人民日报."""
_LIST = re.compile(r"[、；;]|[，,]\s*\S|[》〉]\s*[《〈]|等\Z")
_NO_NAME = re.compile(
    r"\A(?:作者.*|.*(?:投稿|自摄|供图|提供)|综合.*|網絡.*|网络.*|互联网.*|本站.*|不详|.*@.*|https?:.*"
    r"|\d+|原创|转载|轉載|(?-i:the [a-z].*)|[^\w]*)\Z",
    re.I,
)
_OUTLET = re.compile(
    r"(?:报|報|报社|網|网|社|电视台|電視台|广播电台|電台|卫视|央视|刊|周报|新闻|新聞|新闻云|新聞雲|杂志|雜誌|频道|客户端|传媒|傳媒|财经|財經|科技|娱乐|体育|资讯|在线|博客|部落格|發布|发布|消息"
    r"|公司|集团|学会|协会|協會|大学|大學|学院|研究院|研究所|研究会|委员会|办公室|办事处|政府|公安局|中心|博物馆|图书馆|出版社|观察|评论|时报|中文|论坛|論壇|新闻部|日報"
    r"|news|times|post|daily|journal|review|press|herald|tribune|magazine|media|radio|tv|\.(?:com|net|org|cn|tv|io)(?:\.\w\w)?)\Z",
    re.I,
)
_NAMED = re.compile(r"[\u3400-\u9fff][\u3400-\u9fffA-Za-z]{1,14}\Z")
_DEVICE = re.compile(r"iPhone|iPad|Android|安卓|手机客户端|微博", re.I)
"""What a post was sent from."""
_SECTION = re.compile(
    r"\A(?:国内|國內|国际|國際|社会|社會|财经|財經|体育|體育|娱乐|娛樂|时政|政治|科技|军事|軍事|热点|熱點|图片|本地|地方|要聞|頭條|圖片|滾動|視頻|影音|綜合|行業|最新|即时|即時|滚动|视频|综合|行业|公司|公告|头条|要闻|生活|教育|文化|汽车|房产|健康|旅游"
    r"|未分类|首页|正文|资讯|新聞|新闻|评论|評論|观点|觀點|专题|專題|其他|其它|原创|转载|编辑|记者|作者|管理员|admin|uncategorized|news|home)"
    r"(?:新闻|新聞|资讯|资讯中心|要闻|消息|频道|中心|观察|评论|科技|财经|在线|报道)?\Z",
    re.I,
)
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|cn|tv|io|info|tw|hk|uk|lv|me|co)(?:\.\w\w)?\Z", re.I
)
_POWERED = re.compile(r"\A(?:powered by .*|手机.*版|移动版|官方网站|官网|首页|正文|详情)\Z", re.I)
_OWNED = re.compile(r"\A(?:copyright|all|rights|reserved|by|the|\d)*", re.I)
"""What stands between the sign of copyright and the owner's name, in letters."""
_HOLDER = re.compile(r"©|copyright|版权所有|版權所有|all rights reserved", re.I)


def outlet_name(value: str) -> str | None:
    """Return the one outlet that a "source:" names; None where it names several, or nobody."""
    if len(value) > LONGEST:
        return None
    name = _LABEL.sub("", " ".join(value.split()))
    while (shorter := _BEHIND.sub("", name)) != name:
        name = shorter
    if quoted := _QUOTED.match(name):
        name = quoted[1]
    if account := _ACCOUNT.match(name):
        name = account[1]
    if paper := _AGENT.match(name):
        name = paper[1]
    name = name.strip(" 　\"“”'·•|｜-—:：")
    if not 2 <= len(name) <= MAX_NAME or _LIST.search(name) or _NO_NAME.match(name):
        return None
    return name


def is_outlet(name: str) -> bool:
    """True where a name without a label can only be an outlet's."""
    match = _OUTLET.search(name)
    return (
        bool(match and match.start())
        and not _DEVICE.search(name)
        and 2 <= len(name) <= MAX_NAME
        and not is_section(name)
    )


def is_section(name: str) -> bool:
    """True for the names of a site's departments and for the words of its forms."""
    return bool(_SECTION.match(name))


def is_domain(name: str) -> bool:
    """True for a bare host name."""
    return bool(_DOMAIN.match(name))


def site_names(evidence: Evidence) -> Iterator[str]:
    """Yield what a page's ``<title>`` hangs on the title, where the page shows it to be the site's name."""
    title = evidence.title_tag if len(evidence.title_tag) <= LONGEST else ""
    parts = [part.strip() for part in parts_of(title)[1:] if not _POWERED.match(part.strip())]
    for behind, part in enumerate(reversed(parts[-3:])):
        name = _OFFICIAL.sub("", part) or part
        if 2 <= len(name) <= MAX_NAME and _is_sites(name, evidence, last=not behind):
            yield name


def marks(evidence: Evidence, known: Collection[str]) -> Iterator[str]:
    """Yield the outlet's name that stands alone at the top of a copied page, and the one at its foot."""
    if evidence.document.format != "text":
        return
    lettered = [line.text for line in evidence.document.lines[:HEAD] if line.letters]
    yield from (text for text in lettered[:MARKS] if text in known)
    firsts = [line for line in evidence.document.lines[:HEAD] if line.letters][:2]
    if firsts and firsts[0].index not in evidence.litter:
        firsts = firsts[:1]
    yield from (line.text for line in firsts if is_outlet(line.text) and _NAMED.match(line.text))
    for line in evidence.document.lines[-FOOT:]:
        if _HOLDER.search(line.text):
            yield from sorted((name for name in known if name in line.text), key=len, reverse=True)[:1]


def holders(evidence: Evidence) -> Iterator[str]:
    """Yield the name at the top of a copied page that owns the copyright at its foot."""
    if evidence.document.format != "text":
        return
    lines = evidence.document.lines
    feet = [bare(line.text) for line in lines[-FOOT:] if _HOLDER.search(line.text)]
    for line in lines[:HEAD] if feet else ():
        name = bare(line.text)
        if 4 <= len(name) <= MAX_NAME and not is_section(line.text) and any(name in foot for foot in feet):
            yield from [line.text] if not name.isascii() or _owns(name, feet) else ()


def _owns(name: str, feet: Sequence[str]) -> bool:
    """True where a name in Latin letters stands right behind the sign of copyright."""
    return any(_OWNED.sub("", foot).startswith(name.removeprefix("the")) for foot in feet)


def _is_sites(name: str, evidence: Evidence, last: bool) -> bool:
    """True where a name is a host's or an outlet's, heads the page, owns the copyright, or is said again."""
    if is_section(name):
        return False
    if is_domain(name) or is_outlet(name):
        return True
    wanted = bare(name)
    lines = evidence.document.lines
    if len(wanted) >= 3 and any(bare(line.text) == wanted for line in lines[:6]):
        return True
    if len(wanted) < 4:
        return False
    held = any(_HOLDER.search(line.text) and wanted in bare(line.text) for line in lines[-20:])
    text = evidence.document.text
    return held or (last and (name in text or name.replace(" ", "") in text))
