"""Notes on the built site: on their article, in the lists, harmless, and never a page of their own."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from annotated_reader.anchoring import Outcome, Span
from annotated_reader.annotations.links import Linked
from annotated_reader.annotations.values import Note, Placed
from annotated_reader.site.note_check import check_notes
from annotated_reader.site.notes import NoteView
from tests.site_building import Copy

SLUGS = ("2000-01-01-deng-ta", "2000-01-02-deng-ta", "2000-01-03-deng-ta")
FIRST, SECOND, THIRD = SLUGS
ASKED = "---\nkind: question\nby: 阿青\n---\n"

NOTES = {
    f"{FIRST}/2024-06-17-a.md": "> 座灯塔建在岬角上，夜里\n\n"
    "见[另一篇](../../articles/2000-01-02-deng-ta.md)、[主题](../../tags/灯塔)、"
    "[别的注](../2000-01-02-deng-ta/b.md)、[关于](../../about.md)。\n",
    f"{FIRST}/2024-06-18-b.md": f"{ASKED}> 岬角上，夜里每十二秒亮一次\n\n真的？\n",
    f"{FIRST}/c.md": "---\nkind: tag\ntags: [新主题]\nby: 阿青\n---\n",
    f"{FIRST}/d.md": "---\nkind: correction\n---\n> 这一句话全文根本没有\n\n不在。\n",
    f"{SECOND}/b.md": "整篇说得好。\n",
}

HOSTILE = """---
by: '"><img src=x onerror=alert(1)>'
kind: '"><script>alert(2)</script>'
tags: ['<svg onload=alert(3)>', '../../..']
---
> 座灯塔建在岬角上

<script>alert(4)</script><img src=x onerror=alert(5)>
[甲](javascript:alert(6)) [乙](JaVaScRiPt&colon;alert(7)) [丙](data:text/html,x) [丁]( java\tscript:alert(8))
<javascript:alert(9)> ![图](https://evil.example/pixel.png) ![图](//evil.example/p.png) **粗**{: onclick=x }

[引]: javascript:alert(10)

[引] <div markdown="1" onclick="x">块</div> <iframe src="https://evil.example"></iframe>
"""


def write(copy: Copy, notes: dict[str, str]) -> None:
    for path, text in notes.items():
        place = copy.root / "docs" / "annotations" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def page(copy: Copy, path: str) -> HtmlElement:
    return document_fromstring((copy.site / path / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Three made-up articles with notes."""
    copy = Copy(tmp_path_factory.mktemp("noted"), articles=False)
    copy.make_up(3)
    write(copy, NOTES)
    done = copy.build()
    assert done.returncode == 0, done.stderr
    copy.root.joinpath("said").write_text(done.stdout + done.stderr, "utf-8")
    return copy


def test_the_words_are_marked_and_the_notes_stand_below_linked_both_ways(noted: Copy) -> None:
    article = page(noted, f"articles/{FIRST}")
    quoted = [
        (each.text_content(), each.get("data-notes")) for each in article.xpath("//*[@data-slug]//mark")
    ]
    assert quoted == [
        ("座灯塔建在", "2024-06-17-a"),
        ("岬角上，夜里", "2024-06-17-a 2024-06-18-b"),
        ("每十二秒亮一次", "2024-06-18-b"),
    ]
    items = article.xpath("//section[@id='notes']//li[starts-with(@id, 'note-')]")
    assert [each.get("data-number") for each in items] == ["1", "2", "3", "4"]
    for ref in article.find_class("note-ref"):
        (note,) = article.xpath(f"//*[@id='{ref.get('href')[1:]}']")
        assert f"#{ref.get('id')}" in note.xpath(".//a/@href")
    ids = article.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_article_says_which_text_a_note_is_written_on(noted: Copy) -> None:
    (article,) = page(noted, f"articles/{FIRST}").xpath("//article[@data-slug]")
    assert article.get("data-slug") == FIRST
    assert len(article.get("data-text-sha256")) == 64


def test_links_in_notes_lead_to_articles_tags_notes_and_pages(noted: Copy) -> None:
    for path, root in (
        (f"articles/{FIRST}", "../../"),
        ("notes", "../"),
        ("notes/kind/comment", "../../../"),
    ):
        (said,) = page(noted, path).xpath("//div[@class='note-body'][contains(., '另一篇')]")
        assert said.xpath(".//a/@href") == [
            f"{root}articles/{SECOND}/",
            f"{root}tags/deng-ta/",
            f"{root}articles/{SECOND}/#note-b",
            f"{root}about/",
        ]


def test_an_orphan_stays_on_its_article_and_on_the_page_of_unsettled_notes(noted: Copy) -> None:
    for path in (f"articles/{FIRST}", "notes/unsettled"):
        (item,) = page(noted, path).find_class("note--orphan")
        assert "这一句话全文根本没有" in item.text_content()
    assert len(page(noted, "notes/unsettled").xpath("//li[contains(@class, 'note ')]")) == 1


def test_beside_lost_words_stands_the_passage_that_is_most_like_them(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    write(
        copy,
        {
            f"{FIRST}/a.md": "> 座灯塔建在岬角下，白天\n\n哪里不对？",
            f"{FIRST}/b.md": "> 骆驼在沙漠里走了十天\n\n没有。",
        },
    )
    assert copy.build().returncode == 0
    like, unlike = page(copy, f"articles/{FIRST}").find_class("note--orphan")
    assert "座灯塔建在岬角上" in like.text_content()
    assert "最像的" not in unlike.text_content()


def test_a_short_quotation_in_its_place_is_said_to_be_short_and_not_changed(tmp_path: Path) -> None:
    noted = Copy(tmp_path, articles=False)
    noted.make_up(3)
    write(noted, {f"{THIRD}/short.md": "> 岬角\n\n引得太短。\n"})
    assert noted.build().returncode == 0
    (note,) = page(noted, f"articles/{THIRD}").xpath("//li[@id='note-short']")
    assert "引文很短，请核对位置" in note.text_content()
    assert not note.xpath(".//del | .//ins")
    assert "岬角" in page(noted, "notes/unsettled").text_content()


@pytest.mark.parametrize(("quoted", "state"), [("岬角", "unsure"), ("灯塔建在岬角上，夜里", "astray")])
def test_words_unchanged_among_others_are_not_called_short_where_they_are_long(
    quoted: str, state: str
) -> None:
    note = Note(slug=FIRST, path=f"{FIRST}/a.md", line=1, id="a", quote=quoted)
    placed = Placed(note, Outcome.MOVED, (Span(0, len(quoted)),), quoted, quoted)
    entry: Any = None
    assert NoteView(placed, entry, Linked("", {}, ()), "").state == state


def test_a_tag_note_adds_its_tags_to_the_article_and_to_the_pages_of_subjects(noted: Copy) -> None:
    assert "新主题" in page(noted, f"articles/{FIRST}").xpath("string(//ul[@class='ways tags'])")
    assert page(noted, "tags/xin-zhu-ti").xpath("//a[@class='row-title']/@href") == [
        f"../../articles/{FIRST}/"
    ]


@pytest.mark.parametrize(
    ("path", "count"),
    [("notes", 5), ("notes/kind/question", 1), ("notes/by/a-qing", 2), ("notes/tag/xin-zhu-ti", 1)],
)
def test_notes_are_listed_by_kind_editor_and_tag(noted: Copy, path: str, count: int) -> None:
    assert len(page(noted, path).xpath("//li[contains(@class, 'note ')]")) == count


def test_articles_with_notes_are_listed(noted: Copy) -> None:
    assert page(noted, "notes/articles").xpath("//main//ul[@class='notes-articles']//a/@href") == [
        f"../../articles/{SECOND}/#notes",
        f"../../articles/{FIRST}/#notes",
    ]


def test_note_files_are_no_pages_and_mkdocs_does_not_ask_for_them(noted: Copy) -> None:
    said = noted.root.joinpath("said").read_text("utf-8")
    assert "WARNING" not in said and "nav" not in said
    assert "orphan: its quotation “这一句话全文根本没有”" in said
    assert not (noted.site / "annotations").exists()
    assert not list(noted.site.rglob("2024-06-17-a*"))


def test_a_build_leaves_the_note_files_alone(noted: Copy) -> None:
    folder = noted.root / "docs" / "annotations"
    found = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == NOTES


def test_web_annotations_and_digest_are_linked_and_there(noted: Copy) -> None:
    links = page(noted, f"articles/{FIRST}").xpath(
        "//section[@id='notes']/p[@class='notes-out']/a[@type]/@href"
    )
    assert links == [f"../{FIRST}.notes.md", f"../{FIRST}.notes.jsonld"]
    assert all((noted.site / "articles" / link.removeprefix("../")).is_file() for link in links)
    assert (noted.site / "notes.jsonld").is_file()


def test_nothing_of_a_strangers_note_runs_or_loads(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    write(copy, {f'{FIRST}/"><script>alert(0)<!--.md'.replace("/script", ""): HOSTILE})
    copy.build()
    for path, built in copy.html():
        assert not built.xpath("//script[not(@src) and not(@type='application/ld+json')]"), path
        assert not built.xpath("//iframe | //*[@onerror or @onload or @onclick]"), path
        assert not built.xpath("//img[contains(@src, 'evil')] | //svg[@onload]"), path
        for address in built.xpath("//@href | //@src"):
            assert not address.strip().lower().startswith(("javascript", "data:text", "java\t")), (
                path,
                address,
            )
    text = page(copy, f"articles/{FIRST}").xpath("string(//section[@id='notes'])")
    assert "<script>alert(4)</script>" in text and "<iframe" in text


def test_a_link_that_leads_nowhere_fails_a_strict_build(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    write(copy, {f"{FIRST}/a.md": "见[此](../../articles/2000-01-01-deng.md)。\n"})
    done = copy.build()
    assert done.returncode == 1
    assert (
        f"docs/annotations/{FIRST}/a.md:1: its link '../../articles/2000-01-01-deng.md' leads to no page. "
        f"Did you mean ../../articles/{FIRST}.md" in done.stderr
    )


def test_bad_notes_are_told_and_the_site_is_built_all_the_same(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    write(
        copy, {f"{FIRST}/a.md": "---\nkind: [x\n---\n> 座灯塔建在岬角上\n\n还在\n", "nobody/b.md": "谁？\n"}
    )
    done = copy.build()
    assert done.returncode == 0, done.stderr
    assert f"docs/annotations/{FIRST}/a.md:2: its front matter cannot be read" in done.stderr
    assert "docs/annotations/nobody/b.md:1: there is no article 'nobody'" in done.stderr
    assert "还在" in page(copy, f"articles/{FIRST}").xpath("string(//section[@id='notes'])")


def test_a_thousand_notes_are_listed_a_hundred_to_a_page(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(2)
    write(
        copy,
        {
            f"{FIRST}/n{number:03}.md": "---\nby: 阿青\n---\n> 座灯塔建在岬角上\n\n话\n"
            for number in range(250)
        },
    )
    assert copy.build().returncode == 0
    sizes = [
        len(page(copy, f"notes/by/a-qing/{part}").xpath("//li[contains(@class, 'note ')]"))
        for part in ("", "page-2", "page-3")
    ]
    assert sizes == [100, 100, 50]
    assert len(page(copy, f"articles/{FIRST}").xpath("//section[@id='notes']//li[@id]")) == 250


def wait_for(get: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (found := get()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_a_served_page_shows_a_changed_note_and_other_pages_are_not_made_again(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(3)
    write(copy, {f"{SECOND}/a.md": "> 座灯塔建在岬角上\n\n旧话\n"})
    with copy.serve() as address:

        def text(path: str) -> str:
            try:
                with urllib.request.urlopen(address + path) as answer:
                    return str(answer.read().decode())
            except urllib.error.HTTPError as error:
                return str(error.code)

        assert "旧话" in text(f"articles/{SECOND}/")
        sent = urllib.request.urlopen(address + f"articles/{THIRD}/").headers["Last-Modified"]
        time.sleep(1.1)
        write(copy, {f"{SECOND}/a.md": "---\nby: 阿青\n---\n> 座灯塔建在岬角上\n\n新话\n"})
        assert wait_for(lambda: "新话" in text(f"articles/{SECOND}/"))
        assert wait_for(lambda: "新话" in text("notes/by/a-qing/"))
        assert urllib.request.urlopen(address + f"articles/{THIRD}/").headers["Last-Modified"] == sent
        (copy.root / "docs" / "annotations" / SECOND / "a.md").unlink()
        assert wait_for(lambda: "新话" not in text(f"articles/{SECOND}/"))
        assert wait_for(lambda: text("notes/by/a-qing/") == "404")


def test_the_gate_names_file_words_candidates_and_what_to_write(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    place = copy.pages / f"{FIRST}.md"
    place.write_text(place.read_text("utf-8") + "\n岬角上还有一户人家，夜里也点灯。\n", "utf-8")
    write(
        copy,
        {
            f"{FIRST}/a.md": "> 岬角上\n\n哪里？\n",
            f"{FIRST}/b.md": "---\nkind: comment\n---\n> 座灯塔建在岬角下，白天\n\n没有了\n",
            f"{FIRST}/c.md": "---\nkind: 评论\n---\n> 还有一户人家\n\n好\n",
            f"{FIRST}/d.md": "> 还有一户人家，夜里\n\n[坏](none.md)\n",
            "nobody/e.md": "谁？\n",
        },
    )
    said = {
        line.rpartition("annotations/")[2].partition(": ")[0]: line
        for line in check_notes(copy.root / "docs")
    }
    assert sorted(said) == [
        f"{FIRST}/a.md:1",
        f"{FIRST}/b.md:4",
        f"{FIRST}/c.md:2",
        f"{FIRST}/d.md:1",
        "nobody/e.md:1",
    ]
    ambiguous = said[f"{FIRST}/a.md:1"]
    assert "ambiguous: its quotation “岬角上” fits 2 places: (1) " in ambiguous
    assert "【岬角上】" in ambiguous and 'prefix: "' in ambiguous
    orphan = said[f"{FIRST}/b.md:4"]
    assert "orphan: its quotation “座灯塔建在岬角下，白天”" in orphan and "座灯塔建在岬角上" in orphan


def test_what_the_gate_says_to_write_settles_the_note(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    place = copy.pages / f"{FIRST}.md"
    place.write_text(place.read_text("utf-8") + "\n岬角上还有一户人家，夜里也点灯。\n", "utf-8")
    write(copy, {f"{FIRST}/a.md": "> 岬角上\n\n哪里？\n"})
    (said,) = check_notes(copy.root / "docs")
    prefix = said.partition("for (1), ")[2]
    write(copy, {f"{FIRST}/a.md": f"---\n{prefix}\n---\n> 岬角上\n\n哪里？\n"})
    assert check_notes(copy.root / "docs") == ()


def test_a_quotation_that_goes_on_without_marks_is_said(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    place = copy.pages / f"{FIRST}.md"
    place.write_text(place.read_text("utf-8") + "\n从港口看过来，山上还有一户人家，夜里也点灯。\n", "utf-8")
    write(copy, {f"{FIRST}/a.md": "> 从港口看过来，山上\n还有一户人家，夜里\n\n哪一家？\n"})
    write(copy, {f"{FIRST}/b.md": "> 从港口看过来，山上\n\n还有一户人家，是这样吗？\n"})
    (said,) = check_notes(copy.root / "docs")
    assert f"{FIRST}/a.md:1: " in said and "“还有一户人家，夜里”" in said and "Write > before" in said


def test_words_that_stand_in_another_place_alone_are_not_said_to_be_gone(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    place = copy.pages / f"{FIRST}.md"
    place.write_text(place.read_text("utf-8") + "\n从港口看过来，山上还有一户人家，夜里也点灯。\n", "utf-8")
    write(copy, {f"{FIRST}/a.md": "---\nprefix: 全不相干的几个字在这里\n---\n> 一户人家\n\n哪一家？\n"})
    (said,) = check_notes(copy.root / "docs")
    assert "stands in the article, but in another place" in said and "take prefix" in said
