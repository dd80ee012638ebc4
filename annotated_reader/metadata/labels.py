"""The words that stand before a fact about an article, in Chinese of both scripts and in English."""

from __future__ import annotations

from collections.abc import Mapping


def any_of(words: str) -> str:
    """Return the pattern that matches any of the white-spaced patterns in ``words``."""
    return "|".join(words.split())


LABELS: Mapping[str, str] = {
    "publisher": any_of(r"""
        (?:文章|新闻|新聞|消息|稿件|内容|內容|信息|资讯|資訊|本文)?(?:来源|來源)(?:于|於|自)?
        稿源 出处 出處 转载?自 轉載?自
        来自(?!\s*[:：]?\s*\S{0,8}(?:客户端|手机|网页|iPhone|安卓|微博)|\s*[:：]\s*\S{1,20}[)）]\s) 來自
        供稿单位 发布单位 发布机构 source
    """),
    "author": any_of(r"""
        (?:本文|原文|文章|原)?作者 撰文 撰写 撰寫 撰稿人? 执笔人? 執筆 采写 採寫 采访 采写/摄影
        文字 文 记者 記者
        楼主 樓主 发帖人 發帖人 发帖者
        by
        (?:written|story|text|reporting|posted)\sby author words\sby words
    """),
    "poster": any_of("发布人 发布者 發佈者"),
    "published": any_of(r"""
        (?:发布|發布|發佈|发表|發表|刊登|刊发|出版|创建|建立|发稿|发文)(?:时间|時間|日期|于|於|在)?
        (?:发帖|發文|添加|上传|成文|首发|采集|投稿|文章)(?:时间|時間|日期|于|於|在)
        时间 時間 日期 首播日期 京港台 (?:北京|美东|美東|台北|香港|发稿|發稿)(?:时间|時間)
        posted(?:\son|\sat)? published(?:\son)? date submitted\son premiered streamed\slive\son
    """),
    "updated": any_of(r"""
        (?:最后|最後|最近)?(?:更新|修改|修订|编辑|編輯)(?:时间|時間|日期|于|於) (?:最后|最後|最近)?更新
        (?:last\s)?(?:updated|modified)(?:\son|\sat)?
    """),
    "editor": any_of(r"""
        (?:本文|文章|网络|网页)?(?:责任|責任|执行|见习|值班|本期|栏目|网站)?(?:编辑|編輯)
        责编 責編 编审 主编 美编
        (?:一|二|三|初|复|终)?审 审核人? 审稿 校对 校對 监制 監製 监审 签发
    """),
    "other": any_of(r"""
        (?:资料|資料|数据|數據|图片|圖片|图像|圖像|视频|素材|参考)(?:来源|來源)
        作者(?:单位|單位|简介|簡介|介绍|系)
        (?:原文|本文)?(?:链接|連結|地址|网址)
        摄影报道 摄影 攝影 图文? 圖 图片 圖片 视频 影片 制图 设计 排版 录入人?
        通讯员 翻译 翻譯 译者 譯者 编译 編譯 译 播音
        (?:浏览|瀏覽|觀看|观看|阅读|閱讀|点击|點擊|访问)(?:次数|次數|量|数|數|人数|率)?
        (?:查看|收听|播放|打印|转发|分享)(?:次数|次數|量|数|數|人数|率)?
        人气 热度 评论数? 評論 回复数? 回覆 跟贴 字号 字號 字体 字體 文字大小 分享到
        所属分类 所属栏目 分类 分類
        栏目 频道 类别 标签 標籤 关键词 关键字 阅读时长 IP属地 字数 点赞 收藏
        tags? category categories views? comments? photographs?\sby photos?\sby edited\sby
    """),
}
"""What is written before a value, by what the value is; ``editor`` and ``other`` end a value, no more."""

_NAME_FOLLOWS = r"(?=\s|[\u3400-\u9fff]{2,3}(?:[\s|｜,，/／]|\Z))"
_SPACE_FOLLOWS = r"(?=\s)"

_WRITERS = any_of(
    r"作者 by 撰文 记者 記者 (?:特约|特約)(?:撰稿人?|记者|記者) (?:written|story|text|reporting|posted)\sby"
)

PLAIN: Mapping[str, str] = {
    "publisher": any_of(
        r"来源于? 來源于? (?:转自|轉自|来自)(?=\s)(?!\s*\S{0,8}(?:客户端|手机|网页|iPhone|安卓|微博))"
    ),
    "author": f"(?:{_WRITERS}){_NAME_FOLLOWS}",
    "published": any_of(r"""
        发布于 發佈於 发表于 發表於 发布时间 发表时间 日期 时间
        posted(?:\son|\sat)? published(?:\son)? submitted\son premiered
    """),
    "updated": any_of(r"更新于 更新於 编辑于 編輯於 更新时间 (?:last\s)?updated(?:\son|\sat)?"),
    "editor": f"(?:{any_of('责任编辑 责编 编辑 編輯')}){_SPACE_FOLLOWS}",
    "other": f"(?:{any_of('字号 字體 字体 分享到 photographs?_by photos?_by')}){_SPACE_FOLLOWS}".replace(
        "_", r"\s"
    ),
}
"""Those that need no colon."""

COUNTERS = any_of(r"""
    阅读 閱讀 浏览 瀏覽 评论 評論 参与 點擊 点击 跟贴 回复 人参与 次觀看 次观看 views? comments?
""")
"""What a number on such a line counts."""

BUTTONS = any_of(r"""
    参与互动 举报 收藏 打印 分享 关注 转发 微博 微信 复制链接 我要评论 我有话说 订阅 字号 放大 缩小 大 中 小
    展开 只看(?:该作者|楼主) 倒序浏览 优质原创作者 link\scopied!? \d+\smin(?:ute)?\sread
""")
"""What a reader may press on such a line."""
