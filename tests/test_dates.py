"""Dates are read as archives write them; what is not certain is nobody's date."""

from __future__ import annotations

import pytest

from annotated_reader.metadata.dates import epoch_date, find_date, relative_date, stated_date, url_date
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.values import Capture

WRITTEN = [
    ("2019年06月15日08:18", "2019-06-15"),
    ("【某报2020年8月28日讯】", "2020-08-28"),
    ("2017-1-20", "2017-01-20"),
    ("发布于 2017/1/20 8:00", "2017-01-20"),
    ("2020 年 6 月 5 日", "2020-06-05"),
    ("2020.1.2", "2020-01-02"),
    ("20200615", "2020-06-15"),
    ("20200615103000", "2020-06-15"),
    ("二〇二四年六月十七日", "2024-06-17"),
    ("二○二四年十二月三十一日", "2024-12-31"),
    ("二零二四年十月二十日", "2024-10-20"),
    ("二〇二一年三月五日", "2021-03-05"),
    ("民国109年6月15日", "2020-06-15"),
    ("中華民國一百零九年六月十五日", "2020-06-15"),
    ("民國一〇九年十二月三十一日", "2020-12-31"),
    ("民国三十八年十月一日", "1949-10-01"),
    ("27/1/2014", "2014-01-27"),
    ("1/27/2014", "2014-01-27"),
    ("05/05/2014", "2014-05-05"),
    ("March 3rd, 2020", "2020-03-03"),
    ("3 March 2020", "2020-03-03"),
    ("June 5, 2020", "2020-06-05"),
    ("5th June 2020", "2020-06-05"),
    ("Updated Sept. 5, 2020 10:12 a.m. ET", "2020-09-05"),
]
NOT_WRITTEN = [
    "2020-02-30",
    "2020-13-01",
    "2020年6月",
    "6月15日",
    "109年6月15日",
    "08/01/2014",
    "31/31/2014",
    "120200615",
    "电话 2020-1234-5678",
    "二〇二四年十十月一日",
    "二〇二四年三十月一日",
    "Mayor 12, 2020",
    "they decided 5 2020",
    "Jun 2020",
    "7天前",
    "",
]


@pytest.mark.parametrize(("text", "day"), WRITTEN)
def test_a_full_date_is_read_in_any_of_its_forms(text: str, day: str) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize("text", NOT_WRITTEN)
def test_what_is_no_full_date_stays_unknown(text: str) -> None:
    assert find_date(text) is None


STATED = [
    ("2020-03-20T10:18:00.000Z", "2020-03-20"),
    ("2020-03-20 23:59:59 +0800", "2020-03-20"),
    ("Mon, 15 Jun 2020 10:00:00 +0800", "2020-06-15"),
    ("2019年06月15日", "2019-06-15"),
    ("0001-01-01T00:00:00", None),
    ("1970-01-01T00:00:00Z", None),
    ("2020-06-31", None),
    ("12:30", None),
    ("2020", None),
    ("soon", None),
    ("2020 " * 100_000, None),
]


@pytest.mark.parametrize(("text", "day"), STATED, ids=[text[:30] for text, _ in STATED])
def test_a_field_gives_its_date_or_none(text: str, day: str | None) -> None:
    assert stated_date(text) == day


ADDRESSES = [
    ("https://a.example/2019/06/15/x.html", "2019-06-15"),
    ("https://a.example/2019-06/15/c_1.htm", "2019-06-15"),
    ("https://a.example/n/2019/0615/c1-2.html", "2019-06-15"),
    ("https://a.example/201906/15/1.html", "2019-06-15"),
    ("https://a.example/20190615/1.html", "2019-06-15"),
    ("https://a.example/201906151234.html", "2019-06-15"),
    ("https://a.example/2019-06-15-title", "2019-06-15"),
    ("https://a.example/2019/6/5/", "2019-06-05"),
    ("https://a.example/gb/20/5/1/n1207.htm", "2020-05-01"),
    ("https://a.example/gb/99/5/1/n1207.htm", "1999-05-01"),
    ("https://a.example/2003/05/12345.html", None),
    ("https://a.example/2019/11234.html", None),
    ("https://a.example/id/20193456789", None),
    ("https://a.example/x?day=/2019/06/15/", None),
    ("https://a.example/2019/02/30/x", None),
    ("https://a.example/2019/06/", None),
    ("https://a.example/a/rain-20210722/5975000.html", "2021-07-22"),
    ("https://a.example/huanjing/sl-07222021.html", "2021-07-22"),
    ("https://a.example/huanjing/sl-07222021094512.html", "2021-07-22"),
    ("https://a.example/huanjing/sl-07082021.html", None),
]


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_an_address_gives_the_date_it_is_filed_under_and_no_number_for_one(url: str, day: str | None) -> None:
    assert url_date(url) == day


RELATIVE = [
    ("7天前", "2020-02-23"),
    ("1 day ago", "2020-02-29"),
    ("2週前", "2020-02-16"),
    ("30 分钟前", "2020-03-01"),
    ("3 hours ago", "2020-03-01"),
    ("昨天", None),
    ("二十年前", None),
]


@pytest.mark.parametrize(("text", "day"), RELATIVE)
def test_a_relative_date_is_counted_back_from_a_date_that_is_given(text: str, day: str | None) -> None:
    assert relative_date(text, "2020-03-01") == day


@pytest.mark.parametrize(
    ("comment", "day"),
    [(" 1584699480000 ", "2020-03-20"), ("1584699480", None), ("1584699480000 x", None), ("", None)],
)
def test_an_epoch_in_milliseconds_is_a_date_only_if_it_stands_alone(comment: str, day: str | None) -> None:
    assert epoch_date(comment) == day


PROSE = """<p>灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。</p>
<p>他记得每一盏灯芯的长短，也记得2001年5月6日的风把玻璃吹裂，船走错了路。</p>"""
FRONT = "---\ntitle: 灯塔上的最后一夜\n{}---\n"
META = "<meta property='article:published_time' content='2020-03-18T08:00:00+08:00'>"
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-03-17"}</script>'
PUBLISHED = [
    ("front matter", FRONT.format("date: 2020-03-20\n") + PROSE, "2020-03-20"),
    (
        "epoch before front matter",
        FRONT.format("date: 2021-01-01\n") + "<!--1584699480000-->\n" + PROSE,
        "2020-03-20",
    ),
    (
        "address before front matter",
        FRONT.format("date: 2021-01-01\nfrom: https://a.example/2020/03/19/1.htm\n") + PROSE,
        "2020-03-19",
    ),
    ("meta", f"<html><head>{META}</head><body><h1>灯塔上的最后一夜</h1>{PROSE}", "2020-03-18"),
    (
        "JSON-LD before meta",
        f"<html><head>{META}{LINKED}</head><body><h1>灯塔上的最后一夜</h1>{PROSE}",
        "2020-03-17",
    ),
    ("dateline", f"<h2>灯塔上的最后一夜</h2><p>2020年3月16日 08:18</p>{PROSE}", "2020-03-16"),
    ("a date inside the prose is none of publication", f"<h2>灯塔上的最后一夜</h2>{PROSE}", None),
    ("relative without a reference", f"<h2>灯塔上的最后一夜</h2><p>7天前</p>{PROSE}", None),
    ("placeholder", FRONT.format("date: 0001-01-01T00:00:00Z\n") + PROSE, None),
    ("nothing", FRONT.format("") + PROSE, None),
]


@pytest.mark.parametrize(
    ("content", "day"), [case[1:] for case in PUBLISHED], ids=[case[0] for case in PUBLISHED]
)
def test_the_day_of_publication_comes_from_the_best_witness(
    content: str, day: str | None, all_sources: Sources
) -> None:
    assert convert(Capture("case", content.encode()), all_sources).published == day
