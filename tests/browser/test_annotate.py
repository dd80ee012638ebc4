"""Writing a note from the page: selected by mouse, finger and keyboard; under serve, for GitHub, by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from annotated_reader.annotations.reading import read_note_file
from annotated_reader.annotations.values import Note
from tests.browser.conftest import windows
from tests.browser.serving import serving
from tests.browser.visiting import ARTICLE, Visit, faults
from tests.site_building import Copy

REPOSITORY = "https://github.com/somebody/some.archive"
SLUG = ARTICLE.split("/")[1]
SELECT = """([from, to]) => {
  const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = '';
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const at = (place) => nodes.findLast(([start]) => start <= place);
  const first = text.indexOf(from);
  const last = text.indexOf(to, first) + to.length - 1;
  const range = document.createRange();
  range.setStart(at(first)[1], first - at(first)[0]);
  range.setEnd(at(last)[1], last - at(last)[0] + 1);
  at(first)[1].parentElement.scrollIntoView({block: 'center'});
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
PARAGRAPHS = """() => [...document.querySelectorAll('.prose > p')]
  .map((p) => p.textContent).filter((text) => text.length > 60)"""
NEIGHBOURS = """() => {
  const all = [...document.querySelectorAll('.prose > p')];
  const k = all.findIndex((p, i) => p.nextElementSibling === all[i + 1] && p.textContent.length > 30);
  return [all[k].textContent.trim().slice(-12), all[k + 1].textContent.trim().slice(0, 12)];
}"""
OPENED = "window.opened = []; window.open = (url) => { window.opened.push(url); return null; };"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that knows its repository."""
    copy = Copy(tmp_path_factory.mktemp("published"))
    done = copy.build(REPO_URL=REPOSITORY, EDIT_BRANCH="trunk")
    assert done.returncode == 0, done.stderr
    with serving(copy.site) as place:
        yield place


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Copy, str]]:
    """A copy of the project, and the address under which it is served."""
    copy = Copy(tmp_path_factory.mktemp("served"))
    with copy.serve() as address:
        yield copy, address


@pytest.fixture
def published_visit(browser: Browser, published: str) -> Iterator[Callable[..., Visit]]:
    with windows(browser, published) as begin:
        yield begin


def select(page: Page, first: str, last: str = "") -> None:
    page.evaluate(SELECT, [first, last or first])
    expect(page.locator(".annotate-open")).to_be_visible()


def some_words(page: Page) -> str:
    """A dozen characters from the middle of a paragraph."""
    return str(page.evaluate(PARAGRAPHS)[1])[20:32]


def note_in(address: str) -> tuple[str, Note]:
    """The file's name, and the one note, that an address of GitHub's page for a new file holds."""
    asked = parse_qs(urlsplit(address).query)
    name, text = asked["filename"][0], asked["value"][0]
    notes, wrong = read_note_file(f"{SLUG}/{name}", text)
    assert wrong == ()
    assert len(notes) == 1
    return name, notes[0]


def test_a_note_written_under_serve_stands_on_the_page(browser: Browser, served: tuple[Copy, str]) -> None:
    copy, address = served
    with windows(browser, address) as begin:
        visit = begin()
        page = visit.open(ARTICLE)
        words = some_words(page)
        select(page, words)
        page.get_by_role("button", name="写注释").click()
        form = page.get_by_role("dialog", name="写注释")
        expect(form.locator(".annotate-quote")).to_have_text(words)
        assert faults(page) == []
        form.get_by_label("类别").select_option("question")
        form.get_by_label("署名").fill("乔")
        form.get_by_label("注释", exact=True).fill(
            "第一行。\n> 不是引文。\n＞ 也不是。\n\n```\n> 代码\n```\n\n---\n"
            "{{ 7 * 7 }}<script>alert(1)</script>"
        )
        form.get_by_role("button", name="存下").click()
        mark = page.locator("mark.quoted", has_text=words)
        expect(mark).to_be_visible()
        note = page.locator(".note--question", has_text="第一行。")
        expect(note).to_contain_text("{{ 7 * 7 }}")
        expect(note).to_contain_text("＞ 也不是。")
        expect(note.locator("pre")).to_have_text("> 代码\n")
        expect(note).to_contain_text("乔")
        [file] = (copy.root / "docs" / "annotations" / SLUG).glob(f"{date.today().isoformat()}-note-*.md")
        assert f"> {words}\n" in file.read_text("utf-8")
        assert [said for said in visit.complaints if "ERR_" not in said] == []


def test_what_is_being_written_outlives_the_reload_that_another_change_brings(
    browser: Browser, served: tuple[Copy, str]
) -> None:
    _, address = served
    with windows(browser, address) as begin:
        page = begin().open(ARTICLE)
        words = some_words(page)
        select(page, words)
        page.get_by_role("button", name="写注释").click()
        form = page.get_by_role("dialog", name="写注释")
        form.get_by_label("类别").select_option("tag")
        form.get_by_label("标签，用逗号分开").fill("灯塔")
        form.get_by_label("注释", exact=True).fill("写了很久的一条。")
        page.reload()
        expect(form.locator(".annotate-quote")).to_have_text(words)
        expect(form.get_by_label("注释", exact=True)).to_have_value("写了很久的一条。")
        expect(form.get_by_label("标签，用逗号分开")).to_have_value("灯塔")
        form.get_by_role("button", name="存下").click()
        expect(page.locator("mark.quoted", has_text=words)).to_be_visible()
        expect(page.locator(".note--tag", has_text="写了很久的一条。")).to_be_attached()
        page.reload()
        expect(form).to_be_hidden()
        select(page, words)
        page.get_by_role("button", name="写注释").click()
        expect(form.get_by_label("注释", exact=True)).to_have_value("")


def test_a_tag_note_is_not_sent_without_its_tags(browser: Browser, served: tuple[Copy, str]) -> None:
    _, address = served
    with windows(browser, address) as begin:
        visit = begin()
        page = visit.open(ARTICLE)
        select(page, some_words(page))
        page.get_by_role("button", name="写注释").click()
        form = page.get_by_role("dialog", name="写注释")
        form.get_by_label("类别").select_option("tag")
        form.get_by_role("button", name="存下").click()
        tags = form.get_by_label("标签，用逗号分开")
        expect(tags).to_be_focused()
        assert tags.evaluate("field => field.validity.valueMissing")
        form.get_by_label("类别").select_option("comment")
        assert form.locator("form").evaluate("form => form.elements.tags.checkValidity()")
        assert visit.complaints == []


def test_posting_from_another_site_is_refused(browser: Browser, served: tuple[Copy, str]) -> None:
    copy, address = served
    with windows(browser, address) as begin:
        page = begin().open(ARTICLE)
        token = page.locator(".annotate").get_attribute("data-token")
        there = set((copy.root / "docs" / "annotations").rglob("*"))
        stranger = begin().page
        stranger.goto("data:text/html,<p>elsewhere</p>")
        status = stranger.evaluate(
            """async ([url, token]) => {
              try {
                const simple = {method: 'POST', mode: 'no-cors', body: '{}'};
                await fetch(url, simple);
                await fetch(url, {...simple, mode: 'cors', headers: {'X-Note-Token': token}});
                return 'answered';
              } catch { return 'blocked'; }
            }""",
            [f"{address}-/notes", token],
        )
        assert status == "blocked"
        assert set((copy.root / "docs" / "annotations").rglob("*")) == there
        answer = page.request.get(address, headers={"Host": "evil.example"})
        assert answer.status == 403


def test_on_the_published_site_the_button_opens_a_new_file_all_filled_in(
    published_visit: Callable[..., Visit],
) -> None:
    visit = published_visit()
    visit.page.add_init_script(OPENED)
    page = visit.open(ARTICLE)
    words = some_words(page)
    select(page, words)
    page.get_by_role("button", name="写注释").click()
    [opened] = page.evaluate("window.opened")
    assert opened.startswith(
        f"{REPOSITORY}/new/trunk/docs/annotations/{SLUG}?filename={date.today().isoformat()}-"
    )
    assert len(opened) <= 7500
    name, note = note_in(opened)
    assert name.endswith(".md")
    whole = "".join(str(page.locator(".prose").text_content()).split())
    assert note.quote == words
    assert "".join(f"{note.prefix}{words}{note.suffix}".split()) in whole
    assert note.base == page.locator(".article").get_attribute("data-text-sha256")
    assert visit.complaints == []


def test_words_over_several_paragraphs_are_one_quotation(published_visit: Callable[..., Visit]) -> None:
    visit = published_visit()
    visit.page.add_init_script(OPENED)
    page = visit.open(ARTICLE)
    above, below = page.evaluate(NEIGHBOURS)
    select(page, above, below)
    page.keyboard.press("n")
    [opened] = page.evaluate("window.opened")
    quote = note_in(opened)[1].quote
    assert quote is not None
    assert quote.split() == [*above.split(), *below.split()] or quote.replace("\n", "") == above + below


def test_a_quotation_too_long_for_an_address_goes_through_the_clipboard(
    published_visit: Callable[..., Visit],
) -> None:
    visit = published_visit(permissions=["clipboard-read", "clipboard-write"])
    visit.page.add_init_script(OPENED)
    page = visit.open(ARTICLE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose'))")
    page.get_by_role("button", name="写注释").click()
    expect(page.get_by_role("status").filter(has_text="已经复制")).to_be_visible()
    [opened] = page.evaluate("window.opened")
    assert "value=" not in opened
    name = parse_qs(urlsplit(opened).query)["filename"][0]
    notes, wrong = read_note_file(f"{SLUG}/{name}", page.evaluate("navigator.clipboard.readText()"))
    assert wrong == ()
    assert len(notes) == 1
    assert len(notes[0].quote or "") > 500


def test_without_a_repository_the_file_is_shown_for_copying(visit: Callable[..., Visit]) -> None:
    page = visit().open(ARTICLE)
    words = some_words(page)
    select(page, words)
    page.keyboard.press("n")
    shown = page.get_by_role("dialog", name="把这条注释存成文件")
    expect(shown).to_contain_text(f"docs/annotations/{SLUG}/{date.today().isoformat()}-note-")
    assert f"> {words}\n" in shown.locator("textarea").input_value()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_on_a_phone_the_button_stands_clear_of_the_words(published_visit: Callable[..., Visit]) -> None:
    visit = published_visit(width=390, has_touch=True, is_mobile=True)
    page = visit.open(ARTICLE)
    select(page, some_words(page))
    button = page.get_by_role("button", name="写注释")
    expect(button).to_be_visible()
    box = button.bounding_box()
    words = page.evaluate(
        "(() => { const b = getSelection().getRangeAt(0).getBoundingClientRect(); return b.bottom; })()"
    )
    assert box
    assert box["y"] > words
    assert box["y"] + box["height"] <= 800
    assert box["height"] >= 44
    page.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()


def test_nothing_is_offered_for_words_outside_the_article(visit: Callable[..., Visit]) -> None:
    page = visit().open(ARTICLE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.article-foot'))")
    page.wait_for_timeout(500)
    expect(page.locator(".annotate-open")).to_be_hidden()
    page.locator("body").press("n")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_numbers_of_notes_are_no_part_of_a_quotation(published_visit: Callable[..., Visit]) -> None:
    visit = published_visit()
    visit.page.add_init_script(OPENED)
    page = visit.open("articles/2021-06-22-cang-jing-dong-yi-du-zhuan-qiang-hou/")
    page.evaluate(
        "() => getSelection().selectAllChildren(document.querySelector('.note-ref').closest('p, li'))"
    )
    page.get_by_role("button", name="写注释").click()
    asked = parse_qs(urlsplit(page.evaluate("window.opened")[0]).query)
    quoted = page.evaluate(
        "() => { const p = document.querySelector('.note-ref').closest('p, li').cloneNode(true);"
        " p.querySelectorAll('.note-ref').forEach((r) => r.remove()); return p.textContent.trim(); }"
    )
    assert f"\n> {' '.join(quoted.split())}\n" in asked["value"][0]
