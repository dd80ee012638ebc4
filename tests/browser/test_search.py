"""Search opens by key and by click, finds Chinese and English, and fails in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ARTICLE, Visit, faults
from tests.site_building import Copy


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_fault_in_the_search(width: int, visit: Callable[..., Visit]) -> None:
    page = visit(width).open()
    page.keyboard.press("/")
    page.keyboard.type("打字机")
    expect(page.locator(".find-results li").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("way", ["/", "Control+k", "click"])
def test_search_opens_by_key_and_by_click_and_escape_closes_it(way: str, visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(ARTICLE)
    find = page.locator("#find")
    if way == "click":
        page.locator("[data-find]").click()
    else:
        page.keyboard.press(way)
    expect(find).to_be_visible()
    expect(page.locator(".find-words")).to_be_focused()
    assert not any("/pagefind/" in url for url in window.asked)
    page.keyboard.type("灯塔")
    page.keyboard.press("Escape")
    expect(find).to_be_hidden()


def test_search_finds_a_chinese_phrase_marks_it_and_leads_to_the_article(visit: Callable[..., Visit]) -> None:
    window = visit(360)
    page = window.open("tags/")
    page.locator("[data-find]").click()
    page.keyboard.type("黄色舰队")
    first = page.locator(".find-results li").first
    expect(first.locator("a")).to_contain_text("长赐号搁浅六天")
    marked = "".join(first.locator("mark").all_inner_texts())
    assert set("黄色舰队") <= set(marked), marked
    expect(page.locator(".find-state")).to_have_text(re.compile(r"^找到 \d+ 篇$"))
    page.keyboard.press("Enter")
    expect(first.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(window.address + ARTICLE)
    assert window.outside() == []
    assert window.complaints == []


def test_search_finds_english_words_too(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("Pluto")
    expect(page.locator(".find-results a").first).to_have_text("The girl who named Pluto at breakfast")


def test_search_that_finds_nothing_says_so(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("zzqqxxyy")
    expect(page.locator(".find-state")).to_contain_text("没有找到")
    expect(page.locator(".find-results li")).to_have_count(0)


def test_a_lost_index_is_said(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("灯塔")
    expect(page.locator(".find-state")).to_contain_text("搜索索引没有载入")


def test_a_served_site_refreshes_after_an_edit_and_can_still_be_searched(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    copy = Copy(tmp_path)
    with copy.serve() as address:
        window = visit()
        page = window.page
        page.goto(address + ARTICLE)
        written = copy.pages / f"{Path(ARTICLE).name}.md"
        written.write_text(written.read_text("utf-8").replace("黄沙蔽日", "黄沙漫天"), "utf-8")
        expect(page.get_by_text("黄沙漫天")).to_be_visible(timeout=20_000)
        page.keyboard.press("/")
        page.keyboard.type("黄色舰队")
        expect(page.locator(".find-results li").first).to_be_visible()
        assert window.complaints == []
