"""Every kind of page asks nobody else, complains of nothing, fits any screen and passes axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ARTICLE, PAGES, TEMPLATES, Visit, faults


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_asks_nobody_else_complains_of_nothing_and_fits(
    path: str, visit: Callable[..., Visit]
) -> None:
    window = visit(360)
    page = window.open(path)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert page.locator("link[rel=stylesheet]").evaluate_all("all => all.every(one => one.sheet)")
    assert window.outside() == []
    assert window.complaints == []
    assert not any("/pagefind/" in url for url in window.asked)


@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_no_fault_in_light_or_dark(path: str, visit: Callable[..., Visit]) -> None:
    page = visit(360, color_scheme="light", reduced_motion="reduce").open(path)
    page.locator("details").evaluate_all("cards => cards.forEach(card => card.open = true)")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []


def test_the_page_for_what_is_missing_leads_home_from_any_depth(visit: Callable[..., Visit]) -> None:
    window = visit(360)
    page = window.open("no/such/page/at/all/")
    expect(page.locator("h1")).to_have_text("这里没有页面")
    page.keyboard.press("/")
    page.keyboard.type("林语堂")
    expect(page.locator(".find-results li").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("main").get_by_role("link", name="首页").click()
    expect(page.locator(".newest .row").first).to_be_visible()


def test_the_pages_do_not_jump_while_they_load(visit: Callable[..., Visit]) -> None:
    page = visit(360).open(ARTICLE)
    shifted = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
            .observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 300);
        })"""
    )
    assert shifted <= 0.05
