"""Search opens by key and by click, finds Chinese and English, and fails in words."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from annotated_reader import front_matter
from annotated_reader.site.plain import plain
from annotated_reader.vocabulary import fold
from tests.browser.serving import BELOW, Pages, Server
from tests.browser.visiting import ARTICLE, Visit, faults
from tests.conftest import PATIENCE
from tests.site_building import ROOT, Copy


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


def test_a_reader_who_comes_back_from_a_result_finds_the_search_as_it_was(
    visit: Callable[..., Visit],
) -> None:
    page = visit().open("tags/")
    page.keyboard.press("/")
    page.keyboard.type("东加")
    page.locator(".find-narrow").click()
    page.locator("[name=year]").select_option("2023")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    page.locator(".find-results a").first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    expect(page.locator("#find")).to_be_visible()
    expect(page.locator(".find-words")).to_have_value("东加")
    expect(page.locator("[name=year]")).to_have_value("2023")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("find="))


def test_the_address_of_a_search_can_be_sent_to_somebody_else(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open("?find=东加&publisher=浪花日报")
    expect(page.locator(".find-words")).to_have_value("东加")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    page = window.open("?find=%3Cimg%20src%3Dx%3E&year=none")
    expect(page.locator(".find-state")).not_to_be_empty()
    assert window.complaints == []


def test_the_arrows_go_through_the_results(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.keyboard.type("海缆")
    results = page.locator(".find-results > li > a:first-child")
    expect(results.nth(1)).to_be_visible()
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(results.nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".find-words")).to_be_focused()


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
        expect(page.get_by_text("黄沙漫天")).to_be_visible()
        assert "黄色舰队" in search_between_loads(page, "黄色舰队")
        assert window.complaints == []


def search_between_loads(page: Page, words: str) -> str:
    """Search as often as it takes, and return the first result.

    The server loads the page again when the rest of the site has followed the edit, and takes away what
    is being typed at that moment.
    """
    result = page.locator(".find-results li").first
    for _ in range(6):
        page.keyboard.press("Control+k")
        page.keyboard.type(words)
        with suppress(AssertionError):
            expect(result).to_be_visible(timeout=PATIENCE / 3)
            return result.inner_text()
    return ""


def found(page: Page) -> list[str]:
    """The titles that the search box shows."""
    return page.locator(".find-results li > a:first-child").all_inner_texts()


def held(*names: str, publisher: str = "", year: str = "") -> str:
    """What the search box says of as many articles as have one of the names, in their text or in a note."""
    count = 0
    for path in (ROOT / "docs" / "articles").glob("*.md"):
        text = path.read_text("utf-8")
        notes = (ROOT / "docs" / "annotations" / path.stem).glob("*.md")
        fields = front_matter.load(text)
        words = f"{fields['title']}{plain(front_matter.body_of(text))}"
        words += "".join(plain(front_matter.body_of(note.read_text("utf-8"))) for note in notes)
        fits = any(fold(name) in fold(words) for name in names)
        fits &= fields["publisher"] == publisher or not publisher
        count += fits and str(fields["published"]).startswith(year)
    assert count
    return f"找到 {count} 篇"


def look_for(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator(".find-state")).not_to_be_empty()


def test_a_variant_finds_its_entity_says_so_and_can_be_looked_for_alone(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    look_for(page, "东加")
    expect(page.locator(".find-state")).to_have_text(held("汤加", "东加", "Tonga"))
    expect(page.locator(".find-widened")).to_contain_text("也找了：汤加、Tonga。")
    marks = set(page.locator(".find-results mark").all_inner_texts())
    assert {"東加", "东加", "汤加", "湯加"} >= marks >= {"東加", "东加", "汤加"}
    page.get_by_role("button", name="只找“东加”").click()
    expect(page.locator(".find-state")).to_have_text(held("东加"))
    assert set(page.locator(".find-results mark").all_inner_texts()) == {"東加", "东加"}
    page.locator(".find-widened a").click()
    page.wait_for_url("**/tags/tang-jia/")


@pytest.mark.parametrize(
    ("typed", "kind", "name", "where"),
    [
        ("环岛广播", "来源", "环岛广播", "publishers/huan-dao-guang-bo/"),
        ("林知夏", "作者", "林知夏", "authors/lin-zhi-xia/"),
        ("許慕", "作者", "許慕潮", "authors/xu-mu-chao/"),
    ],
)
def test_the_name_of_an_outlet_or_an_author_leads_to_what_is_theirs(
    typed: str, kind: str, name: str, where: str, visit: Callable[..., Visit]
) -> None:
    page = visit(360).open()
    look_for(page, typed)
    link = page.locator(".find-listed").get_by_role("link", name=name)
    expect(link.locator("..")).to_contain_text(kind)
    assert faults(page) == []
    link.click()
    page.wait_for_url(f"**/{where}")
    expect(page.locator("h1")).to_have_text(name)


def test_articles_that_name_it_first_come_first(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    look_for(page, "汤加")
    expect(page.locator(".find-state")).to_have_text(held("汤加", "东加", "Tonga"))
    titles = found(page)
    naming = [any(name in fold(title) for name in ("汤加", "东加")) for title in titles]
    assert naming == sorted(naming, reverse=True)
    assert sum(naming) == 4


def test_a_word_that_only_begins_like_another_is_not_found(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    look_for(page, "evergiven")
    expect(page.locator(".find-state")).to_contain_text("没有找到")
    page.locator(".find-words").fill("girls")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")


def test_results_can_be_narrowed_by_publisher_year_and_tag_with_true_counts(
    visit: Callable[..., Visit],
) -> None:
    page = visit(360).open()
    look_for(page, "汤加")
    expect(page.locator(".find-state")).to_have_text(held("汤加", "东加", "Tonga"))
    page.get_by_role("button", name="筛选").click()
    publishers = page.get_by_label("来源")
    ours = held("汤加", "东加", "Tonga", publisher="环岛广播")
    expect(publishers.get_by_role("option", name=f"环岛广播 ({ours.split()[1]})")).to_be_attached()
    expect(publishers.get_by_role("option", name="慢邮差 (0)")).to_be_disabled()
    publishers.select_option("环岛广播")
    expect(page.locator(".find-state")).to_have_text(ours)
    expect(page.get_by_label("年份").get_by_role("option", name="2022 (1)")).to_be_attached()
    page.get_by_label("年份").select_option("2022")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    assert found(page) == ["汤加海缆修复：三十八天的静默"]
    assert faults(page) == []
    page.locator(".find-words").fill("拼音")
    expect(page.locator(".find-state")).to_contain_text("没有找到")
    page.get_by_role("button", name="去掉筛选再找").click()
    expect(page.locator(".find-results li").first).to_be_visible()


def test_filters_alone_list_what_they_let_through(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    page.keyboard.press("/")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("来源").select_option("环岛广播")
    expect(page.locator(".find-state")).to_have_text(held("", publisher="环岛广播"))


def test_what_an_outlet_brought_in_june_is_found_without_a_word(visit: Callable[..., Visit]) -> None:
    page = visit(360).open(ARTICLE)
    page.locator("[data-find]").click()
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("来源").select_option("环岛广播")
    page.get_by_label("月份").select_option("6 月 (1)")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    assert found(page) == ["一根电缆怎样在夜里登上上海"]


def test_where_nothing_is_found_there_is_another_way_to_go(visit: Callable[..., Visit]) -> None:
    page = visit().open()
    look_for(page, "雪梨歌剧院 灯塔")
    assert faults(page) == []
    said = held("灯塔", "守灯人", "lighthouse")
    page.get_by_role("button", name=f"只找“灯塔” ({said.split()[1]})").click()
    expect(page.locator(".find-state")).to_have_text(said)
    page.locator(".find-words").fill("斐济舰队")
    expect(page.locator(".find-help a").first).to_have_text("斐济")
    page.locator(".find-help").get_by_role("link", name="标签").click()
    page.wait_for_url("**/tags/")


def test_nothing_of_the_search_is_fetched_before_it_is_opened_and_the_index_not_before_a_word(
    visit: Callable[..., Visit],
) -> None:
    window = visit()
    page = window.open(ARTICLE)
    assert not any("/find/" in url or "/pagefind/" in url for url in window.asked)
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert not any("/pagefind/" in url for url in window.asked)
    page.keyboard.type("灯塔")
    expect(page.locator(".find-results li").first).to_be_visible()
    assert any("/pagefind/" in url for url in window.asked)
    assert window.outside() == []


def test_notes_are_found_lead_to_their_place_and_can_be_asked_for_alone(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    copy = Copy(tmp_path)
    folder = copy.root / "docs" / "annotations" / Path(ARTICLE).name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2024-01-01-yu-ci.md").write_text("> 像一根鱼刺卡在喉咙里\n\n這個比喻叫作鯤鵬。\n", "utf-8")
    done = copy.build()
    assert done.returncode == 0, done.stderr
    server = Server(("127.0.0.1", 0), partial(Pages, directory=str(copy.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = visit().page
    page.goto(f"http://127.0.0.1:{server.server_port}{BELOW}")
    look_for(page, "鲲鹏")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    expect(page.locator(".find-results mark")).to_have_text("鯤鵬")
    page.locator(".find-words").fill("")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("有注释").check()
    expect(page.locator(".find-results li").first).to_be_visible()
    assert any("长赐号" in title for title in found(page))
    page.locator(".find-words").fill("鲲鹏")
    expect(page.locator(".find-state")).to_have_text("找到 1 篇")
    page.locator(".find-note").click()
    page.wait_for_url(re.compile(r"#note-"))
    expect(page.locator(".note:target")).to_contain_text("鯤鵬")
    server.shutdown()
