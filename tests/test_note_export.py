"""Exported notes keep every MUST of the Web Annotation Data Model that bears on them.

Each check below restates one sentence of https://www.w3.org/TR/2017/REC-annotation-model-20170223/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.note_files import write_note_files
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for

SITE = "https://reader.example/repo/"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking "
    "moderating questioning replying tagging".split()
)
Json = dict[str, Any]

PAGE = """---
title: {title}
slug: {slug}
lang: zh-Hans
tags: [灯塔]
---

灯塔建在岬角上，夜里**每十二秒**亮一次。守灯人住在塔下，岬角上没有别的人家。
"""

MOVED = """---
prefix: 灯塔建在岬角上，
suffix: 。守灯人住在塔下
---
> 夜里每隔十二秒就亮一次

改了
"""
ASKED = """---
kind: question
by: 阿青
date: 2024-06-17T08:00:00+08:00
---
> 没有别的人家

？
"""
NOTES = {
    "deng-ta/2024-06-17-a.md": "> 夜里每十二秒亮一次\n\n见[另一篇](../../articles/hai.md)。<b>粗</b>\n",
    "deng-ta/b.md": ASKED,
    "deng-ta/c.md": MOVED,
    "deng-ta/d.md": "> 岬角上\n\n两处\n",
    "deng-ta/e.md": "---\nkind: correction\n---\n> 全文没有这一句话在里面\n\n不在\n",
    "deng-ta/f.md": "---\nkind: tag\ntags: [海, 灯]\n---\n",
    "deng-ta/g.md": "---\nkind: link\nresolved: true\n---\n整篇见<https://a.example/>。\n",
    "hai/h.md": '> 守灯人住在塔下\n\n"引号" & <尖>\n',
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files about notes of two articles, as they are published."""
    docs, target = tmp_path_factory.mktemp("docs"), tmp_path_factory.mktemp("site")
    for slug in ("deng-ta", "hai", "none"):
        place = docs / "articles" / f"{slug}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(PAGE.format(title=f"题 {slug}", slug=slug), "utf-8")
    for path, text in NOTES.items():
        place = docs / "annotations" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    desk = Desk(docs, words_for("zh"))
    desk.look(Reader(), read_entries(docs / "articles")[0])
    (target / "articles").mkdir()
    write_note_files(target, desk.files(SITE, "阅读器"))
    return target


def read(site: Path, address: str) -> Json:
    loaded = json.loads((site / address.removeprefix(SITE)).read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def pages_of(site: Path) -> Iterator[Json]:
    """Follow the collection from its first page by ``next``, as a client does."""
    address = read(site, "notes.jsonld")["first"]
    while address:
        page = read(site, address)
        yield page
        address = page.get("next")


def annotations_of(site: Path) -> list[Json]:
    return [each for page in pages_of(site) for each in page["items"]]


def is_iri(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and " " not in value and bool(urlsplit(value).scheme)


def one_or_more(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_each_annotation_has_its_context_identity_type_and_target(site: Path) -> None:
    for each in annotations_of(site):
        assert CONTEXT in one_or_more(each["@context"])  # 3.1: MUST be one of the contexts
        assert is_iri(each["id"])  # MUST have exactly 1 IRI that identifies it
        assert "Annotation" in one_or_more(each["type"])  # MUST be one of the classes
        assert one_or_more(each["target"])  # MUST be 1 or more target relationships
        assert not ("body" in each and "bodyValue" in each)  # 3.2.5: MUST NOT have both


def test_ids_are_different_and_lead_to_the_notes(site: Path) -> None:
    ids = [each["id"] for each in annotations_of(site)]
    assert len(ids) == len(set(ids)) == len(NOTES)
    assert f"{SITE}articles/deng-ta/#note-2024-06-17-a" in ids


def test_each_textual_body_has_one_value_and_a_known_purpose(site: Path) -> None:
    bodies = [body for each in annotations_of(site) for body in one_or_more(each.get("body", []))]
    assert len(bodies) == 9
    for body in bodies:
        assert "TextualBody" in one_or_more(body["type"])  # 3.2.4: SHOULD
        assert isinstance(body["value"], str)  # MUST be exactly 1 value
        assert body["purpose"] in MOTIVATIONS
        assert body.get("textDirection", "auto") in ("ltr", "rtl", "auto")  # 3.2.1: MUST be one of these


def test_every_time_is_in_utc_and_says_so(site: Path) -> None:
    times = [each["created"] for each in annotations_of(site) if "created" in each]
    assert times == ["2024-06-17T00:00:00Z", "2024-06-17T00:00:00Z"]
    for time in times:  # 3.3.1: MUST be an xsd:dateTime with the UTC zone as Z
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time)


def test_editors_are_agents_with_one_name_and_one_address(site: Path) -> None:
    creators = [each["creator"] for each in annotations_of(site) if "creator" in each]
    assert creators == [{"id": f"{SITE}notes/by/a-qing/", "type": "Person", "name": "阿青"}]


def test_each_motivation_is_one_of_the_recommendations(site: Path) -> None:
    motivations = [each["motivation"] for each in annotations_of(site)]
    assert set(motivations) <= MOTIVATIONS
    assert {"commenting", "questioning", "editing", "linking", "tagging"} <= set(motivations)


def test_specific_resources_have_one_source_and_whole_selectors(site: Path) -> None:
    for each in annotations_of(site):
        target = each["target"]
        if "source" not in target:
            assert is_iri(target["id"])  # 3.2.1: an external resource MUST have exactly 1 IRI
            continue
        assert is_iri(target["source"]["id"])  # 4: MUST have exactly 1 source
        for selector in one_or_more(target["selector"]):
            assert selector["type"] == "TextQuoteSelector"  # 4.2.4: MUST be this, exactly 1
            assert isinstance(selector["exact"], str) and selector["exact"]  # MUST have exactly 1 exact
            assert all(isinstance(selector.get(name, ""), str) for name in ("prefix", "suffix"))  # at most 1


def test_quoted_words_stand_between_their_prefix_and_suffix_without_tags(site: Path) -> None:
    text = "灯塔建在岬角上，夜里每十二秒亮一次。守灯人住在塔下，岬角上没有别的人家。"
    by_id = {each["id"].partition("#note-")[2]: each for each in annotations_of(site)}
    found = by_id["2024-06-17-a"]["target"]["selector"]
    assert found["exact"] == "夜里每十二秒亮一次"
    assert found["prefix"] + found["exact"] + found["suffix"] == text
    now, then = by_id["c"]["target"]["selector"]
    assert (now["exact"], then["exact"]) == ("夜里每十二秒亮一次", "夜里每隔十二秒就亮一次")
    assert (then["prefix"], then["suffix"]) == ("灯塔建在岬角上，", "。守灯人住在塔下")
    lost = [by_id[name]["target"]["selector"]["exact"] for name in "de"]
    assert lost == ["岬角上", "全文没有这一句话在里面"]


def test_bodies_are_harmless_html_with_absolute_links(site: Path) -> None:
    by_id = {each["id"].partition("#note-")[2]: each for each in annotations_of(site)}
    (body,) = by_id["2024-06-17-a"]["body"]
    assert body["format"] == "text/html"
    assert body["value"] == (f'<p>见<a href="{SITE}articles/hai/">另一篇</a>。&lt;b&gt;粗&lt;/b&gt;</p>')


def test_the_collection_leads_to_every_annotation_once(site: Path) -> None:
    whole = read(site, "notes.jsonld")
    assert whole["@context"] == CONTEXT  # 5.1: MUST; a single value MUST be a string
    assert whole["id"] == SITE + "notes.jsonld"  # MUST have exactly 1 IRI
    assert whole["type"] == "AnnotationCollection"  # MUST be one of the classes
    assert isinstance(whole["label"], str)
    assert whole["total"] == len(NOTES)  # a non-negative integer
    found = list(pages_of(site))  # first MUST be there if there is any annotation
    assert is_iri(whole["first"]) and whole["last"] == found[-1]["id"]
    assert sum(len(page["items"]) for page in found) == whole["total"]


def test_each_page_of_the_collection_says_where_it_belongs(site: Path) -> None:
    before: Json | None = None
    index = 0
    for page in pages_of(site):
        assert page["@context"] == CONTEXT  # 5.2: MUST where it is not embedded
        assert is_iri(page["id"]) and page["type"] == "AnnotationPage"  # MUST, MUST
        assert isinstance(page["items"], list)  # MUST have an array of annotations
        assert page["partOf"] == SITE + "notes.jsonld"
        assert page["startIndex"] == index
        assert page.get("prev") == (before and before["id"])  # and next MUST be there but on the last
        before, index = page, index + len(page["items"])
    assert before and "next" not in before


def test_a_site_without_notes_has_an_empty_collection(tmp_path: Path) -> None:
    desk = Desk(tmp_path, words_for("zh"))
    desk.look(Reader(), ())
    ((address, content),) = desk.files(SITE, "阅读器")
    assert address == "notes.jsonld"
    assert (json.loads(content)["total"], "first" in json.loads(content)) == (0, False)


def test_only_words_of_the_context_are_used(site: Path) -> None:
    known = set(
        "@context id type label total first last partOf startIndex prev next items motivation created "
        "creator name body value format purpose target source language selector exact prefix suffix".split()
    )

    def names(value: object) -> Iterator[str]:
        for key, inner in value.items() if isinstance(value, dict) else ():
            yield key
            yield from names(inner)
        for inner in value if isinstance(value, list) else ():
            yield from names(inner)

    for document in (read(site, "notes.jsonld"), *pages_of(site)):
        assert set(names(document)) <= known


def test_the_digest_holds_every_note_and_its_links_lead_to_the_site(site: Path) -> None:
    digest = (site / "articles" / "deng-ta.notes.md").read_text("utf-8")
    assert digest.startswith(f"# 题 deng-ta\n\n<{SITE}articles/deng-ta/>\n\n7 条注释\n")
    assert digest.count(f"<{SITE}articles/deng-ta/#note-") == 7
    assert "> 夜里每十二秒亮一次\n" in digest
    assert f"见[另一篇]({SITE}articles/hai/)。" in digest
    assert "## 注 3 · 疑问 · 阿青 · 2024-06-17" in digest
    assert "> 夜里每隔十二秒就亮一次\n\n**字句有改动**\n\n现在\n\n> 夜里每十二秒亮一次\n" in digest
    assert "#海 #灯" in digest


def test_files_that_are_as_they_should_be_are_not_written_again(site: Path) -> None:
    place = site / "notes.jsonld"
    before = place.stat().st_mtime_ns
    write_note_files(site, iter([("notes.jsonld", place.read_text("utf-8"))]))
    assert place.stat().st_mtime_ns == before
