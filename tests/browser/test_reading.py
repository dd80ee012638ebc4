"""Reading: pictures on request, no scripts, light and dark, the keyboard, each language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ARTICLE, ENGLISH, TRADITIONAL, Visit
from tests.site_building import ROOT

SEES_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def test_a_picture_is_fetched_only_when_asked_for_and_then_stands_there(visit: Callable[..., Visit]) -> None:
    window = visit()
    icon = (ROOT / "docs" / "assets" / "icon.svg").read_bytes()
    window.page.route(
        "https://i.dongan-times.example/**",
        lambda route: route.fulfill(body=icon, content_type="image/svg+xml"),
    )
    page = window.open(ARTICLE)
    figure = page.locator(".prose figure").first
    assert window.outside() == []
    assert figure.locator("img").count() == 0
    figure.locator(".held-show").click()
    expect(figure.locator("img")).to_be_visible()
    assert figure.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    (asked,) = window.outside()
    assert asked.startswith("https://i.dongan-times.example/")
    assert window.complaints == []


def test_a_picture_that_is_gone_is_said(visit: Callable[..., Visit]) -> None:
    window = visit()
    window.page.route("https://**", lambda route: route.abort())
    page = window.open(ARTICLE)
    page.locator(".held-show").first.click()
    expect(page.locator(".held-host").first).to_have_text("图片没有载入，原处可能已经没有了")


def test_without_scripts_the_text_the_card_and_the_links_are_all_there(visit: Callable[..., Visit]) -> None:
    window = visit(360, java_script_enabled=False)
    page = window.open(ARTICLE)
    expect(page.get_by_text("像一根鱼刺卡在喉咙里")).to_be_visible()
    expect(page.locator(".hops")).to_be_hidden()
    page.locator(".card summary").click()
    expect(page.locator(".hops li")).to_have_count(3)
    expect(page.locator(".hops")).to_be_visible()
    expect(page.locator(".held-show").first).to_have_attribute("href", re.compile("^https://"))
    expect(page.locator(".bar-tools")).to_be_hidden()
    page.locator(".tags a").first.click()
    expect(page.locator(".row-title").first).to_be_visible()
    page.locator(".row-title").first.click()
    expect(page.locator("article h1")).to_be_visible()
    assert window.outside() == []


def test_light_and_dark_follow_the_system_and_the_readers_choice_stays(visit: Callable[..., Visit]) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (visit(color_scheme=scheme).open().evaluate(paper) for scheme in ("light", "dark"))
    assert light != dark
    page = visit(color_scheme="light").open()
    page.locator(".bar-theme").click()
    assert page.evaluate(paper) == dark
    page.goto(page.url + "about/")
    assert page.evaluate(paper) == dark
    page.locator(".bar-theme").click()
    assert page.evaluate(paper) == light


@pytest.mark.parametrize("path", [ARTICLE, ""], ids=["article", "home"])
def test_the_keyboard_skips_to_the_text_and_always_sees_where_it_is(
    path: str, visit: Callable[..., Visit]
) -> None:
    page = visit().open(path)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(SEES_FOCUS), page.evaluate("document.activeElement.outerHTML")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.localName"))
    assert {"summary", "held-show"} <= reached if path else "row-title" in reached


@pytest.mark.parametrize(("path", "family"), [(TRADITIONAL, "TC"), (ARTICLE, "SC"), (ENGLISH, "Georgia")])
def test_each_language_is_set_in_its_own_letters(path: str, family: str, visit: Callable[..., Visit]) -> None:
    page = visit().open(path)
    assert (
        family
        in page.locator(".prose p").first.evaluate("text => getComputedStyle(text).fontFamily").split(",")[0]
    )


def test_no_space_comes_between_a_word_and_the_comma_behind_it(visit: Callable[..., Visit]) -> None:
    page = visit().open("articles/niu-mei-dong-jia-duan-wang-38-tian/")
    spacing = "prose => getComputedStyle(prose).textAutospace"
    assert page.locator(".prose").evaluate(spacing) == "no-autospace"
    assert visit().open(ARTICLE).locator(".prose").evaluate(spacing) == "normal"


@pytest.mark.parametrize(
    ("path", "first"), [(ARTICLE, '"Songti SC"'), (TRADITIONAL, '"Songti TC"'), (ENGLISH, "Georgia")]
)
def test_title_and_text_are_set_in_the_faces_of_their_language(
    path: str, first: str, visit: Callable[..., Visit]
) -> None:
    page = visit().open(path)
    for part in (".article-head h1", ".prose", ".prose p >> nth=-1"):
        faces = page.locator(part).evaluate("element => getComputedStyle(element).fontFamily")
        assert faces.startswith(first), part
    label = page.locator(".cite-head").evaluate("element => getComputedStyle(element).fontFamily")
    assert '"PingFang SC"' in label or '"Songti SC"' in label
