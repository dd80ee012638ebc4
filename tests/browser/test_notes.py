"""Notes in a browser: beside their lines, in a sheet on phones, as a list without scripts and in print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import windows
from tests.browser.serving import serving
from tests.browser.visiting import Visit, faults
from tests.site_building import Copy

PAGE = """---
title: {title}
slug: {slug}
authors: []
publisher: 北窗周报
published: 2024-03-0{day}
lang: zh-Hans
tags: []
capture: {{path: made-up/{slug}.txt, sha256: {sha}}}
provenance: []
removed: {{}}
---

{body}
"""
NOTED, CROWDED, PLAIN = "articles/noted/", "articles/crowded/", "articles/plain/"
BETWEEN = "".join(f"第{number}级台阶上刻着石匠的名字。\n\n" for number in range(1, 9))
BODY = f"""灯塔建在岬角的尽头，塔身用花岗石一块一块砌成，石头之间不用灰浆，只用榫卯咬合。

{BETWEEN}守灯人每天**日落以前上塔擦镜**，添油，上发条，再把当天的风向和能见度写进日志。

海图上的那个星号，是船长在雾里最先要找的东西，参见[另一座灯塔的故事](plain.md)和它的日志。

塔下有一口井，井水微咸。冬天的风从北边来，把浪花一直送到二楼的窗台上。
""" + "\n".join(
    f"\n第{number}年，灯换过一次，塔漆过一次，日志多了三百六十五页。\n" for number in range(2, 40)
)
LONG = "\n\n".join(f"第{number}段：这条注释写得很长，长得在页边放不下，要先折起来。" for number in range(12))
NOTES = {
    "a-comment": "> 塔身用花岗石一块一块砌成\n\n石料是用船运来的。\n",
    "b-outer": "> 守灯人每天日落以前上塔擦镜，添油，上发条\n\n外层的注释。\n",
    "c-inner": "---\nkind: question\nresolved: true\n---\n> 每天日落以前上塔擦镜\n\n夏天也是吗？**是的。**\n",
    "d-link": "---\nkind: link\n---\n> 参见另一座灯塔的故事和它的日志\n\n"
    "那一篇讲的是同一件事，见[另一座灯塔](../../articles/plain.md)那里的说明。\n",
    "e-long": f"---\nkind: correction\n---\n> 塔下有一口井，井水微咸。\n\n{LONG}\n",
    "f-whole": "---\nkind: tag\ntags: [灯塔]\n---\n关于全文的一句话。\n",
    "g-in-link": "> 另一座灯塔的故事\n\n引文全在链接里。\n",
    "h-moved": "---\nprefix: 塔下有一口井，井水微咸。\nsuffix: 。第2年，灯换过一次\n---\n"
    "> 冬天的风从南边来，把浪花一直送到三楼的窗台上\n\n风向记错了吗？\n",
    "i-orphan": "> 这句话原来讲的是骆驼和沙漠里的驿站\n\n如今找不到了。\n",
    "j-ambiguous": "> 灯换过一次，塔漆过一次\n\n说的是哪一年？\n",
}
BOXES = """() => {
  const article = document.querySelector('.article').getBoundingClientRect();
  const found = [...document.querySelectorAll('.notes-list > li')].filter(one =>
    getComputedStyle(one).position === 'absolute');
  return found.map(one => {
    const { top, bottom, left, right } = one.getBoundingClientRect();
    const mark = document.querySelector(`mark[data-notes~="${one.id.slice(5)}"]`);
    return { id: one.id, top, bottom, left, right, line: mark?.getClientRects()[0].top ?? null,
      edge: article.right, floor: article.bottom };
  }).sort((one, other) => one.top - other.top);
}"""
TORN = """() => [...document.querySelectorAll('.prose mark + .note-ref')].filter((ref) => {
  const words = document.createRange();
  words.selectNodeContents(ref.previousSibling);
  const last = [...words.getClientRects()].at(-1);
  const box = ref.getBoundingClientRect();
  return last && box.left < last.left && box.bottom > last.bottom + 8;
}).length"""
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def write(copy: Copy, slug: str, day: int, body: str, notes: dict[str, str]) -> None:
    page = PAGE.format(title=f"灯塔{day}", slug=slug, day=day, sha="0" * 64, body=body)
    (copy.pages / f"{slug}.md").write_text(page, "utf-8")
    folder = copy.root / "docs" / "annotations" / slug
    folder.mkdir(parents=True)
    for name, text in notes.items():
        (folder / f"{name}.md").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with notes of every kind, a crowded article and one without notes."""
    copy = Copy(tmp_path_factory.mktemp("noted"), articles=False)
    lines = [f"第{number:04}盏灯亮着，照见第{number:04}条船。" for number in range(400)]
    crowd = {
        f"{number:04}-{turn}": f"> 第{number:04}盏灯亮着，照见第{number:04}条船\n\n第{turn}条。\n"
        for number in range(0, 400, 2)
        for turn in range(5)
    } | {"whole": "关于全文的一句话。\n"}
    write(copy, "noted", 1, BODY, NOTES)
    write(copy, "crowded", 2, "\n\n".join("".join(lines[at : at + 8]) for at in range(0, 400, 8)), crowd)
    write(copy, "plain", 3, "另一座灯塔没有人写注释。", {})
    done = copy.build()
    assert done.returncode == 0, done.stderr
    with serving(copy.site) as place:
        yield place


@pytest.fixture
def visit_noted(browser: Browser, noted: str) -> Iterator[Callable[..., Visit]]:
    with windows(browser, noted) as begin:
        yield begin


def assert_apart(page: Page) -> list[dict[str, float]]:
    """No note lies on another or on the text."""
    boxes: list[dict[str, float]] = page.evaluate(BOXES)
    for one, other in pairwise(boxes):
        assert one["bottom"] <= other["top"], (one, other)
    assert all(box["left"] > box["edge"] for box in boxes)
    assert all(box["bottom"] <= box["floor"] + 1 for box in boxes)
    return boxes


@pytest.mark.parametrize("width", [1200, 1440])
def test_on_wide_screens_notes_stand_beside_their_lines_and_apart(
    width: int, visit_noted: Callable[..., Visit]
) -> None:
    page = visit_noted(width).open(NOTED)
    boxes = assert_apart(page)
    assert len(boxes) == len(NOTES) - 2, "all but the two without a place"
    assert max(abs(box["top"] - box["line"]) for box in boxes if box["line"]) < 360
    whole = next(box for box in boxes if box["id"] == "note-f-whole")
    assert abs(whole["top"] - page.locator(".article-head").bounding_box()["y"]) < 2
    for name in ("i-orphan", "j-ambiguous"):
        expect(page.locator(f"#note-{name}")).to_be_visible()


def test_a_thousand_notes_stand_apart_near_their_lines_and_do_not_lengthen_the_page(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted().open(CROWDED)
    boxes = assert_apart(page)
    assert page.locator(".notes .note").count() == 1001
    for pile in boxes:
        assert pile["bottom"] - pile["top"] < 420
    far = page.evaluate("""() => Math.max(...[...document.querySelectorAll('.note')].map(note => {
      if (note.matches('.note--whole')) return 0;
      const mark = document.querySelector(`mark[data-notes~="${note.id.slice(5)}"]`);
      const place = (note.closest('.note-pile') ?? note).getBoundingClientRect();
      return Math.abs(mark.getBoundingClientRect().top - place.top);
    }))""")
    assert far < 800
    order = "[...document.querySelectorAll('.notes .note')].map(note => Number(note.dataset.number))"
    numbers = [number for number in page.evaluate(order) if number <= 1000]
    assert numbers == sorted(numbers), "the order of the keyboard"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(order) == list(range(1, 1002)), "the order of print"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".note-pile > ol").first.get_attribute("tabindex") == "0"
    page.locator("mark.quoted").nth(60).click()
    lit = page.locator(".note--lit").first
    expect(lit).to_be_in_viewport()
    assert lit.evaluate("""note => {
      const pile = note.closest('ol').getBoundingClientRect(), place = note.getBoundingClientRect();
      return place.top >= pile.top && place.top < pile.bottom;
    }""")
    assert_apart(page)


def test_a_mark_and_its_note_show_that_they_belong_together(visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted().open(NOTED)
    lit = "document.querySelectorAll('.quoted--lit, .note--lit').length"
    assert page.evaluate(lit) == 0
    page.locator("mark[data-notes='a-comment']").hover()
    expect(page.locator("#note-a-comment")).to_have_class(re.compile("note--lit"))
    page.locator("#note-h-moved").hover()
    expect(page.locator("mark[data-notes~='h-moved']").first).to_have_class(re.compile("quoted--lit"))
    expect(page.locator("#note-a-comment")).not_to_have_class(re.compile("note--lit"))
    page.locator("#ref-a-comment").focus()
    expect(page.locator("#note-a-comment")).to_have_class(re.compile("note--lit"))
    page.locator("#note-b-outer .note-link").focus()
    pieces = page.locator("mark[data-notes~='b-outer']")
    assert pieces.count() > 2
    assert pieces.evaluate_all("all => all.every(one => one.classList.contains('quoted--lit'))")


def test_a_long_note_is_folded_and_its_button_unfolds_it_while_the_others_yield(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted().open(NOTED)
    note = page.locator("#note-e-long")
    folded = note.bounding_box()["height"]
    assert folded < 300
    expect(page.locator(".note-more")).to_have_count(1)
    button = note.get_by_role("button", name="展开")
    button.focus()
    page.keyboard.press("Enter")
    expect(note.get_by_role("button", name="收起")).to_have_attribute("aria-expanded", "true")
    assert note.bounding_box()["height"] > folded * 1.5
    assert_apart(page)
    page.keyboard.press("Enter")
    assert note.bounding_box()["height"] == pytest.approx(folded, abs=1)


def test_the_keyboard_goes_from_the_number_to_the_note_and_back(visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted().open(NOTED)
    page.locator("#ref-e-long").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note-e-long")).to_be_focused()
    expect(page.get_by_text("第11段")).to_be_visible()
    line = page.locator("mark[data-notes~='e-long']").first.bounding_box()["y"]
    assert abs(page.locator("#note-e-long").bounding_box()["y"] - line) < 12, "it stands at its line"
    page.keyboard.press("Escape")
    expect(page.locator("#ref-e-long")).to_be_focused()
    page.locator("#note-e-long .note-number").press("Enter")
    expect(page.locator("#ref-e-long")).to_be_focused()
    expect(page.locator("#ref-e-long")).to_have_accessible_name("注 6")


def test_notes_follow_their_lines_when_the_page_above_them_grows(visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted().open(NOTED)
    note, line = page.locator("#note-a-comment"), page.locator("mark[data-notes='a-comment']")
    before = line.bounding_box()["y"]
    assert abs(note.bounding_box()["y"] - before) < 12
    page.locator(".card summary").click()
    expect(page.locator(".card-body")).to_be_visible()
    page.wait_for_function(
        "before => document.querySelector('#note-a-comment').getBoundingClientRect().top > before + 60",
        arg=before,
    )
    assert abs(note.bounding_box()["y"] - line.bounding_box()["y"]) < 12
    page.set_viewport_size({"width": 800, "height": 800})
    page.wait_for_function(
        "getComputedStyle(document.querySelector('#note-a-comment')).position === 'static'"
    )
    expect(page.locator("#note-a-comment .note-quote")).to_be_visible()


def test_on_a_phone_a_tap_opens_a_sheet_and_closing_it_gives_the_focus_back(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted(360, has_touch=True).open(NOTED)
    sheet = page.locator(".sheet")
    expect(sheet).to_be_hidden()
    page.locator("mark[data-notes='a-comment']").tap()
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("石料是用船运来的。")
    assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    place = sheet.bounding_box()
    assert place["y"] + place["height"] == pytest.approx(800, abs=1)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("#ref-a-comment")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.touchscreen.tap(180, 70)
    expect(sheet).to_be_hidden()
    page.locator("#ref-a-comment").tap()
    sheet.get_by_role("button", name="关闭").tap()
    expect(sheet).to_be_hidden()
    expect(page.locator("#ref-a-comment")).to_be_focused()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_of_several_notes_on_the_same_words_the_closest_is_shown_and_each_can_be_chosen(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted(360, has_touch=True).open(NOTED)
    sheet = page.locator(".sheet")
    page.locator("mark[data-notes='b-outer c-inner']").first.tap()
    expect(sheet).to_contain_text("夏天也是吗？")
    choice = sheet.get_by_role("group", name="这里有几条注释，选一条").get_by_role("button")
    expect(choice).to_have_text(["3 疑问", "2 评注"])
    expect(choice.first).to_have_attribute("aria-pressed", "true")
    choice.nth(1).tap()
    expect(sheet).to_contain_text("外层的注释。")
    expect(sheet).not_to_contain_text("夏天也是吗？")
    expect(choice.nth(1)).to_have_attribute("aria-pressed", "true")
    page.locator(".sheet .note-number").tap()
    expect(sheet).to_be_hidden()
    expect(page.locator("#ref-b-outer")).to_be_focused()


def test_words_that_are_a_link_lead_where_they_led_and_their_number_opens_the_note(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted(360, has_touch=True).open(NOTED)
    page.locator("#ref-g-in-link").tap()
    expect(page.locator(".sheet")).to_contain_text("引文全在链接里。")
    page.keyboard.press("Escape")
    page.locator("mark[data-notes~='g-in-link']").first.tap()
    expect(page).to_have_url(re.compile(PLAIN))


@pytest.mark.parametrize("width", [360, 1440])
def test_the_address_of_a_note_shows_it_and_its_words(width: int, visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted(width).open(f"{NOTED}#note-h-moved")
    words = page.locator("mark[data-notes~='h-moved']").first
    expect(words).to_have_class(re.compile("quoted--lit"))
    expect(words).to_be_in_viewport()
    note = page.locator(".sheet" if width == 360 else "#note-h-moved")
    expect(note.get_by_text("风向记错了吗？")).to_be_in_viewport()
    page.evaluate("location.hash = '#note-i-orphan'")
    page.keyboard.press("Escape")
    expect(page.locator("#note-i-orphan")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
def test_without_scripts_all_notes_are_there_and_linked_both_ways(
    width: int, visit_noted: Callable[..., Visit]
) -> None:
    page = visit_noted(width, java_script_enabled=False).open(NOTED)
    for note in page.locator(".notes-list > .note").all():
        expect(note).to_be_visible()
    expect(page.get_by_text("第11段")).to_be_visible()
    page.locator("#ref-a-comment").click()
    expect(page).to_have_url(re.compile("#note-a-comment$"))
    expect(page.locator("#note-a-comment")).to_be_in_viewport()
    page.locator("#note-a-comment .note-number").click()
    expect(page.locator("#ref-a-comment")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
def test_print_lists_every_note_whole_and_numbers_its_place(
    width: int, visit_noted: Callable[..., Visit]
) -> None:
    page = visit_noted(width).open(NOTED)
    page.emulate_media(media="print")
    notes = page.locator(".notes .note")
    assert notes.evaluate_all("all => all.every(one => getComputedStyle(one).position === 'static')")
    tall = page.locator("#note-e-long .note-body")
    assert tall.evaluate("body => body.scrollHeight - body.clientHeight") <= 1
    expect(page.locator("#note-a-comment .note-quote")).to_be_visible()
    number = page.locator("#ref-e-long").evaluate("ref => getComputedStyle(ref, '::before').content")
    assert number.replace("\u2060", "") == '"6"'
    expect(page.locator("#note-e-long .note-number")).to_have_text("6")
    for name in (".note-more", ".note-link", ".notes-out"):
        for element in page.locator(name).all():
            expect(element).to_be_hidden()


def test_the_kinds_differ_by_their_names_and_the_shape_of_their_lines(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted().open(NOTED)
    kinds = {"a-comment": "评注", "c-inner": "疑问", "d-link": "参见", "e-long": "更正", "f-whole": "标签"}
    shapes = set()
    for name, said in kinds.items():
        expect(page.locator(f"#note-{name} .note-kind")).to_have_text(said)
        shapes.add(page.locator(f"#note-{name}").evaluate("note => getComputedStyle(note).borderLeftStyle"))
    assert len(shapes) == 4
    under = "mark => getComputedStyle(mark).borderBottomStyle"
    marks = [page.locator(f"mark[data-notes='{name}']").first for name in ("a-comment", "d-link", "e-long")]
    assert len({mark.evaluate(under) for mark in marks}) == 3


def test_what_is_resolved_moved_ambiguous_or_gone_says_so_with_then_and_now(
    visit_noted: Callable[..., Visit],
) -> None:
    page = visit_noted().open(NOTED)
    expect(page.locator("#note-c-inner .note-done")).to_have_text("已解决")
    assert page.locator(".note-done").count() == 1
    moved = page.locator("#note-h-moved")
    expect(moved.locator(".note-state")).to_have_text("字句有改动")
    expect(moved.locator("del")).to_have_text("冬天的风从南边来，把浪花一直送到三楼的窗台上")
    expect(moved.locator("ins")).to_have_text("冬天的风从北边来，把浪花一直送到二楼的窗台上")
    ambiguous = page.locator("#note-j-ambiguous")
    expect(ambiguous.locator(".note-state")).to_have_text("字句出现在几处")
    assert ambiguous.locator(".note-drift dd").count() >= 3
    orphan = page.locator("#note-i-orphan")
    expect(orphan.locator(".note-state")).to_have_text("字句已经不在")
    expect(orphan.locator(".note-drift")).to_contain_text("文中找不到这句话")
    assert page.locator("mark[data-notes~='i-orphan'], mark[data-notes~='j-ambiguous']").count() == 0
    page = visit_noted().open("notes/unsettled/")
    expect(page.locator(".notes-rows > .note")).to_have_count(3)
    page.locator(".note--moved .note-where").click()
    expect(page).to_have_url(re.compile(f"{NOTED}#note-h-moved$"))


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps_while_notes_are_placed(width: int, visit_noted: Callable[..., Visit]) -> None:
    for path in (NOTED, CROWDED):
        assert visit_noted(width).open(path).evaluate(SHIFTED) <= 0.05


def test_no_number_begins_a_line_apart_from_its_words(visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted(360).open(NOTED)
    for width in range(320, 460, 5):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TORN) == 0, width


def test_copied_text_holds_no_numbers(visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted().open(NOTED)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose p'))")
    copied = page.evaluate("`${getSelection()}`")
    assert copied.strip() == BODY.split("\n", 1)[0]


def test_a_page_without_notes_asks_for_nothing_of_theirs(visit_noted: Callable[..., Visit]) -> None:
    window = visit_noted()
    window.open(PLAIN)
    assert not [url for url in window.asked if "/assets/notes." in url]


@pytest.mark.parametrize(
    "path", [NOTED, CROWDED, "notes/", "notes/unsettled/", "notes/kind/question/", "notes/articles/"]
)
def test_pages_with_notes_ask_nobody_complain_of_nothing_and_fit(
    path: str, visit_noted: Callable[..., Visit]
) -> None:
    window = visit_noted(360)
    page = window.open(path)
    for width in (360, 768, 1199, 1200, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert window.outside() == []
    assert window.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_with_notes(scheme: str, visit_noted: Callable[..., Visit]) -> None:
    page = visit_noted(color_scheme=scheme, reduced_motion="reduce").open(NOTED)
    assert faults(page) == []
    page.locator("#ref-e-long").click()
    assert faults(page) == []
    for path in ("notes/", "notes/unsettled/"):
        page.goto(page.url.split("articles/")[0].split("notes/")[0] + path)
        assert faults(page) == []
    page = visit_noted(360, color_scheme=scheme, reduced_motion="reduce").open(NOTED)
    page.locator("#ref-c-inner").click()
    assert faults(page) == []
