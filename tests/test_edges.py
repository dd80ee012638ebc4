"""What stands right above and below an article's paragraphs: part of it, or not."""

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ALL, _ = sources.load(Path(__file__).parent.parent / "sources")
STORY = (
    "<p>灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次，每次都背回一袋盐和一卷纸。</p>"
    "<p>他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路，撞在了东边的礁石上。</p>"
    "<p>换班的那天没有仪式，只有一本值班簿从一只手交到另一只手里，墨迹还没有干透，纸角上沾着灯油。</p>"
)
PICTURE = (
    '<div class="lead"><img src="https://i.example/tower.jpg"><div class="caption">岬角上的灯塔</div></div>'
)


def page(above: str, below: str = "") -> Article:
    head = "<head><title>灯塔上的最后一夜</title></head>"
    frame = '<div class="menu"><a href="/">首页</a></div>'
    return convert(
        Capture(
            "p.html", f"<html>{head}<body>{frame}<div>{above}{STORY}{below}</div></body></html>".encode()
        ),
        ALL,
    )


def test_a_picture_and_its_caption_above_the_headline_belong_to_the_article() -> None:
    body = page(PICTURE + "<h1>灯塔上的最后一夜</h1>").body
    assert "岬角上的灯塔" in body
    assert "https://i.example/tower.jpg" in body


def test_a_picture_without_a_caption_above_the_headline_is_the_sites_own() -> None:
    logo = '<div class="brand"><img src="https://i.example/logo.jpg"></div>'
    body = page(f"{logo}</div><h1>灯塔上的最后一夜</h1><div class='text'>").body
    assert "logo.jpg" not in body


def test_a_subtitle_too_short_for_prose_stays() -> None:
    above = (
        '<h1>灯塔上的最后一夜</h1><h3 class="subtitle">守灯人和他的那本值班簿</h3></div><div class="text">'
    )
    assert "守灯人和他的那本值班簿" in page(above).body


@pytest.mark.parametrize("day", ["二〇二一年四月九日", "2021年4月9日"])
def test_the_day_that_signs_a_text_is_read_and_stays_in_it(day: str) -> None:
    letter = "<p>此致</p><p>敬礼</p><p>守灯人：何素琴</p>" + f"<p>{day}</p>"
    article = page("<h1>灯塔上的最后一夜</h1>", letter)
    assert article.body.rstrip().endswith(day)


def test_a_writer_named_behind_short_last_paragraphs_is_read() -> None:
    below = "<p>没有人说话。</p><p>灯还亮着。</p><p>风停了。</p><p>海角日报记者 林小明</p>"
    assert page("<h1>灯塔上的最后一夜</h1>", below).authors == ("林小明",)


def test_a_link_without_an_address_gets_none() -> None:
    head = '<head><link rel="canonical" href="https://haijiao.example/p/1"><title>灯塔上的最后一夜</title></head>'
    told = "<p>灯芯是<a>从城里</a>买来的，一年要用去三十多尺。</p>"
    capture = f"<html>{head}<body><h1>灯塔上的最后一夜</h1>{STORY}{told}</body></html>"
    assert "灯芯是从城里买来的" in convert(Capture("p.html", capture.encode()), ALL).body
