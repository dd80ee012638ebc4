"""Pictures in a browser: those held come from the site, the others when asked for, and nothing moves."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route, expect

from annotated_reader.images.formats import read_picture
from annotated_reader.images.store import FILES, opened
from tests.browser.conftest import windows
from tests.browser.serving import serving
from tests.browser.visiting import Visit, faults
from tests.picture_host import SAMPLES, png
from tests.site_building import Copy

HOST = "https://img.huandao-news.example"
HERE, AWAY, WIDE, TALL = (f"{HOST}/{name}.png" for name in ("here", "away", "wide", "tall"))
SIZES = {HERE: (640, 480), AWAY: (900, 300), WIDE: (800, 400), TALL: (300, 900)}
SAID = {HERE: "灯塔", AWAY: "海图", WIDE: "海面", TALL: "石阶"}
LINES = "".join(f"\n\n夜里的灯塔每十二秒亮一次，第{number}夜也是这样。" for number in range(30))
ALL = "articles/2000-01-01-deng-ta/"
HELD = "articles/2000-01-02-deng-ta/"
EXPECTED = yaml.safe_load((SAMPLES / "expected.yaml").read_text("utf-8"))
SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
PIXELS = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, canvas.height, [...data].join()];
}"""
BOX = "element => { const box = element.getBoundingClientRect(); return [box.width, box.height]; }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = Copy(tmp_path_factory.mktemp("pictures"), articles=False)
    copy.make_up(2)
    figures = "".join(
        f'\n\n<figure><img src="{address}" alt="{said}"><figcaption>{said}的说明</figcaption></figure>'
        for address, said in SAID.items()
    )
    for page, text in zip(sorted(copy.pages.glob("*.md")), (figures, f"\n\n![]({HERE})"), strict=True):
        page.write_text(page.read_text("utf-8") + text + LINES, "utf-8")
    with opened(copy.root / "images") as store:
        for address in (HERE, AWAY):
            content = png(*SIZES[address], address)
            held = store.keep(address, content, read_picture(content))
    (copy.root / "images" / FILES / held.name).unlink()
    done = copy.build()
    assert done.returncode == 0, done.stderr
    with serving(copy.site) as place:
        yield place


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    with windows(browser, site) as begin:
        yield begin


class Away:
    """The pictures' own host: it answers when it is let, and remembers what it was told."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[dict[str, str]] = []
        self._waiting: list[Route] = []
        page.route(f"{HOST}/**", self._hear)

    def _hear(self, route: Route) -> None:
        self.told.append(route.request.headers)
        self._waiting.append(route)

    def answer(self) -> None:
        """Send what was asked for, long after it was."""
        self.page.wait_for_timeout(700)
        (route,) = self._waiting
        route.fulfill(body=png(*SIZES[route.request.url]), content_type="image/png")


def figure(page: Page, address: str) -> Locator:
    return page.locator("figure", has_text=f"{SAID[address]}的说明")


def shifts(page: Page) -> float:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    return float(page.evaluate("window.shifts"))


def test_a_held_picture_comes_from_the_site_at_its_size_and_moves_nothing(
    visit: Callable[..., Visit],
) -> None:
    window = visit()
    window.page.add_init_script(SHIFTS)
    release = threading.Event()
    window.page.route("**/images/**", lambda route: (release.wait(0.7), route.continue_()))
    page = window.open(ALL)
    image = figure(page, HERE).locator("img")
    before = image.evaluate(BOX)
    assert before[0] / before[1] == pytest.approx(640 / 480, rel=0.01)
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [640, 480]
    assert image.evaluate(BOX) == before
    names = ("loading", "decoding", "alt", "width", "height")
    assert [image.get_attribute(name) for name in names] == ["lazy", "async", "灯塔", "640", "480"]
    assert shifts(page) == 0
    assert (window.outside(), window.complaints) == ([], [])


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("address", [AWAY, WIDE])
def test_a_picture_that_is_asked_for_moves_nothing_when_it_comes(
    visit: Callable[..., Visit], address: str, width: int
) -> None:
    window = visit(width)
    window.page.add_init_script(SHIFTS)
    away = Away(window.page)
    page = window.open(ALL)
    assert window.outside() == []
    place = figure(page, address)
    place.locator(".held-show").click()
    frame = place.locator(".held-frame")
    expect(frame.get_by_role("status")).to_have_text("正在载入图片…")
    before = frame.evaluate(BOX)
    if address == AWAY:
        assert before[0] / before[1] == pytest.approx(3, rel=0.02)
    away.answer()
    expect(frame.get_by_role("status")).to_have_count(0)
    assert frame.evaluate(BOX) == before
    assert shifts(page) == 0
    assert window.outside() == [address]
    assert "referer" not in away.told[0] and "cookie" not in away.told[0]
    assert window.complaints == []


def test_a_tall_picture_of_unknown_size_gets_the_room_that_it_needs(visit: Callable[..., Visit]) -> None:
    window = visit()
    away = Away(window.page)
    page = window.open(ALL)
    place = figure(page, TALL)
    place.locator(".held-show").click()
    away.answer()
    expect(place.get_by_role("status")).to_have_count(0)
    assert place.locator("img").evaluate(BOX) == [300, 900]


def test_what_waits_says_what_it_is_where_and_how_large(visit: Callable[..., Visit]) -> None:
    page = visit().open(ALL)
    waiting = figure(page, AWAY)
    expect(waiting.get_by_role("link", name="显示图片：海图")).to_have_attribute("href", AWAY)
    expect(waiting).to_contain_text("图片在 img.huandao-news.example，点开才会载入（900 × 300 像素，1 KB）")
    expect(figure(page, WIDE)).to_contain_text("图片在 img.huandao-news.example，点开才会载入")
    expect(figure(page, WIDE)).not_to_contain_text("像素")


def test_the_keyboard_asks_for_a_picture_and_stays_with_it(visit: Callable[..., Visit]) -> None:
    window = visit()
    away = Away(window.page)
    page = window.open(ALL)
    show = figure(page, WIDE).locator(".held-show")
    show.focus()
    page.keyboard.press("Enter")
    away.answer()
    expect(figure(page, WIDE).get_by_role("img", name="海面")).to_be_focused()
    page.keyboard.press("Tab")
    expect(figure(page, TALL).locator(".held-show")).to_be_focused()


def test_all_pictures_of_a_page_can_be_asked_for_at_once(visit: Callable[..., Visit]) -> None:
    window = visit(360)
    window.page.add_init_script(SHIFTS)
    window.page.route(f"{HOST}/**", lambda route: route.fulfill(body=png(*SIZES[route.request.url])))
    page = window.open(ALL)
    assert shifts(page) == 0
    figure(page, AWAY).locator(".held-show").click()
    offer = page.get_by_role("button", name="显示全部 3 张图片")
    offer.focus()
    page.keyboard.press("Enter")
    expect(figure(page, WIDE).get_by_role("img", name="海面")).to_be_focused()
    expect(page.locator(".held")).to_have_count(0)
    expect(offer).to_be_hidden()
    figure(page, TALL).scroll_into_view_if_needed()
    expect(figure(page, TALL).get_by_role("status")).to_have_count(0)
    assert sorted(window.outside()) == sorted([AWAY, WIDE, TALL])


def test_who_asks_for_each_picture_is_offered_all_no_longer(visit: Callable[..., Visit]) -> None:
    window = visit()
    window.page.route(f"{HOST}/**", lambda route: route.fulfill(body=png(*SIZES[route.request.url])))
    page = window.open(ALL)
    for address in (AWAY, WIDE, TALL):
        expect(page.locator(".held-all")).to_be_visible()
        figure(page, address).locator(".held-show").click()
    expect(page.locator(".held-all")).to_be_hidden()
    expect(visit(java_script_enabled=False).open(ALL).locator(".held-all")).to_be_hidden()


def test_a_picture_that_does_not_come_is_said_where_the_reader_is(visit: Callable[..., Visit]) -> None:
    window = visit()
    window.page.route(f"{HOST}/**", lambda route: route.abort())
    page = window.open(ALL)
    show = figure(page, AWAY).locator(".held-show")
    show.focus()
    page.keyboard.press("Enter")
    expect(figure(page, AWAY).get_by_role("status")).to_have_text("图片没有载入，原处可能已经没有了")
    expect(show).to_be_focused()


def test_without_scripts_held_pictures_are_shown_and_the_others_are_links(
    visit: Callable[..., Visit],
) -> None:
    window = visit(java_script_enabled=False)
    away = Away(window.page)
    page = window.open(ALL)
    expect(figure(page, HERE).locator("img")).to_be_visible()
    show = figure(page, AWAY).locator(".held-show")
    assert set((show.get_attribute("rel") or "").split()) >= {"noreferrer", "noopener"}
    assert window.outside() == []
    show.click(no_wait_after=True)
    away.answer()
    page.wait_for_url(AWAY)
    assert "referer" not in away.told[0]


def test_a_page_with_all_its_pictures_may_ask_no_other_host_at_all(visit: Callable[..., Visit]) -> None:
    window = visit()
    stopped: list[str | None] = []
    window.page.on("requestfailed", lambda request: stopped.append(request.failure))
    page = window.open(HELD)
    assert page.locator(".prose img").get_attribute("alt") == "图"
    page.evaluate(
        """(address) => new Promise((done) => {
          const image = new Image();
          image.onload = image.onerror = done;
          image.src = address;
        })""",
        WIDE,
    )
    assert stopped == ["csp"]
    assert any("Content Security Policy" in said for said in window.complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_held_waiting_and_shown_have_no_fault_of_access(
    visit: Callable[..., Visit], scheme: str
) -> None:
    window = visit(color_scheme=scheme)
    away = Away(window.page)
    page = window.open(ALL)
    assert faults(page) == []
    figure(page, WIDE).locator(".held-show").click()
    away.answer()
    expect(page.locator(".held-frame").get_by_role("status")).to_have_count(0)
    assert faults(page) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_browser_shows_a_cleaned_picture_as_it_showed_it_before(browser: Browser, name: str) -> None:
    served = (SAMPLES / name).read_bytes()
    picture = read_picture(served)
    page = browser.new_page()
    before, after = (
        page.evaluate(PIXELS, f"data:image/{picture.kind};base64,{base64.b64encode(content).decode()}")
        for content in (served, picture.content)
    )
    page.close()
    assert before == after
    assert before[:2] == [picture.width, picture.height]
