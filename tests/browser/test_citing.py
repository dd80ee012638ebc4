"""Citing: the reader's day of access, copying, files for reference managers, addresses of paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bibtexparser
import rispy
from playwright.sync_api import Page, expect

from tests.browser.visiting import ARTICLE, Visit

COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}


def opened(window: Visit) -> Page:
    page = window.open(ARTICLE)
    page.locator(".cite > summary").click()
    return page


def one(page: Page, key: str) -> str:
    return f".cite-one[aria-labelledby=cite-{key}]"


def test_a_citation_names_the_day_on_which_it_is_read_and_is_copied(visit: Callable[..., Visit]) -> None:
    window = visit(**COPYING)
    page = opened(window)
    box = page.locator(one(page, "gbt"))
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    expect(box.locator(".cite-text")).to_contain_text(f"[{today}]")
    box.locator(".cite-copy").focus()
    page.keyboard.press("Enter")
    expect(box.locator(".cite-said")).to_have_text("已经复制")
    assert page.evaluate("navigator.clipboard.readText()") == box.locator(".cite-text").text_content()
    assert window.complaints == []
    assert window.outside() == []


def test_reference_managers_get_files_that_they_read(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = opened(visit())
    files = {}
    for key in ("bibtex", "ris", "csl"):
        with page.expect_download() as waiting:
            page.locator(f"{one(page, key)} .cite-save").click()
        place = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(place)
        files[key] = place.read_bytes().decode()
    title = page.locator("h1").text_content()
    [entry] = bibtexparser.parse_string(files["bibtex"]).entries
    assert entry["title"].strip("{}") == title
    assert date.fromisoformat(entry["urldate"])
    [record] = rispy.loads(files["ris"])
    assert record["title"] == title
    assert "\r\n" in files["ris"] and not re.search("(?<!\r)\n", files["ris"])
    [item] = json.loads(files["csl"])
    assert item["title"] == title
    assert len(item["accessed"]["date-parts"][0]) == 3


def test_without_scripts_the_citations_are_there_without_the_day(visit: Callable[..., Visit]) -> None:
    page = opened(visit(360, java_script_enabled=False))
    expect(page.locator(".cite-one")).to_have_count(5)
    expect(page.locator(".cite-text").first).to_contain_text("[N/OL]. ")
    expect(page.locator(".cite-tools").first).to_be_hidden()


def test_where_copying_is_refused_the_words_are_selected(visit: Callable[..., Visit]) -> None:
    page = opened(visit(permissions=[]))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(f"{one(page, 'plain')} .cite-copy").click()
    expect(page.locator(f"{one(page, 'plain')} .cite-said")).to_contain_text("请按复制键")
    assert page.evaluate("getSelection().toString().length") > 20


def test_a_paragraph_s_address_is_copied_from_the_sign_beside_it(visit: Callable[..., Visit]) -> None:
    window = visit(**COPYING)
    page = window.open(ARTICLE)
    paragraph = page.locator(".prose p[id^='p-']").nth(2)
    paragraph.hover()
    sign = page.locator(".para-link")
    expect(sign).to_be_visible()
    sign.click()
    expect(page.locator(".para-said")).to_have_text("本段的链接已经复制")
    name = paragraph.get_attribute("id")
    assert page.url.endswith(f"#{name}")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.evaluate("document.querySelector(':target').id") == name


def test_the_key_p_gives_the_address_of_the_paragraph_that_is_read(visit: Callable[..., Visit]) -> None:
    page = visit(**COPYING).open(ARTICLE)
    last = page.locator(".prose p[id^='p-']").last
    last.scroll_into_view_if_needed()
    last.evaluate("each => getSelection().selectAllChildren(each)")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(f"#{last.get_attribute('id')}$"))


def test_on_a_phone_the_sign_comes_with_the_selection(visit: Callable[..., Visit]) -> None:
    page = visit(360, has_touch=True, is_mobile=True).open(ARTICLE)
    expect(page.locator(".para-link")).to_be_hidden()
    first = page.locator(".prose p[id^='p-']").first
    first.evaluate("each => getSelection().selectAllChildren(each)")
    sign = page.locator(".para-link")
    expect(sign).to_be_visible()
    expect(page.locator(".annotate-open")).to_be_visible()
    box, write = sign.bounding_box(), page.locator(".annotate-open").bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44
    assert write and box["x"] + box["width"] <= write["x"]
    sign.tap()
    assert page.url.endswith(f"#{first.get_attribute('id')}")


def test_an_address_whose_paragraph_has_changed_is_said(visit: Callable[..., Visit]) -> None:
    page = visit().open(ARTICLE + "#p-aaaaaaa")
    expect(page.locator(".para-said")).to_have_text("链接所指的段落已经改过或移走")


def test_a_selection_s_words_hold_no_sign(visit: Callable[..., Visit]) -> None:
    page = visit().open(ARTICLE)
    page.locator(".prose p[id^='p-']").first.hover()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose'))")
    assert "¶" not in page.evaluate("getSelection().toString()")


def test_a_heading_has_the_sign_too_and_is_lit_as_a_target(visit: Callable[..., Visit]) -> None:
    page = visit(**COPYING).open(ARTICLE)
    heading = page.locator(".prose h2").first
    plain = heading.evaluate("each => getComputedStyle(each).backgroundColor")
    heading.hover()
    page.locator(".para-link").click()
    expect(page.locator(".para-said")).to_have_text("本段的链接已经复制")
    assert page.evaluate("document.querySelector(':target').id") == heading.get_attribute("id")
    assert heading.evaluate("each => getComputedStyle(each).backgroundColor") != plain


def test_in_a_narrow_window_the_sign_waits_for_a_selection(visit: Callable[..., Visit]) -> None:
    page = visit(600).open(ARTICLE)
    first = page.locator(".prose p[id^='p-']").first
    first.hover()
    expect(page.locator(".para-link")).to_be_hidden()
    first.evaluate("each => getSelection().selectAllChildren(each)")
    expect(page.locator(".para-link")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 600


def test_an_address_that_cannot_be_read_does_no_harm(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(ARTICLE + "#%E0%A4%A")
    expect(page.locator("h1")).to_be_visible()
    page.evaluate("location.hash = 'p-not one'")
    expect(page.locator(".para-said")).to_be_empty()
    assert window.complaints == []


def test_the_paragraphs_add_no_stop_for_the_keyboard(visit: Callable[..., Visit]) -> None:
    page = visit().open(ARTICLE)
    assert page.locator(".para-link:visible").count() == 0
    page.locator(".prose p[id^='p-']").first.hover()
    assert page.locator(".para-link").count() == 1
