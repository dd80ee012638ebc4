"""Articles on paper: dark on white whatever the screen shows, and with the address they are cited by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import ARTICLE, ENGLISH, TRADITIONAL, Visit

PALE = """() => {
  const shine = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((part) => {
      const value = part / 255;
      return value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
    });
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (1.05 / (shine(getComputedStyle(element).color) + .05) < 4.5) found.push(texts.currentNode.data);
  }
  return found;
}"""
"""The texts that are too pale to read on white paper (WCAG 1.4.3)."""


def on_paper(window: Visit, path: str) -> Page:
    page = window.open(path)
    page.emulate_media(media="print", color_scheme="dark")
    return page


@pytest.mark.parametrize("path", [ARTICLE, TRADITIONAL, "", "tags/tang-jia/", "coverage/"])
def test_who_reads_in_the_dark_prints_dark_on_white(path: str, visit: Callable[..., Visit]) -> None:
    window = visit(color_scheme="dark")
    page = window.open(path)
    page.locator(".bar-theme").click()
    page.locator(".bar-theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page = on_paper(window, path)
    assert page.evaluate(PALE) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", [ARTICLE, ENGLISH])
def test_an_article_on_paper_says_where_it_is_from(path: str, visit: Callable[..., Visit]) -> None:
    page = visit().open(path)
    told = page.locator(".printed")
    expect(told).to_be_hidden()
    page.emulate_media(media="print")
    expect(told).to_be_visible()
    expect(told).to_contain_text(page.locator("article h1").inner_text())
    expect(told).to_contain_text("https://")
    expect(page.locator(".held-show, .bar, .cite, .turn").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "width", "aligned"),
    [(ARTICLE, 1440, "justify"), (ARTICLE, 360, "start"), (ENGLISH, 1440, "start")],
)
def test_lines_of_chinese_end_evenly_where_they_are_long(
    path: str, width: int, aligned: str, visit: Callable[..., Visit]
) -> None:
    first = visit(width).open(path).locator(".prose > p").first
    assert first.evaluate("paragraph => getComputedStyle(paragraph).textAlign") == aligned
