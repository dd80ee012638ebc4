"""Links between articles, previews, copies side by side, and events as outlets tell them, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, faults

CABLE = "articles/2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/"
LANDING = "articles/2021-06-03-yi-gen-dian-lan-zen-yang-zai-ye/"
LEAD = "articles/2025-05-20-na-tai-zai-di-xia-shi-shui-le/"
COPY = "articles/lin-yu-tang-de-da-zi-ji-zai/"
COMPARISON = "compare/lin-yu-tang-de-da-zi-ji-zai/"
COVERAGE = "coverage/2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/"
MADE = {"comparison": COMPARISON, "coverage": COVERAGE, "events": "coverage/", "linked": CABLE, "copy": COPY}

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 200);
})"""


def previews_asked(window: Visit) -> list[str]:
    return [url for url in window.asked if url.endswith(".preview.json")]


@pytest.mark.parametrize("path", MADE.values(), ids=MADE)
def test_a_page_of_relations_fits_asks_nobody_and_passes_axe(path: str, visit: Callable[..., Visit]) -> None:
    window = visit(360, color_scheme="light", reduced_motion="reduce")
    page = window.open(path)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    assert window.outside() == []
    assert window.complaints == []
    assert previews_asked(window) == []


def test_a_link_to_what_is_held_here_stays_here_and_the_original_address_stays_in_reach(
    visit: Callable[..., Visit],
) -> None:
    window = visit()
    page = window.open(CABLE)
    link = page.locator(".prose a.here")
    expect(link).to_have_text("《一根电缆怎样在夜里登上上海》")
    expect(link).to_have_attribute("title", "本站收有这篇文章")
    origin = page.locator(".prose a.here + a.here-origin")
    expect(origin).to_have_attribute("href", re.compile("^https://www.huandao-news.example/"))
    expect(origin).to_have_attribute("rel", re.compile("noreferrer"))
    expect(origin).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(re.escape(LANDING) + "$"))
    assert window.outside() == []


def test_a_backlink_shows_its_sentence_and_leads_to_it(visit: Callable[..., Visit]) -> None:
    page = visit().open(LANDING)
    said = page.locator(".backlinks .said").first
    expect(said.locator("mark")).to_have_text("《一根电缆怎样在夜里登上上海》")
    expect(said).to_have_text(re.compile("^夜里登陆、.*见本台旧文《一根电缆怎样在夜里登上上海》。$"))
    page.locator(".backlinks .row-title").first.click()
    expect(page.locator(".prose a.here")).to_be_in_viewport()


def test_related_articles_say_why_and_lead_to_the_subject(visit: Callable[..., Visit]) -> None:
    page = visit().open(CABLE)
    why = page.locator(".related .why").first
    expect(why).to_have_text(re.compile("^都写到 .*汤加"))
    why.get_by_role("link", name="汤加").click()
    expect(page.locator("h1")).to_have_text("汤加")


def test_the_listing_shows_a_copy_in_the_row_of_its_lead(visit: Callable[..., Visit]) -> None:
    page = visit().open("tags/lin-yu-tang/")
    row = page.locator(".row", has=page.locator(f'a[href$="{LEAD.split("/")[1]}/"]'))
    expect(row.locator(".row-variants")).to_have_text("同文另见 北窗文摘")
    assert page.locator(f'.row-title[href$="{COPY}"]').count() == 0
    row.locator(".row-variants a").click()
    expect(page.locator("h1")).to_have_text("林语堂的打字机，在地下室睡了半个世纪")


def test_a_reader_gets_from_a_copy_to_its_lead_and_to_what_sets_them_apart(
    visit: Callable[..., Visit],
) -> None:
    page = visit(360, java_script_enabled=False).open(COPY)
    variants = page.locator(".variants")
    expect(variants).to_have_text(re.compile(r"同文另见\s+主文 纸上考古 2025-05-20 · 对照异同"))
    variants.get_by_role("link", name="对照异同").click()
    removed, added = page.locator(".places del").last, page.locator(".places ins").last
    expect(removed).to_have_text("只在主文: 。现在")
    expect(added).to_have_text("只在另一份: ；如今")
    assert removed.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    assert added.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    expect(page.locator(".skipped").first).to_have_text(re.compile(r"相同的 \d+ 字略去"))


def test_notes_on_one_copy_are_shown_on_the_other(visit: Callable[..., Visit]) -> None:
    page = visit().open(COPY)
    beside = page.locator(".notes-beside li")
    expect(beside.first).to_contain_text("失踪了半个多世纪的唯一一台原型机")
    beside.first.locator(".note-where").click()
    expect(page).to_have_url(re.compile(re.escape(LEAD) + "#note-"))


def test_an_event_is_told_side_by_side_with_names_as_each_outlet_writes_them(
    visit: Callable[..., Visit],
) -> None:
    page = visit(1200).open(CABLE)
    page.locator(".covered a").click()
    expect(page.locator(".telling")).to_have_count(4)
    row = page.locator(".tellers tr", has=page.locator("th", has_text=re.compile("^汤加$")))
    written = row.locator("td a").all_text_contents()
    assert written == ["汤加", "東加", "东加", "汤加"]
    length = page.locator(".tellers tr", has=page.locator("th", has_text="827公里"))
    expect(length.locator("td b")).to_have_text(["827公里"] * 3)
    expect(length.locator("td").first).to_have_text(re.compile("没有"))
    length.locator("td a").last.click()
    expect(page.locator(".prose p", has_text="全长827公里")).to_be_in_viewport()


def shown(page: Page) -> None:
    expect(page.locator("#preview")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("一根电缆怎样在夜里登上上海")


def test_on_a_phone_each_cell_says_whose_it_is_and_none_is_out_of_sight(visit: Callable[..., Visit]) -> None:
    page = visit(360).open(COVERAGE)
    box = page.locator(".table-box").first
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    cell = page.locator(".tellers td", has_text="東加").first
    said = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said in {'"島嶼日報"', "attr(data-outlet)"}
    assert cell.get_attribute("data-outlet") == "島嶼日報"
    expect(page.locator(".tellers td", has=page.locator(".none")).first).to_be_hidden()


def test_a_preview_comes_to_a_resting_mouse_moves_nothing_and_goes_with_escape(
    visit: Callable[..., Visit],
) -> None:
    window = visit()
    page = window.open(CABLE)
    link = page.locator(".prose a.here")
    link.scroll_into_view_if_needed()
    before = page.evaluate(SHIFTS)
    assert previews_asked(window) == []
    link.hover()
    shown(page)
    assert len(previews_asked(window)) == 1
    expect(link).to_have_attribute("aria-describedby", "preview")
    page.locator("#preview").hover()
    page.wait_for_timeout(300)
    shown(page)
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()
    assert page.evaluate(SHIFTS) == before
    assert window.complaints == []


def test_a_link_to_an_impossible_host_stops_no_script(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(CABLE)
    page.evaluate("document.querySelector('.prose a.here').href = 'http://[::ffff:7f00:1x]/articles/x/'")
    page.locator(".prose a.here").hover()
    page.wait_for_timeout(500)
    expect(page.locator("#preview")).to_be_hidden()
    assert window.complaints == []


def test_a_preview_comes_to_the_keyboard_and_leaves_with_the_focus(visit: Callable[..., Visit]) -> None:
    page = visit().open(CABLE)
    link = page.locator(".prose a.here")
    page.locator(".card summary").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    shown(page)
    page.keyboard.press("Tab")
    expect(page.locator("#preview")).to_be_hidden()


def test_a_finger_follows_the_link_and_sees_no_preview(visit: Callable[..., Visit]) -> None:
    window = visit(360, has_touch=True, is_mobile=True)
    page = window.open(CABLE)
    page.locator(".prose a.here").tap()
    expect(page).to_have_url(re.compile(re.escape(LANDING) + "$"))
    assert previews_asked(window) == []
