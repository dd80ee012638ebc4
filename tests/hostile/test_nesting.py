"""What has passed the gate stays where a page puts it: nothing in a text can end what is around the text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser

from annotated_reader.gate import pass_authors
from annotated_reader.gate.policy import ELEMENTS, VOID

NAMES = sorted(ELEMENTS - VOID)
AROUND = {
    "text": "<article>{}</article>",
    "item": "<ol><li>{}</li></ol>",
    "term": "<dl><dt>words</dt><dd>{}</dd></dl>",
    "cell": "<table><tr><td>{}</td></tr></table>",
    "details": "<details open><summary>words</summary>{}</details>",
}
SCATTERED = """([around, texts]) => texts.filter((text) => {
    const inside = `<div id="inside">${text}<i id="end"></i></div>`;
    const main = `<main>${around.replace("{}", inside)}</main>`;
    const page = `<!doctype html>${main}<footer id="foot">words</footer>`;
    const read = new DOMParser().parseFromString(page, "text/html");
    const [holder, end, foot] = ["inside", "end", "foot"].map((id) => read.getElementById(id));
    const words = document.createTreeWalker(read.body, NodeFilter.SHOW_TEXT);
    let astray = end.parentNode !== holder || foot.parentNode !== read.body;
    while (words.nextNode()) {
        astray ||= words.currentNode.data === "甲" && !holder.contains(words.currentNode);
    }
    return astray;
})"""
"""Reads each text inside a page as a browser does, and returns those of which something is outside of it."""


def scattered(chance: random.Random, depth: int = 0) -> Iterator[str]:
    """Yield elements in one another in an order that no person would write."""
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(NAMES)
        inner = "".join(scattered(chance, depth + 1)) if depth < 4 and chance.random() < 0.7 else "甲"
        yield f"<{name}>{inner}</{name}>"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every element in every other, and others by chance."""
    chance = random.Random(8)
    pairs = [f"<{a}>甲<{b}>甲</{b}>甲</{a}>" for a, b in product(NAMES, NAMES)]
    return [*pairs, *("".join(scattered(chance)) for _ in range(3000))]


@pytest.mark.parametrize("around", AROUND)
def test_no_text_leaves_the_element_that_holds_it(browser: Browser, texts: list[str], around: str) -> None:
    page = browser.new_page()
    try:
        assert page.evaluate(SCATTERED, [AROUND[around], [pass_authors(text).html for text in texts]]) == []
    finally:
        page.close()


def test_without_the_gate_texts_leave_it(browser: Browser, texts: list[str]) -> None:
    page = browser.new_page()
    try:
        assert len(page.evaluate(SCATTERED, [AROUND["item"], texts])) > 300
    finally:
        page.close()
