"""Feeds: what RSS 2.0 and JSON Feed 1.1 demand, and what this project promises beyond."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from annotated_reader.images.gallery import Gallery
from annotated_reader.images.store import opened
from annotated_reader.images.values import Picture as StoredPicture
from annotated_reader.portable import Picture
from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.feeds import Feeds, Publication, Published, shown_by
from annotated_reader.site.feeds.choosing import FOLLOWED, NEWEST, OF_SUBJECT
from annotated_reader.site.listings import Listing
from annotated_reader.site.note_files import write_note_files
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for

SITE = "https://reader.example/repo/"
WORDS = words_for("zh")
PAGE = """---
title: {title}
slug: {slug}
authors: [阿青, 林树]
publisher: 北窗周报
published: {date}
original_url: {url}
lang: {lang}
tags: [灯塔, {tag}]
capture: {{path: made-up/a.txt, sha256: {sha}}}
removed: {{promo: 3}}
---

{body}
"""
BODY = """第{n}座灯塔建在岬角上，夜里**每十二秒**亮一次。守灯人住在塔下。

![灯塔 & 海](https://pictures.example/a.png "题")

见[关于](../about.md)、[另一篇](lamp-1.md)、[原文](https://held.example/1)和[别处](https://a.example/x?a=1&b=2)。[^1]

[^1]: 脚注。
"""
NOTE = """---
by: 阿青
date: 2024-06-17T08:00:00+08:00
---
> 守灯人住在塔下

见[另一篇](../../articles/lamp-2.md)。
"""

LOADING = ("script", "style", "iframe", "object", "embed", "video", "audio", "link")
Json = dict[str, Any]


def page(number: int, **changes: str) -> str:
    facts = {
        "title": f"灯塔之{number}",
        "slug": f"lamp-{number}",
        "date": f"20{number // 28:02}-06-{number % 28 + 1:02}",
        "url": f"https://held.example/{number}",
        "lang": "zh-Hans",
        "tag": f"第{number // 2}组",
        "sha": "ab" * 32,
        "body": BODY.format(n=number),
    }
    return PAGE.format(**{**facts, **changes})


def feeds_of(docs: Path, url: str = SITE) -> tuple[Feeds, Desk]:
    entries = read_entries(docs / "articles")[0]
    desk = Desk(docs, WORDS)
    desk.look(Reader(), entries)
    beginnings = {entry.slug: "他来了。灯亮了。" for entry in entries}
    links = {entry.slug: {"https://held.example/1": "lamp-1", "lamp-1.md": "lamp-1"} for entry in entries}
    publication = Publication("阅读器", "一句话", url, "zh", WORDS)
    return Feeds(Published(publication, beginnings, links)), desk


def written(docs: Path, url: str = SITE) -> dict[str, str]:
    feeds, desk = feeds_of(docs, url)
    files = [*feeds.of_articles(desk.atlas.map.entries, desk.atlas.listings), *feeds.of_notes(desk.views)]
    assert len(dict(files)) == len(files)
    return dict(files)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    (folder / "articles").mkdir()
    for number in range(1, 41):
        (folder / "articles" / f"lamp-{number}.md").write_text(page(number), "utf-8")
    strange = {
        "undated": page(50, slug="undated", date="null", url="null", lang="und", title="没有日期 & <尖>"),
        "script": page(51, slug="script", date="2030-01-02", body="正文。<script>alert(1)</script>\x0c\n"),
        "data": page(52, slug="data", date="2030-01-01", title='"\\x01题"', body="![图](/x.png)\n"),
    }
    for slug, text in strange.items():
        (folder / "articles" / f"{slug}.md").write_text(text, "utf-8")
    (folder / "annotations" / "lamp-40").mkdir(parents=True)
    (folder / "annotations" / "lamp-40" / "a.md").write_text(NOTE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def files(docs: Path) -> dict[str, str]:
    return written(docs)


def rss_of(files: dict[str, str]) -> Iterator[tuple[str, etree._Element]]:
    for name, text in files.items():
        if name.endswith(".xml"):
            yield name, etree.fromstring(text.encode())


def json_of(files: dict[str, str]) -> Iterator[tuple[str, Json]]:
    for name, text in files.items():
        if name.endswith(".json"):
            yield name, json.loads(text)


def contents(files: dict[str, str]) -> Iterator[str]:
    """Yield the HTML of every item of every feed."""
    for _, feed in json_of(files):
        yield from (item["content_html"] for item in feed["items"] if "content_html" in item)
    for _, rss in rss_of(files):
        yield from (each.text or "" for each in rss.iter("{http://purl.org/rss/1.0/modules/content/}encoded"))


def test_every_feed_stands_in_both_formats(files: dict[str, str]) -> None:
    assert {name for name in files if name.endswith(".xml")} == {
        name.replace(".json", ".xml") for name in files if name.endswith(".json")
    }
    assert {"feed.xml", "notes/feed.xml", "tags/deng-ta/feed.xml"} <= files.keys()


def test_rss_keeps_the_rules_of_the_specification(files: dict[str, str]) -> None:
    for name, rss in rss_of(files):
        assert (rss.tag, rss.get("version"), len(rss)) == ("rss", "2.0", 1)
        channel = rss[0]
        assert [len(channel.findall(each)) for each in ("title", "link", "description", "language")] == [
            1
        ] * 4
        (own,) = channel.findall("{http://www.w3.org/2005/Atom}link")
        assert (own.get("rel"), own.get("href")) == ("self", SITE + name)
        guids = [item.findtext("guid") for item in channel.iter("item")]
        assert len(set(guids)) == len(guids)
        for item in channel.iter("item"):
            assert item.findtext("title") or item.findtext("description")
            assert item.findtext("link") == item.findtext("guid")
            assert item.find("guid").get("isPermaLink") == "true"  # type: ignore[union-attr]
            assert item.find("author") is None, "an author has to be an e-mail address"
            for date in item.findall("pubDate"):
                assert parsedate_to_datetime(date.text or "").tzinfo
            for address in (item.findtext("link"), item.findtext("{http://purl.org/dc/elements/1.1/}source")):
                assert address is None or re.fullmatch(r"https?://[!-~]+", address)


def test_json_keeps_the_rules_of_the_specification(files: dict[str, str]) -> None:
    for name, feed in json_of(files):
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"] and feed["feed_url"] == SITE + name and feed["home_page_url"].startswith(SITE)
        ids = [item["id"] for item in feed["items"]]
        assert len(set(ids)) == len(ids) and all(isinstance(each, str) for each in ids)
        for item in feed["items"]:
            assert item.get("content_html") or item.get("content_text")
            assert all(set(author) == {"name"} for author in item.get("authors", []))
            if "date_published" in item:
                assert datetime.fromisoformat(item["date_published"]).tzinfo
            unknown = item.keys() - set(
                "id url external_url title content_html content_text summary image banner_image "
                "date_published date_modified authors tags language attachments".split()
            )
            assert all(each.startswith("_") for each in unknown)
            assert None not in item.values()


def test_a_feed_reader_reads_what_was_written(files: dict[str, str]) -> None:
    feedparser = pytest.importorskip("feedparser")
    for name in ("feed.xml", "notes/feed.xml", "tags/deng-ta/feed.xml"):
        read = feedparser.parse(files[name].encode())
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == "rss20"
    newest = feedparser.parse(files["feed.xml"].encode()).entries[2]
    assert (newest.title, newest.id) == ("灯塔之40", f"{SITE}articles/lamp-40/")
    assert newest.published_parsed[:3] == (2001, 6, 13)
    assert [author.name for author in newest.authors] == ["阿青", "林树"]
    assert newest.publisher == "北窗周报"
    assert newest.language == "zh-Hans"
    assert [tag.term for tag in newest.tags] == ["灯塔", "第20组"]
    assert newest.summary == "他来了。灯亮了。"
    assert "守灯人住在塔下" in newest.content[0].value


def test_the_date_of_a_day_is_that_day_from_america_to_japan(files: dict[str, str]) -> None:
    (item,) = [each for each in json.loads(files["feed.json"])["items"] if each["url"].endswith("/lamp-40/")]
    assert item["date_published"] == "2001-06-13T12:00:00Z"
    assert item["_annotated_reader"]["published"] == "2001-06-13"
    moment = datetime.fromisoformat(item["date_published"])
    for zone in ("-1000", "-0500", "+0000", "+0800", "+0900"):
        assert moment.astimezone(datetime.strptime(zone, "%z").tzinfo).day == 13


def test_feeds_are_bounded_however_many_articles_there_are(files: dict[str, str]) -> None:
    sizes = {name: len(feed["items"]) for name, feed in json_of(files)}
    assert sizes["feed.json"] == NEWEST and sizes["tags/deng-ta/feed.json"] == OF_SUBJECT


def test_the_newest_come_first_and_the_undated_last(
    docs: Path, files: dict[str, str], tmp_path: Path
) -> None:
    dates = [item["date_published"] for item in json.loads(files["feed.json"])["items"]]
    assert dates == sorted(dates, reverse=True)
    (tmp_path / "articles").mkdir()
    for name in ("undated", "lamp-3"):
        text = (docs / "articles" / f"{name}.md").read_text("utf-8")
        (tmp_path / "articles" / f"{name}.md").write_text(text, "utf-8")
    few = json.loads(written(tmp_path)["feed.json"])["items"]
    assert [item["title"] for item in few] == ["灯塔之3", "没有日期 & <尖>"]
    assert "date_published" not in few[1] and "language" not in few[1] and "external_url" not in few[1]
    rss = etree.fromstring(written(tmp_path)["feed.xml"].encode())
    assert [len(item.findall("pubDate")) for item in rss.iter("item")] == [1, 0]
    assert rss.findtext("channel/pubDate") == "Sun, 04 Jun 2000 12:00:00 +0000"


def test_showing_a_feed_asks_no_other_host_for_anything(files: dict[str, str]) -> None:
    seen = 0
    for text in contents(files):
        tree = html.fragment_fromstring(text, create_parent="div")
        for element in tree.iter("*"):
            loads = [element.get(name) or "" for name in ("src", "srcset", "poster", "background", "data")]
            assert all(address.startswith(SITE) for address in loads if address)
            assert element.tag not in (
                "script",
                "style",
                "iframe",
                "object",
                "embed",
                "video",
                "audio",
                "link",
            )
            assert not [name for name in element.attrib if name.startswith("on")]
        seen += "https://pictures.example/a.png" in text
    assert seen >= NEWEST - 3
    assert '<a href="https://pictures.example/a.png">图：灯塔 &amp; 海</a>' in files["feed.json"].replace(
        '\\"', '"'
    )


def test_every_link_in_a_feed_is_whole_and_leads_where_the_page_leads(files: dict[str, str]) -> None:
    (item,) = [each for each in json.loads(files["feed.json"])["items"] if each["url"].endswith("/lamp-40/")]
    tree = html.fragment_fromstring(item["content_html"], create_parent="div")
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links == {
        "图：灯塔 & 海": "https://pictures.example/a.png",
        "关于": f"{SITE}about/",
        "另一篇": f"{SITE}articles/lamp-1/",
        "原文": "https://held.example/40",
        "别处": "https://a.example/x?a=1&b=2",
        "1": f"{SITE}articles/lamp-40/#fn:1",
        "↩": f"{SITE}articles/lamp-40/#fnref:1",
        "本站存档": f"{SITE}articles/lamp-40/",
    }


def test_what_was_removed_and_what_may_not_stand_on_a_page_is_in_no_feed(files: dict[str, str]) -> None:
    assert "alert(1)" not in "".join(files.values())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", "".join(files.values()))


def test_a_note_is_told_with_the_words_it_is_about(files: dict[str, str]) -> None:
    (item,) = json.loads(files["notes/feed.json"])["items"]
    assert item["id"] == f"{SITE}articles/lamp-40/#note-a"
    assert item["title"] == "评注：灯塔之40"
    assert item["date_published"] == "2024-06-17T00:00:00Z"
    assert item["authors"] == [{"name": "阿青"}]
    assert item["summary"] == "守灯人住在塔下"
    assert f'<a href="{SITE}articles/lamp-2/">另一篇</a>' in item["content_html"]


def test_a_tag_has_a_feed_if_it_is_in_the_vocabulary_or_on_some_articles(docs: Path) -> None:
    feeds, _ = feeds_of(docs)
    entries = read_entries(docs / "articles")[0][: FOLLOWED - 1]
    few = Listing("tags/x/index.md", "tags", "甲", entries, total=len(entries), base="tags/x/")
    assert [place.rss for place in feeds.on(few)] == ["feed.xml"]
    known = Feeds(feeds.published, {"甲"})
    assert [place.rss for place in known.on(few)] == ["feed.xml", "tags/x/feed.xml"]
    assert [place.title for place in known.on(few)] == ["阅读器", "阅读器 · 甲"]
    assert [place.json for place in feeds.on(notes=True)] == ["feed.json", "notes/feed.json"]


def test_a_site_without_an_address_has_no_feed(docs: Path) -> None:
    assert written(docs, url="") == {}
    assert feeds_of(docs, url="")[0].on() == ()


def test_the_same_articles_give_the_same_bytes(
    docs: Path, files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert written(docs) == files
    write_note_files(tmp_path, (each for each in files.items() if "/" not in each[0]))
    assert (tmp_path / "feed.xml").read_bytes() == files["feed.xml"].encode()


def test_a_picture_that_the_site_holds_is_shown_from_there(docs: Path, tmp_path: Path) -> None:
    address, content = "https://pictures.news-site.com/a.png", b"a picture"
    with opened(tmp_path) as store:
        kept = store.keep(address, content, StoredPicture("png", 640, 480, content))
    held = shown_by(Gallery(tmp_path), SITE)
    assert held(address) == Picture(f"{SITE}images/{kept.name}", 640, 480)
    assert held("https://pictures.news-site.com/b.png") is None and shown_by(None, SITE)(address) is None
    feeds, desk = feeds_of(docs)
    entry = replace(desk.atlas.map.entries[0], body=f"![灯]({address})\n")
    html = replace(feeds.published, held=held).whole(entry).html
    assert f'<img alt="灯" src="{SITE}images/{kept.name}" width="640" height="480">' in html
    assert f'<a href="{address}">图：灯</a>' in feeds.published.whole(entry).html
