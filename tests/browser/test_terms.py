"""What a name stands for is shown to the mouse, to the keyboard and to a screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visiting import Visit, faults

TOLD = "articles/2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/"
BUBBLE = """term => {
  const style = getComputedStyle(term, "::after");
  return style.visibility === "visible" && style.opacity === "1" ? style.content : "";
}"""


def explained(term: Locator) -> str:
    return str(term.evaluate(BUBBLE))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_first_mention_is_explained_on_hover_and_on_focus(
    scripts: bool, visit: Callable[..., Visit]
) -> None:
    window = visit(360, java_script_enabled=True) if scripts else visit(360)
    if not scripts:
        window.page.route("**/*.js", lambda route: route.abort())
    page = window.open(TOLD)
    term = page.locator("a.term", has_text="斐济")
    assert explained(term) == ""
    term.hover()
    page.wait_for_timeout(600)
    assert "南太平洋岛国，首都苏瓦" in explained(term)
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)
    assert explained(term) == ""
    page.locator("a.term", has_text="汤加").focus()
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    page.wait_for_timeout(600)
    assert "南太平洋岛国，首都苏瓦" in explained(term)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if scripts:
        page.keyboard.press("Escape")
        page.wait_for_timeout(600)
        assert explained(term) == ""


def test_a_term_is_described_for_those_who_do_not_see_it_and_leads_to_its_page(
    visit: Callable[..., Visit],
) -> None:
    page = visit().open(TOLD)
    term = page.locator("a.term", has_text="新西兰")
    described = page.locator(f"#{term.get_attribute('aria-describedby')}")
    expect(described).to_have_text("西南太平洋岛国，首都惠灵顿。台湾称“纽西兰”。")
    page.locator(".terms summary").click()
    expect(described).to_be_visible()
    assert faults(page) == []
    term.click()
    page.wait_for_url("**/tags/xin-xi-lan/")
    expect(page.locator("h1")).to_have_text("新西兰")


def test_the_words_of_an_article_are_the_same_with_its_terms(visit: Callable[..., Visit]) -> None:
    page = visit().open(TOLD)
    sentence = "2022年2月22日下午，汤加电缆公司的工程师向斐济发出一束光，收到了回音。"
    assert sentence in (page.locator(".prose").text_content() or "")
    assert sentence in page.locator(".prose").inner_text()


def test_readers_learn_what_outlets_call_it_and_where_else_it_is_mentioned_by_clicking(
    visit: Callable[..., Visit],
) -> None:
    page = visit(360).open()
    page.locator(".home-ways").get_by_role("link", name="汤加").click()
    row = page.locator(".spellings tbody tr", has=page.get_by_role("rowheader", name="東加"))
    expect(row).to_contain_text("島嶼日報")
    page.locator(".mentions .row-title", has_text="一根电缆怎样在夜里登上上海").click()
    page.wait_for_url("**/articles/2021-06-03-*/")
    page.go_back()
    page.locator(".timeline summary").click()
    page.locator(".timeline .ways a").last.click()
    page.wait_for_url("**/tags/tang-jia/#r-2023-03-05-*")
    expect(page.locator(".row:target")).to_be_in_viewport()
