"""Search finds a stretch of Chinese text in every article that holds it, and in no other."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from annotated_reader.vocabulary import fold, load_vocabulary
from tests.browser.serving import BELOW, Pages, Server
from tests.site_building import ROOT, Copy

SENTENCES = {
    "a": "俄罗斯总统普京周三访问平壤，特朗普没有评论。",
    "b": "总理菲利普在北京谈到普通人的疫情补助；川菜与普洱茶照卖。",
    "c": "守塔人说，他努力自学《海上灯标条例》，KOSPI-100下跌3.5%。",
    "d": "海边的上午，灯塔的民主推选开始了，Pluto号靠岸。",
    "e": "两国在民间与主管部门之间往来。上海没有派船来。",
}
"""Words that one dictionary takes together and another apart, and the same characters apart."""
FOUND = {
    "普京": "a", "特朗普": "a", "川普": "", "菲利普": "b", "疫情": "b", "民主": "d", "上海": "e", "海上": "c",
    "灯标条例": "c", "灯条": "", "我们": "", "努力自学": "c", "平壤，特朗普": "a", "《海上灯标条例》": "c",
    "KOSPI-100": "c", "3.5%": "c", "Pluto": "d", "pluto号": "d", "Plut": "d", "普京 平壤": "a",
    "普京 上海": "", "普": "ab", "普　京": "ab", "，": "", "没有": "ae", "北 京": "b",
}  # fmt: skip
"""Queries, and the articles they find; words set apart are looked for apart."""
ASK = """async query => {
  const { Index } = await import(new URL("assets/find/index.js", location.href).href);
  const { partsOf } = await import(new URL("assets/find/query.js", location.href).href);
  globalThis.index ??= new Index(new URL(".", location.href));
  await index.open();
  const parts = partsOf(query, index.sense);
  const found = parts.length ? await index.articlesWith(parts) : [];
  return (await Promise.all(found.map((result) => result.data()))).map((page) => page.url);
}"""
READ = """async slug => {
  const source = await (await fetch(`articles/${slug}/`)).text();
  const page = new DOMParser().parseFromString(source, "text/html");
  page.querySelectorAll("[data-pagefind-ignore]").forEach((part) => part.remove());
  const parts = page.querySelectorAll("[data-pagefind-body], #notes .note-body");
  return [...parts].map((part) => part.textContent).join("\\n");
}"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The committed articles beside the sentences above, built."""
    copy = Copy(tmp_path_factory.mktemp("searched"))
    for slug, sentence in SENTENCES.items():
        front = f"title: {slug.upper()}篇\nslug: {slug}\nlang: zh-Hans"
        (copy.pages / f"{slug}.md").write_text(f"---\n{front}\n---\n\n{sentence}\n", "utf-8")
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture(scope="module")
def window(searched: Copy, browser: Browser) -> Iterator[Page]:
    """A window on that site."""
    server = Server(("127.0.0.1", 0), partial(Pages, directory=str(searched.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(bypass_csp=True)  # the test itself reads pages as markup, which they forbid
    page.goto(f"http://127.0.0.1:{server.server_port}{BELOW}")
    yield page
    page.close()
    server.shutdown()


@pytest.fixture(scope="module")
def texts(searched: Copy, window: Page) -> Mapping[str, str]:
    """What is indexed of every article, as a browser shows it."""
    return {page.stem: window.evaluate(READ, page.stem) for page in sorted(searched.pages.glob("*.md"))}


def ask(window: Page, query: str) -> set[str]:
    """The articles that the search finds."""
    return {urlsplit(url).path.rstrip("/").rpartition("/")[2] for url in window.evaluate(ASK, query)}


@pytest.mark.parametrize(("query", "slugs"), FOUND.items())
def test_a_query_finds_the_sentences_that_hold_it(window: Page, query: str, slugs: str) -> None:
    assert ask(window, query) & set(SENTENCES) == set(slugs)


def test_any_stretch_of_a_text_is_found_where_it_stands_and_nowhere_else(
    window: Page, texts: Mapping[str, str]
) -> None:
    assert len(texts) > 15
    chosen = random.Random(1)
    for text in texts.values():
        runs = [run for run in re.findall(r"[\u4e00-\u9fff]+", text) if len(run) > 3]
        for run in chosen.sample(runs, min(6, len(runs))):
            start = chosen.randrange(len(run) - 1)
            query = run[start : start + chosen.randint(2, 6)]
            held = {slug for slug, held in texts.items() if fold(query) in fold(held)}
            assert ask(window, f'"{query}"') == held, query


def test_every_name_of_the_vocabulary_finds_the_articles_that_have_any_of_its_names(
    window: Page, texts: Mapping[str, str]
) -> None:
    vocabulary, _ = load_vocabulary(ROOT / "docs")
    asked = 0
    for entity in vocabulary.entities:
        names = [fold(name) for name in entity.names]
        held = {slug for slug, text in texts.items() if any(_stands_in(name, fold(text)) for name in names)}
        if held and entity.in_text:
            asked += len(entity.names)
            for name in entity.names:
                assert ask(window, name) == held, name
    assert asked > 100


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("湯加", "东加"), ("海纜", "海底电缆"), ("紐西蘭", "新西兰"), ("雪梨歌劇院", "悉尼歌剧院"),
        ("ＴＯＮＧＡ", "汤加"),
        ("湯加的對外海纜", "东加的对外海缆"), ("new zealand 海缆", "纽西兰 海底光缆"),
    ],
)  # fmt: skip
def test_two_ways_of_writing_find_the_same(window: Page, query: str, same: str) -> None:
    assert ask(window, query) == ask(window, same)
    assert ask(window, query)


def test_words_between_quotation_marks_are_found_as_they_are(window: Page) -> None:
    assert ask(window, "东加") > ask(window, '"东加"') == ask(window, "“東加”")
    assert ask(window, '"汤加" "东加"') == ask(window, '"汤加"') & ask(window, '"东加"') != set()


def _stands_in(name: str, text: str) -> bool:
    """Tell whether the text has the name, in Latin letters as a word."""
    if not name.isascii():
        return name in text
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def test_an_excerpt_reads_as_the_text_does_with_the_whole_phrase_marked(window: Page) -> None:
    window.keyboard.press("/")
    window.keyboard.type("灯标条例")
    expect(window.locator(".find-results a")).to_have_text("C篇")
    expect(window.locator(".find-results mark")).to_have_text("灯标条例")
    excerpt = window.locator(".find-results p").last.text_content() or ""
    assert "守塔人说，他努力自学《海上灯标条例》" in excerpt
    assert "\u200b" not in window.locator(".find-results").inner_html()
