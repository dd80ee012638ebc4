"""An index in parts finds what a whole one finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from annotated_reader.site import search, shards
from tests.browser.conftest import windows
from tests.browser.serving import serving
from tests.site_building import Copy

QUERIES = ("打字机", "長賜號", "东加", "灯塔 守灯人", "Pluto", "的", "没有这样的词语")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The committed site with its index whole, and in parts."""
    copy = Copy(tmp_path_factory.mktemp("parts"))
    assert copy.build().returncode == 0
    with serving(copy.site) as whole:
        other = Copy(tmp_path_factory.mktemp("in-parts"))
        assert other.build().returncode == 0
        names = (other.site / search.FOLDER / search.NAMES).read_bytes()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shards, "MOST", 5)
            search.build_index(other.site, "zh", Path(other.root) / "kept")
        (other.site / search.FOLDER / search.NAMES).write_bytes(names)
        assert (other.site / search.FOLDER / search.PARTS).read_text("utf-8").count("/") >= 3
        with serving(other.site) as parts:
            yield whole, parts


def found(page: Page, query: str) -> tuple[str, set[str]]:
    page.locator(".find-words").fill(query)
    expect(page.locator(".find-state")).not_to_be_empty()
    page.wait_for_timeout(600)
    links = page.locator(".find-results a").evaluate_all(
        "links => links.map((link) => new URL(link.href).pathname.replace(/^.*articles/, ''))"
    )
    return page.locator(".find-state").inner_text(), set(links)


def test_the_same_queries_find_the_same_articles(browser: Browser, addresses: tuple[str, str]) -> None:
    answers = []
    for address in addresses:
        with windows(browser, address) as visit:
            window = visit()
            page = window.open()
            page.keyboard.press("/")
            answers.append({query: found(page, query) for query in QUERIES})
            assert window.complaints == []
    whole, parts = answers
    assert whole == parts
    assert len(whole["的"][1]) > 10
    assert not whole["没有这样的词语"][1]
