"""How lines are set: titles break where phrases end, and Latin texts keep their own quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visiting import ARTICLE, ENGLISH, TRADITIONAL, Visit

CAVE = "articles/2021-06-22-cang-jing-dong-yi-du-zhuan-qiang-hou/"
LINES = """(element) => {
  const lines = new Map();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      lines.set(top, (lines.get(top) ?? "") + node.data[at]);
    }
  }
  return [...lines.values()].map((line) => line.trim());
}"""


@pytest.mark.parametrize("width", [320, 360, 412])
def test_a_long_phrase_leaves_no_scrap_of_a_title_on_a_line(width: int, visit: Callable[..., Visit]) -> None:
    lines = visit(width).open(CAVE).locator("h1").evaluate(LINES)
    assert "".join(lines) == "藏经洞：一堵砖墙后面的五万件纸(图)"
    assert len(lines) > 1
    assert min(map(len, lines)) > 3, lines


def test_a_title_that_a_line_holds_is_broken_nowhere(visit: Callable[..., Visit]) -> None:
    assert visit(1440).open(CAVE).locator("h1").evaluate(LINES) == ["藏经洞：一堵砖墙后面的五万件纸(图)"]


@pytest.mark.parametrize(
    ("path", "width"), [(ENGLISH, "proportional-width"), (ARTICLE, "normal"), (TRADITIONAL, "normal")]
)
def test_quotation_marks_are_as_wide_as_the_language_has_them(
    path: str, width: str, visit: Callable[..., Visit]
) -> None:
    page = visit().open(path)
    style = "element => getComputedStyle(element).fontVariantEastAsian"
    assert page.locator(".prose").evaluate(style) == width
    assert page.locator(".article-foot").evaluate(style) == "normal"
