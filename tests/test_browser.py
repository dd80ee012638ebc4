"""The site in a browser, below a path as GitHub Pages serves it: quiet, reachable, readable."""

from __future__ import annotations

import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.site_building import Copy

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium is installed; install it to run these tests"
)

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
BELOW = "/repo/"
ARTICLE = "articles/2021-07-08-zhang-ci-hao-ge-qian-liu-tian-yi/"
TRADITIONAL = "articles/2023-05-09-zui-hou-yi-wei-shou-deng-ren-li/"
ENGLISH = "articles/2020-02-18-the-girl-who-named-pluto-at-breakfast/"
PAGES = {
    "home": "",
    "article": ARTICLE,
    "traditional": TRADITIONAL,
    "english": ENGLISH,
    "tag": "tags/lin-yu-tang/",
    "tags": "tags/",
    "month": "months/2021-06/",
    "undated": "months/unknown/",
    "months": "months/",
    "publisher": "publishers/huan-dao-guang-bo/",
    "publishers": "publishers/",
    "about": "about/",
    "guide": "guide/",
    "editors": "about/written/",
    "missing": "no/such/page/",
}
WRITTEN = """# 编者写的一页

带`代码`、[链接](https://b.example/{long})和脚注[^1]。https://b.example/{long}

!!! note "按语"
    一条按语。

> 引文。

```
{long}
```

| {wide} | {wide} | {wide} | {wide} |
| --- | --: | --- | --- |
| 甲 | 1 | 丙 | 丁 |

[^1]: 脚注的文字。
"""
SEES_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


class Pages(SimpleHTTPRequestHandler):
    """Serves a site below a path, with its own page for what is missing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BELOW) if path.startswith(BELOW) else "/nothing-here")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *said: object) -> None: ...


class Server(ThreadingHTTPServer):
    """A server that does not mind a window closed before its page was whole."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the committed site, and of one page such as editors write."""
    copy = Copy(tmp_path_factory.mktemp("served"))
    written = copy.root / "docs" / "about" / "written.md"
    written.parent.mkdir()
    written.write_text(WRITTEN.format(long="very-long-" * 30, wide="很宽的一列" * 4), "utf-8")
    copy.root.joinpath("mkdocs.yml").write_text(
        copy.root.joinpath("mkdocs.yml")
        .read_text("utf-8")
        .replace("  /articles/*\n", "  /articles/*\n  /about/*\n"),
        "utf-8",
    )
    done = copy.build()
    assert done.returncode == 0, done.stderr
    server = Server(("127.0.0.1", 0), partial(Pages, directory=str(copy.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


class Visit:
    """A reader's window, which writes down what it asked for and what it complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in ("error", "warning") and "404 (Not Found)" not in text:
            self.complaints.append(text)

    def open(self, path: str = "") -> Page:
        self.page.goto(self.address + path)
        return self.page

    def outside(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.asked if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open windows: ``visit(width=360, color_scheme="dark", java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def begin(width: int = 1440, **options: object) -> Visit:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        return Visit(contexts[-1], address)

    yield begin
    for context in contexts:
        context.close()


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page: the rule and the element."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], node["html"][:300]) for fault in found for node in fault["nodes"]]


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


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_no_fault_in_light_or_dark(path: str, visit: Callable[..., Visit]) -> None:
    page = visit(360, color_scheme="light", reduced_motion="reduce").open(path)
    page.locator("details").evaluate_all("cards => cards.forEach(card => card.open = true)")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_fault_in_the_search(width: int, visit: Callable[..., Visit]) -> None:
    page = visit(width).open()
    page.keyboard.press("/")
    page.keyboard.type("打字机")
    expect(page.locator(".find-results li").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("way", ["/", "Control+k", "click"])
def test_search_opens_by_key_and_by_click_and_escape_closes_it(way: str, visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open(ARTICLE)
    find = page.locator("#find")
    if way == "click":
        page.locator("[data-find]").click()
    else:
        page.keyboard.press(way)
    expect(find).to_be_visible()
    expect(page.locator(".find-words")).to_be_focused()
    assert not any("/pagefind/" in url for url in window.asked)
    page.keyboard.type("灯塔")
    page.keyboard.press("Escape")
    expect(find).to_be_hidden()


def test_search_finds_a_chinese_phrase_marks_it_and_leads_to_the_article(visit: Callable[..., Visit]) -> None:
    window = visit(360)
    page = window.open("tags/")
    page.locator("[data-find]").click()
    page.keyboard.type("黄色舰队")
    first = page.locator(".find-results li").first
    expect(first.locator("a")).to_contain_text("长赐号搁浅六天")
    marked = "".join(first.locator("mark").all_inner_texts())
    assert set("黄色舰队") <= set(marked), marked
    expect(page.locator(".find-state")).to_have_text(re.compile(r"^找到 \d+ 篇$"))
    page.keyboard.press("Enter")
    expect(first.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(window.address + ARTICLE)
    assert window.outside() == []
    assert window.complaints == []


def test_search_finds_english_words_too(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("Pluto")
    expect(page.locator(".find-results a").first).to_have_text("The girl who named Pluto at breakfast")


def test_search_that_finds_nothing_says_so(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("zzqqxxyy")
    expect(page.locator(".find-state")).to_contain_text("没有找到")
    expect(page.locator(".find-results li")).to_have_count(0)


def test_a_lost_index_is_said(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("灯塔")
    expect(page.locator(".find-state")).to_contain_text("搜索索引没有载入")


def test_a_picture_is_fetched_only_when_asked_for_and_then_stands_there(visit: Callable[..., Visit]) -> None:
    window = visit()
    icon = (Path(__file__).parent.parent / "docs" / "assets" / "icon.svg").read_bytes()
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


@pytest.mark.parametrize(("path", "family"), [(TRADITIONAL, "TC"), (ARTICLE, "SC"), (ENGLISH, "Georgia")])
def test_each_language_is_set_in_its_own_letters(path: str, family: str, visit: Callable[..., Visit]) -> None:
    page = visit().open(path)
    assert (
        family
        in page.locator(".prose p").first.evaluate("text => getComputedStyle(text).fontFamily").split(",")[0]
    )


def test_a_served_site_refreshes_after_an_edit_and_can_still_be_searched(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    copy = Copy(tmp_path)
    with copy.serve() as address:
        window = visit()
        page = window.page
        page.goto(address + ARTICLE)
        written = copy.pages / f"{Path(ARTICLE).name}.md"
        written.write_text(written.read_text("utf-8").replace("黄沙蔽日", "黄沙漫天"), "utf-8")
        expect(page.get_by_text("黄沙漫天")).to_be_visible(timeout=20_000)
        page.keyboard.press("/")
        page.keyboard.type("黄色舰队")
        expect(page.locator(".find-results li").first).to_be_visible()
        assert window.complaints == []


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
