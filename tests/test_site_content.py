"""Rendered articles are guarded: nothing loads by itself, and no letter of the text changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml.html import fragment_fromstring, tostring

from annotated_reader.annotations.values import KINDS as NOTE_KINDS
from annotated_reader.letters import letters
from annotated_reader.markdown import render
from annotated_reader.site.content import guard, host_of
from annotated_reader.site.notes import ASTRAY, STATES, UNSURE
from annotated_reader.site.words import FOLDER, words_for
from annotated_reader.values import KINDS
from annotated_reader.vocabulary import KINDS as ENTITY_KINDS

ROOT = Path(__file__).parent.parent
ZH = words_for("zh")
FETCHES = re.compile(
    r"<(?:img|source|video|input|image)[^>]*(?:src|srcset|poster|href)\s*=|srcset|url\(", re.I
)
REMOTE = """
<img src="https://a.example/1.jpg" alt="灯塔">
<img src="//a.example/1.jpg">
<img src="HTTPS://a.example/1.jpg">
<img src=" https://a.example/1.jpg">
<img src="&#10;https://a.example/1.jpg">
<img src="\\\\a.example/1.jpg">
<img src="ftp://a.example/1.jpg">
<img srcset="https://a.example/2.jpg 2x" src="https://a.example/1.jpg">
<picture><source srcset="https://a.example/2.webp"><img src="https://a.example/1.jpg"></picture>
<p style="background: url(https://a.example/1.jpg)">海</p>
<p style="background: u\\72l(//a.example)">海</p>
<table background="https://a.example/1.jpg"><tr><td>海</td></tr></table>
<video poster="https://a.example/1.jpg"></video>
<a href="/x"><img src="https://a.example/1.jpg"></a>
""".strip().splitlines()
PICTURE = '<img src="https://a.example/1.jpg" alt="灯塔">'
TEXTS = [
    "海<br>灯塔 &amp; &lt;b&gt;雾&lt;/b&gt; <a href='https://a.example'>链接</a>尾巴",
    "开头的字<table><tr><td>甲</td></tr></table>后面的字",
    "<p>甲<img src='https://a.example/1.jpg' alt='乙'>丙</p>丁",
    "<p>甲<a href='https://b.example'><img src='https://a.example/1.jpg'>乙</a>丙</p>",
    "&lt;script&gt;x&lt;/script&gt; <img src='a.png'> 1 &lt; 2",
    "<p>零\u200b宽\u00a0格 𠮷🙂</p><a href='../a/'>里</a>",
]


@pytest.mark.parametrize("content", REMOTE)
def test_no_remote_picture_is_fetched_before_it_is_asked_for(content: str) -> None:
    assert not FETCHES.search(guard(content, ZH))


def test_a_held_picture_says_where_it_is_and_keeps_its_words() -> None:
    held = fragment_fromstring(guard('<p>前<img src="https://www.a.example/1.jpg" alt="灯塔">后</p>', ZH))
    box, show = held.find(".//span[@class='held']"), held.find(".//a")
    assert box is not None and show is not None
    assert (box.get("data-pagefind-ignore"), box.tail) == ("all", "后")
    assert (show.get("href"), show.get("data-alt")) == ("https://www.a.example/1.jpg", "灯塔")
    assert "图片在 a.example，点开才会载入" in box.text_content()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"<figure>{PICTURE}<figcaption>一九三一年的灯塔，塔身刷白</figcaption></figure>", ""),
        (f"<p>{PICTURE}</p><p class='caption'>摄影：某人</p><p class='caption'>1931年的灯塔。</p>", ""),
        (f"<figure>{PICTURE}<figcaption>海面</figcaption></figure>", "灯塔"),
        (f"<p>{PICTURE}</p><p>灯塔是这一年修的。</p>", "灯塔"),
    ],
)
def test_what_the_caption_says_is_not_said_twice(content: str, said: str) -> None:
    root = fragment_fromstring(guard(content, ZH), create_parent=True)
    (box,), (show,) = root.find_class("held-alt"), root.find_class("held-show")
    assert (box.text or "", show.get("data-alt"), show.get("aria-label")) == (said, "灯塔", "显示图片：灯塔")


@pytest.mark.parametrize(
    "content", ['<img src="../a.png" alt="图">', '<img src="data:image/png;base64,AAAA">', "<p>字</p>"]
)
def test_the_sites_own_pictures_are_left_as_they_are(content: str) -> None:
    assert guard(content, ZH) == content


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "//a.example/x",
        "../b.md",
        "#c",
        "&#104;ttps://a.example/?a&amp;b",
        "mailto:a@b.example",
    ],
)
def test_links_are_marked_alike_with_and_without_a_tree(address: str) -> None:
    link = f'<p>见<a href="{address}">别处</a>。<br /></p>'
    alone, beside = guard(link, ZH), guard(f"{link}<pre>x</pre>", ZH)
    first, second = (fragment_fromstring(each, create_parent="div")[0] for each in (alone, beside))
    assert tostring(first) == tostring(second)
    assert ("outward" in alone) == (not address.startswith(("..", "#")))


def test_a_linked_picture_stands_before_its_link_which_stays() -> None:
    guarded = guard('<p>甲<a href="https://b.example/"><img src="https://a.example/1.jpg"></a>乙</p>', ZH)
    links = fragment_fromstring(guarded).findall(".//a")
    assert [link.get("href") for link in links] == ["https://a.example/1.jpg", "https://b.example/"]
    assert links[1].text_content() == ZH["image_link"]
    assert all(ancestor.tag != "a" for link in links for ancestor in link.iterancestors())


@pytest.mark.parametrize(
    "address", ["https://b.example/", "//b.example", "mailto:a@b.example", " http://b.example"]
)
def test_links_that_lead_away_are_marked_and_say_nothing_of_the_reader(address: str) -> None:
    link = fragment_fromstring(guard(f'<a class="was" href="{address}">外</a>', ZH))
    assert set((link.get("rel") or "").split()) == {"noopener", "noreferrer", "nofollow", "external"}
    assert link.get("class") == "was outward"


@pytest.mark.parametrize("address", ["../b/", "#注1", "/repo/", "?q=1", "第1章:上/"])
def test_links_within_the_site_are_not_marked(address: str) -> None:
    assert fragment_fromstring(guard(f'<a href="{address}">里</a>', ZH)).get("rel") is None


def test_a_table_scrolls_in_a_box_of_its_own_that_the_keyboard_reaches() -> None:
    box = fragment_fromstring(guard(render("| 甲 | 乙 |\n| --- | --: |\n| 1 | 2 |"), ZH))
    assert (box.get("class"), box.get("tabindex"), box.get("aria-label")) == ("table-box", "0", ZH["table"])
    assert [child.tag for child in box] == ["table"]
    assert "text-align: right" in guard(render("| 甲 |\n| --: |\n| 1 |"), ZH)


@pytest.mark.parametrize("content", TEXTS)
def test_the_letters_of_the_text_stay_the_same(content: str) -> None:
    before = fragment_fromstring(content, create_parent="div")
    after = fragment_fromstring(guard(content, ZH), create_parent="div")
    for added in after.xpath(".//*[@data-pagefind-ignore]"):
        added.drop_tree()
    assert letters(after.text_content()) == letters(before.text_content())
    assert letters(before.text_content())


@pytest.mark.parametrize("content", TEXTS + REMOTE)
def test_what_is_guarded_may_be_guarded_again(content: str) -> None:
    once = guard(content, ZH)
    assert guard(once, ZH).count("held-show") == once.count("held-show")


@pytest.mark.parametrize("address", ["https://[bad", "", "http://", "https://user:pw@www.a.example:8/x"])
def test_the_host_of_an_odd_address_is_no_error(address: str) -> None:
    assert host_of(address) in ("", "a.example")


def test_every_language_of_the_interface_has_the_same_words() -> None:
    tables = {path.stem: words_for(path.stem) for path in sorted(FOLDER.glob("*.yaml"))}
    assert set(tables) >= {"en", "zh"}
    for language, table in tables.items():
        assert list(table) == list(tables["en"]), language
        for key, text in table.items():
            assert re.findall(r"\{\w*\}", text) or not re.findall(r"\{\w*\}", tables["en"][key]), (
                language,
                key,
            )
            assert text.strip(), (language, key)


def test_a_language_without_words_is_shown_in_english_and_regions_share_them() -> None:
    assert words_for("fr") == words_for("en")
    assert words_for("zh-Hant") == words_for("zh")


def test_code_that_may_scroll_is_reached_by_the_keyboard() -> None:
    assert guard(render("```\nmake site\n```"), ZH).startswith('<pre tabindex="0"><code>make site')


def test_every_word_that_the_pages_ask_for_is_there_and_no_other() -> None:
    places = [*(ROOT / "theme").rglob("*.html")]
    for part in ("site", "portable", "epub"):
        places += (ROOT / "annotated_reader" / part).rglob("*.py")
    places += (ROOT / "hooks").glob("*.py")
    text = "".join(path.read_text("utf-8") for path in places)
    asked = {*re.findall(r"words\.(\w+)\b(?!\(| =)", text), *re.findall(r'words\["(\w+)"\]', text)}
    listed = {
        "tags",
        "months",
        "publishers",
        "authors",
        *ENTITY_KINDS,
        *KINDS,
        "original",
        "republisher",
        "mirror",
        "capture",
    }
    listed |= {f"note_{name}" for name in (*NOTE_KINDS, *STATES.values(), UNSURE, ASTRAY)}
    listed |= {f"coverage_{place}" for place in ("called", "told", "shared", "some", "alone")}
    listed |= {f"notes_{part}" for part in ("all", "kind", "by", "tag", "articles", "unsettled")}
    assert asked | listed == set(ZH)
