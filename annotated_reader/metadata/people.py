"""Splits a byline into the names of its authors, and refuses what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.metadata.labels import any_of

_REPORTER = any_of("""
    (?:见习|實習|实习|特约|特約|首席|高级|资深|全媒体|专栏|專欄|特派)?(?:记者|記者|撰稿人|撰稿)
    (?:特约|特約|首席|本报|本報)?(?:评论员|評論員|通讯员|通訊員|特派员|特派員)
    专栏作者 專欄作者 专栏作家 [》》]\\s*作者 編集委員
""")
_LABEL = re.compile(
    r"\A\s*(?:by\s+|par\s+|作者[:：]?\s*|文\s*[/／:：|｜]\s*|撰文[:：]?\s*|发布者[:：]\s*"
    rf"|(?:[\w《》]{{0,12}}?\s*)??(?:{_REPORTER})[:：]?\s*)",
    re.I,
)
_NEXT = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?<![报報网網社刊台])\s+(?:见习|實習|实习|特约|特約)(?:记者|記者|撰稿人?)\s*(?=[\u3400-\u9fff])"
)
"""Between a reporter's name and that of another kind of reporter."""
_ROLE = re.compile(
    r"\s*(?:(?:综合|綜合)?(?:报道|报导|報道|報導)|(?:编|編)?(?:译|譯)|摄影?|攝影?|发自\S*|(?:记者|記者|撰文|供图|整合|整理|编写|口述|文|等))\s*\Z"
)
_WHO = re.compile(r"\s*[（(][^）)]*[\u3400-\u9fff]{3}[^）)]*[）)]?")
"""Where somebody works, in brackets behind the name; Latin letters there are the name's own spelling."""
_FACTS = any_of(
    "时间 時間 日期 来源 來源 发布\\w* 发表\\w* 编辑 編輯 责任编辑 责编 责任編輯 链接 字号 阅读 浏览"
)
_MONTHS = any_of(
    "January February March April May June July August September October November December"
    " Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec"
)
_BEHIND = re.compile(
    rf"\s*(?:(?:{_FACTS})\s*[:：]|返回\S+|(?<=\s)(?:发自|發自)\s?\S.*|(?:19|20)\d\d[-年/.]\d|\bView More\b"
    rf"|\bPublished\b|\bUpdated\b|\bon\Z|\bat\s\d|\b(?:{_MONTHS})\s\d{{1,2}}\b).*\Z"
)
"""Other facts that stand behind a name."""
_CREWS = any_of("""
    图片? 圖片? 摄影? 攝影? 视频 制图 製圖 漫画 设计 监制 校对 (?:责任|責任|本文)?(?:编辑|編輯) 责编 責編
""")
_OTHERS = re.compile(rf"(?:\A|(?<=[\s、，,;；|｜]))(?:{_CREWS})\s*[/／:：|｜ ]\s*[^\s、，,;；|｜/／]+")
"""Who drew, photographed or edited, but did not write."""
_PLACED = re.compile(r"[/／]\s*[\u3400-\u9fff]{2,6}(?:报道|报导|報道|報導)\s*\Z")
"""``／台北報導`` behind a name says where the report was written."""
_SPLIT = re.compile(r"\s*(?:[、，,;；/／&|｜](?:\s*and\s)?|\s和\s|\sand\s)\s*")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})+\Z")
_NOBODIES = any_of(r"""
    name 综合 綜合 整合 编译 編譯 翻译 翻譯 转载 原创 来源 供稿 投稿者? 系统管理员 管理员 发布者 不详 无
    网络整理 综合整理 整理 自媒体
    admin administrator unknown none null na n/a author root editor staff webmaster
    佚名 匿名 未知 网络 網絡 本站 未署名 小编 小編
    编辑 編輯 责编 摄影? 文 图 (?:综合|綜合)?(?:报道|报导|報道|報導) 发自.*
    (?:.*\b)?(?:analyst|correspondent|reporter|editor|writer|contributor|columnist)s?
    (?:.*\b)?(?:professor|director|wire|staff|team|newsroom|agency|desk)
    原文(?:链接|鏈接|連結)? 全文 手记 手記 调查 調查 观察 觀察 按 专访 專訪 述评 视线 在线 连线 文章
    .*@.* .*[。！？!?;<>{}].* \d+ https?:.* .*\d:\d\d.* .*\bwww\..*
    \w+_\w*\d\w* (?:show|view|see|read)\s(?:all|more)\b.* \W+
""")
_NOBODY = re.compile(rf"\A(?:{_NOBODIES})\Z", re.I)
_PARTICLES = any_of("de da di du del della der den dos van von bin ibn al el la le ten ter")
_WORDS = re.compile(
    rf"[a-z]+(?: [a-z]+)+\Z|(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) |(?!(?:{_PARTICLES})\b)[a-z]+(?: \S+){{3}}"
)
"""Words of a sentence: a name has capitals."""
_SHORT = re.compile(r"[\u3400-\u9fff·]{2,3}\Z")
_DEGREE = re.compile(
    r"(?:M\.?D|Ph\.?\s?D|D\.?Phil|M\.?A|M\.?Sc?|B\.?Sc?|MPH|MBA|R\.?N|R\.?D|J\.?D|DDS|DVM|Esq)\.?\Z"
)
"""What may stand behind a name and a comma: "Ann Lee, MD"."""
_COMPANY = re.compile(r".*\b(?:GmbH|Inc|Ltd|LLC|AG|Corp|Pty|B\.V|S\.A|d\.o\.o|e\.\s?V)\.?\Z")
_INITIAL = re.compile(r"[A-Za-z]\.?\Z")
MAX_BYLINE = 400
MAX_NAME = 40
"""Longest byline and name, in characters; longer strings are sentences."""


def split_people(byline: str) -> Iterator[str]:
    """Yield the names in ``byline``, in order, without labels and roles."""
    if len(byline) > MAX_BYLINE or byline.startswith(("http://", "https://", "//")):
        return
    text = _OTHERS.sub("", _PLACED.sub("", " ".join(byline.split())))
    text = _BEHIND.sub("", _LABEL.sub("", _NEXT.sub("、", text))).strip()
    text = _WHO.sub("", text) or text
    for part in _parts(_spread(text)):
        name = _without_role(_LABEL.sub("", part)).strip(" \t　:：·.\ufffc")
        name = name[1:-1] if name[:1] in "(（[【" and name[-1:] in ")）]】" else name
        if name and len(name) <= MAX_NAME and not _NOBODY.match(name) and not _WORDS.match(name):
            yield name


def _parts(text: str) -> list[str]:
    """Cut a byline between its names; "Lee, A." and "Tea & I" are one, a company's address is none."""
    parts = [part for part in _SPLIT.split(text) if not _DEGREE.match(part)]
    if any(map(_COMPANY.match, parts)):
        return []
    return [text] if len(parts) == 2 and _INITIAL.match(parts[1]) else parts


def _without_role(name: str) -> str:
    """Drop "reports", "photographs" and the like, unless they end the name of an outlet."""
    match = _ROLE.search(name)
    if not match:
        return name
    rest = name[: match.start()]
    if match.group(0) == "文":
        return name
    return rest if match.group(0)[:1].isspace() or _SHORT.match(rest) else name


def _spread(text: str) -> str:
    """Chinese names typed with a space between them are several people."""
    return re.sub(r"\s+", "、", text) if _HAN_NAME.match(text) else text


SURNAMES = frozenset(
    "王李张张劉刘陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭萧田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鐘鍾姜崔谭譚陆陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫阎閻雷龙龍段史陶贺賀毛郝顾顧龚龔邵万萬钱錢严嚴赖賴覃洪武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺"
)
"""First letters of the Chinese names that nearly all people bear."""
_DOUBLE = re.compile(
    r"(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|司徒|夏侯)[\u3400-\u9fff]{1,2}\Z"
)
_NO_PERSON = re.compile(
    r".*(?:省|市|县|縣|区|區|州|庄|街|路|书|書|报|報|网|網|站|社|周|版|期|号|號|讯|訊|园|者|们|們|村|镇)\Z"
)


_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·‧・•][\u3400-\u9fff]{1,8}){1,3}\Z")
"""A foreign name spelt in Chinese: 艾米·索恩."""


def is_foreign_name(name: str) -> bool:
    """True for a name with the dot that Chinese sets between the parts of foreign ones."""
    return bool(_FOREIGN.match(name))


def may_be_person(name: str) -> bool:
    """True for what is a person's name where a name is to be expected: two letters with a surname too."""
    if is_person(name) or is_foreign_name(name):
        return True
    return len(name) == 2 and name[0] in SURNAMES and name.isalpha() and not _NO_PERSON.match(name)


def is_person(name: str) -> bool:
    """True for three letters, or a double surname and a given name, that can only be a Chinese person's."""
    if _DOUBLE.match(name):
        return True
    return len(name) == 3 and name[0] in SURNAMES and name.isalpha() and not _NO_PERSON.match(name)
