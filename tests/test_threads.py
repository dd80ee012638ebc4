"""In the copied text of a forum the author's posts stay, and the others' go."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.values import Capture

GENERAL, _ = sources.load(Path(__file__).parent.parent / "sources")
FIRST = "这件事说来话长，灯塔上的老周守了三十年灯，从没下过山，村里人都当他是个怪人。"
SECOND = "接着说。第二年春天，有一条船在雾里迷了路，靠的就是老周敲的那口破锣才找到港口。"
LAST = "后来灯塔换成了自动的灯，老周下了山，在镇上开了一家小小的修表铺子，一直开到现在。"

FLOORS = f"""灯塔吧
岬角的灯塔
海风
初级粉丝 3
楼主

{FIRST}

来自手机客户端 1楼 2016-09-03 20:31 回复(12)
橘子
中级粉丝 6
写得真好，催更
2楼 2016-09-03 21:02 回复
海风
初级粉丝 3
楼主
{SECOND}
3楼 2016-09-04 08:12 回复
我也说一句
登录账号
"""
HEADED = f"""灯塔吧
岬角的灯塔
楼主：海风 时间：2016-09-03 20:31:00
{FIRST}
作者：橘子 时间：2016-09-03 21:02:00
写得真好，催更
楼主：海风 时间：2016-09-04 08:12:00
{SECOND}
{LAST}
作者：石头 时间：2016-09-05 09:00:00
我也说一句
"""
STAMPED = f"""岬角的灯塔 - 闲聊 - 海角论坛 - Powered by Discuz!
设为首页 收藏本站
海角论坛 » 闲聊 » 岬角的灯塔
返回列表 查看: 1523|回复: 12
[原创] 岬角的灯塔 [复制链接]
海风
发表于 2016-9-3 20:31:00 | 只看该作者 | 倒序浏览
{FIRST}
参与人数 3 威望 +5
橘子
发表于 2016-9-3 21:02:33 | 只看该作者
写得真好，催更
海风
发表于 2016-9-4 08:12:00 | 只看该作者
{SECOND}
石头
发表于 3 天前 | 只看该作者
我也说一句
本版积分规则
Powered by Discuz! X3.2 © 2001-2013 Comsenz Inc.
"""


@pytest.mark.parametrize(
    "text", [FLOORS, HEADED, STAMPED], ids=["floors named below", "speakers named above", "stamps above"]
)
def test_the_authors_posts_stay_over_several_floors_and_replies_go(text: str) -> None:
    article = convert(Capture("thread.txt", text.encode()), GENERAL)
    kept = letters(article.body)
    assert letters(FIRST) in kept
    assert letters(SECOND) in kept
    assert (letters(LAST) in kept) == (LAST in text)
    for gone in ("催更", "橘子", "我也说一句", "回复", "初级粉丝"):
        assert gone not in kept
    assert any(removal.kind == "comments" for removal in article.removals)


def test_a_story_that_only_counts_floors_is_left_alone() -> None:
    text = f"岬角的灯塔\n\n{FIRST}\n\n他住1楼，钟在2楼，灯在3楼，2016年的秋天都拆了。\n\n{SECOND}\n"
    kept = letters(convert(Capture("story.txt", text.encode()), GENERAL).body)
    assert letters(FIRST) in kept
    assert "他住1楼" in kept
    assert letters(SECOND) in kept


@pytest.mark.parametrize("board", ["", "【海角论坛】"])
def test_a_pasted_thread_has_the_title_and_the_poster_of_its_board(board: str) -> None:
    article = convert(Capture("thread.txt", (board + STAMPED).encode()), GENERAL)
    assert (article.title, article.authors, article.published) == ("岬角的灯塔", ("海风",), "2016-09-03")
    assert article.body.startswith(FIRST)
    for litter in ("Powered", "论坛", "威望", "海风", "积分"):
        assert litter not in article.body


def test_a_text_that_says_where_it_came_out_is_no_thread() -> None:
    text = f"岬角的灯塔\n\n{FIRST}\n\n老周的信\n发表于 1986-9-3\n{SECOND}\n\n{LAST}\n"
    body = letters(convert(Capture("essay.txt", text.encode()), GENERAL).body)
    assert all(letters(part) in body for part in (FIRST, SECOND, LAST, "老周的信"))


def test_a_pasted_video_is_called_by_its_title_and_not_by_a_button() -> None:
    text = (
        "守灯人的一天 | 纪录片《岬角》第一集\n灯塔频道\n12.3万位订阅者\n订阅\n1,234\n分享\n下载\n"
        f"45,678次观看  2023年5月6日  #灯塔 #守灯人\n{FIRST}\n{SECOND}\n…展开\n123 条评论\n"
    )
    article = convert(Capture("video.txt", text.encode()), GENERAL)
    assert article.title == "守灯人的一天 | 纪录片《岬角》第一集"
    assert (article.publisher, article.published) == ("灯塔频道", "2023-05-06")
    assert "下载" not in article.body
    assert "展开" not in article.body


def test_a_pasted_page_begins_below_the_words_of_its_menu() -> None:
    menu = "某站\n首页\n登录\n发现\n守灯人为什么一年只下山两次？\n关注者\n123\n海风\n"
    text = f"{menu}{FIRST}\n{SECOND}\n{LAST}\n"
    article = convert(Capture("page.txt", text.encode()), GENERAL)
    assert article.title == "守灯人为什么一年只下山两次？"


def test_a_poem_of_short_lines_keeps_its_title_and_every_line() -> None:
    text = "守灯\n\n灯在岬角\n人在灯下\n风从北来\n吹了一夜\n船都走了\n"
    article = convert(Capture("poem.txt", text.encode()), GENERAL)
    assert article.title == "守灯"
    assert all(line in article.body for line in text.split()[1:])


def test_the_names_between_a_title_and_its_day_are_no_title() -> None:
    told = "The oil ran out on a Tuesday, and by the end of the week every keeper was burning fish."
    text = (
        "Cape Gazette\nSubscribe\nKeepers burn fish for light after the oil ran out\nUna Hale\nCape Gazette\n"
        f"Published 10:14 a.m. ET Jan. 3, 2020\n{told}\n{told[8:]}\n"
    )
    article = convert(Capture("page.txt", text.encode()), GENERAL)
    assert article.title == "Keepers burn fish for light after the oil ran out"
    assert (article.authors, article.published) == (("Una Hale",), "2020-01-03")
