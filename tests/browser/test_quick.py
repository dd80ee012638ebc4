"""Every kind of page is light, stands still, asks nobody else, and can be read without scripts."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.visiting import ARTICLE, ENGLISH, PAGES, Visit, faults

MOST_KB, MOST_SHIFT = 250, 0.05
KINDS = [
    *("", ARTICLE, ENGLISH, "articles/yi-gen-hai-lan-duan-le-tang-jia/", "tags/", "tags/tang-jia/"),
    *(
        "coverage/",
        "coverage/2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/",
        "compare/lin-yu-tang-de-da-zi-ji-zai/",
    ),
    *("coverage/yi-gen-hai-lan-duan-le-tang-jia/", "notes/", "notes/unsettled/", "months/", "publishers/"),
    *("authors/", "guide/", "guide/citing/", "about/", PAGES["missing"]),
]
"""One page of each make."""
SHIFT = """new Promise((done) => {
  let sum = 0;
  const count = (each) => { if (!each.hadRecentInput) sum += each.value; };
  const add = (list) => list.getEntries().forEach(count);
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


def opened(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_a_page_is_light_stands_still_asks_nobody_and_has_no_fault(
    path: str, width: int, scheme: str, visit: Callable[..., Visit]
) -> None:
    window = visit(width, color_scheme=scheme)
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    window.page.on("response", keep)
    page = window.open(path)
    page.wait_for_load_state("networkidle")
    weight = sum(len(gzip.compress(answer.body())) for answer in answers if answer.status == 200)
    assert weight < MOST_KB * 1000
    assert page.evaluate(SHIFT) < MOST_SHIFT
    assert window.outside() == []
    opened(page)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert window.complaints == []


@pytest.mark.parametrize("path", KINDS)
def test_a_page_can_be_read_and_left_without_scripts(path: str, visit: Callable[..., Visit]) -> None:
    page = visit(360, java_script_enabled=False).open(path)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("main")).not_to_be_empty()
    assert page.locator("main a[href], header a[href]").count() > 2


def test_on_a_slow_line_the_words_come_before_everything_else(visit: Callable[..., Visit]) -> None:
    window = visit(360)
    line = window.page.context.new_cdp_session(window.page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 20_000, "uploadThroughput": 10_000}
    line.send("Network.emulateNetworkConditions", slow)
    window.page.goto(window.address + ARTICLE, wait_until="commit")
    expect(window.page.get_by_text("像一根鱼刺卡在喉咙里")).to_be_visible()
    assert window.page.evaluate("document.readyState") != "complete"


def test_a_long_article_offers_to_go_on_where_the_reader_was_and_forgets_with_the_tab(
    visit: Callable[..., Visit],
) -> None:
    window = visit(360)
    page = window.open(ARTICLE)
    expect(page.locator(".resume")).to_be_hidden()
    third = page.locator(".prose p[id^='p-']").nth(2)
    third.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY - 70)")
    page.goto(window.address + "about/")
    page.goto(window.address + ARTICLE)
    back = page.locator(".resume a")
    expect(back).to_be_visible()
    assert str(back.get_attribute("href")).endswith(f"#{third.get_attribute('id')}")
    back.click()
    expect(third).to_be_in_viewport()
    expect(page.locator(".resume")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []
