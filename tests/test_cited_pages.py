"""Reference managers, messengers and programs read an article's page as what it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

from annotated_reader.gate import pass_authors, pass_own
from annotated_reader.markdown import render
from annotated_reader.site.archive import Archive, archive
from annotated_reader.site.catalogue import PART, catalogue_files
from annotated_reader.site.citations import cited, metas, reference_of
from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.news_article import news_article
from annotated_reader.site.paragraphs import name_paragraphs
from annotated_reader.site.plain import plain
from annotated_reader.values import Hop
from tests import zotero_reading
from tests.site_building import ADDRESS, Copy

PUBLIC = Archive("注释阅读器", "https://reader.example/x/")
HERE = Archive("注释阅读器")
SITE_NAME = PUBLIC.name
ENTRY = Entry(
    slug="2019-06-15-deng-ta",
    title="灯塔</script><script>alert(1)</script>&amp;",
    authors=("林守望", "Jane Smith"),
    publisher="海岸日报",
    published="2019-06-15",
    original_url="https://coast.example/a/1",
    archive_url="https://mirror.example/coast/1",
    tags=("灯塔",),
    capture_path="a/deng-ta.html",
    capture_sha256="ab" * 32,
    text_sha256="cd" * 32,
    removed={"ad": 2},
    provenance=(Hop("original", "海岸日报", "https://coast.example/a/1", "2019-06-15"),),
    body="灯塔建在岬角的尽头。守灯的人一年只下山两次。\n",
)


def values(found: Sequence[tuple[str, str, str]], name: str) -> list[str]:
    return [content for _, key, content in found if key == name]


def first(found: Sequence[tuple[str, str, str]], *names: str) -> str:
    """What a reference manager takes: the first of its names that is there."""
    return next((values(found, name)[0] for name in names if values(found, name)), "")


def test_a_reference_manager_reads_a_newspaper_article() -> None:
    found = list(metas(ENTRY, PUBLIC))
    assert first(found, "z:itemType", "rdf:type", "prism:aggregationtype", "og:type") == "newspaperArticle"
    assert first(found, "dc:title", "og:title") == ENTRY.title
    assert values(found, "citation_author") == ["林守望", "Smith, Jane"]
    assert first(found, "prism:publicationName", "dc:source", "og:site_name") == "海岸日报"
    assert first(found, "dc:date") == "2019-06-15"
    assert first(found, "citation_public_url", "og:url") == "https://coast.example/a/1"
    assert first(found, "dc:language") == "zh-Hans"
    assert values(found, "dc:subject") == ["灯塔"]


def test_what_is_unknown_is_not_said() -> None:
    bare = Entry("x", "无题", lang="und")
    names = {name for _, name, _ in metas(bare, HERE)}
    assert names == {"z:itemType", "dc:title", "dc:language", "og:type", "og:title", "og:site_name"}
    assert values(list(metas(bare, HERE)), "dc:language") == ["und"]
    assert values(list(metas(bare, HERE)), "z:itemType") == ["webpage"]
    told = json.loads(news_article(bare, HERE))
    assert set(told) == {"@context", "@type", "headline", "provider"}


def test_what_another_site_published_is_not_said_to_be_ours() -> None:
    nameless = replace(ENTRY, publisher=None)
    assert values(list(metas(nameless, PUBLIC)), "og:site_name") == []
    assert values(list(metas(replace(nameless, original_url=None), PUBLIC)), "og:site_name") == [PUBLIC.name]


def test_messengers_get_the_first_sentence_and_this_address() -> None:
    found = cited(ENTRY, PUBLIC).metas
    assert values(found, "og:description") == ["灯塔建在岬角的尽头。守灯的人一年只下山两次。"]
    assert values(found, "og:url") == ["https://reader.example/x/articles/2019-06-15-deng-ta/"]
    assert values(list(metas(ENTRY, HERE)), "og:url") == []


def test_search_engines_read_what_the_page_is_based_on() -> None:
    told = json.loads(news_article(ENTRY, PUBLIC))
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == ENTRY.title
    assert told["isBasedOn"] == ["https://coast.example/a/1", "https://mirror.example/coast/1"]
    assert told["archivedAt"] == "https://mirror.example/coast/1"
    assert told["author"] == [{"@type": "Person", "name": name} for name in ENTRY.authors]
    assert told["publisher"] == {"@type": "Organization", "name": "海岸日报"}
    assert told["identifier"]["value"] == "ab" * 32


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("林守望", "Person"),
        ("欧阳小红", "Person"),
        ("Jane Smith", "Person"),
        ("艾伦·图灵", "Person"),
        ("新华社", "Organization"),
        ("本报编辑部", "Organization"),
        ("Reuters", "Organization"),
        ("BBC Chinese", "Organization"),
        ("阿梁", None),
        ("kingname", None),
    ],
)
def test_who_is_a_person_is_said_only_where_the_name_tells(name: str, kind: str | None) -> None:
    [author] = json.loads(news_article(replace(ENTRY, authors=(name,)), PUBLIC))["author"]
    assert author.get("@type") == kind


def test_no_title_ends_the_element_that_holds_the_data() -> None:
    assert not set("<>&") & set(news_article(ENTRY, PUBLIC))
    page = document_fromstring(
        f"<script type='application/ld+json'>{news_article(ENTRY, PUBLIC)}</script><p>x"
    )
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost:8000/", "", "http://[::1]/"])
def test_a_site_on_this_machine_is_no_address_to_cite(url: str) -> None:
    assert archive("甲", url) == Archive("甲")
    assert reference_of(ENTRY, archive("甲", url)).copy_url is None


def test_the_site_s_own_page_is_cited_in_every_format() -> None:
    assert [each.key for each, _ in cited(ENTRY, PUBLIC).citations] == [
        "gbt",
        "plain",
        "bibtex",
        "ris",
        "csl",
    ]


def ids(html: str, *elements: str) -> list[str | None]:
    root = fragment_fromstring(html, create_parent="div")
    return [paragraph.get("id") for paragraph in root.iter(*(elements or ("p",)))]


ONE, TWO = "<p>灯塔建在岬角的尽头。</p>", "<p>守灯的人，一年只下山两次。</p>"


def test_a_paragraph_keeps_its_address_whatever_stands_around_it() -> None:
    [one, two] = ids(name_paragraphs(ONE + TWO))
    assert ids(name_paragraphs(TWO + "<p>新的一段。</p>" + ONE))[::2] == [two, one]
    assert one != two and one and one.startswith("p-")


def test_marks_widths_and_links_do_not_change_an_address() -> None:
    [_, two] = ids(name_paragraphs(ONE + TWO))
    marked = '<p>守灯的人,<strong>一年</strong>只 <a href="/x">下山</a>两次.</p>'
    assert ids(name_paragraphs(marked)) == [two]


def test_footnotes_and_scripts_do_not_change_an_address() -> None:
    [_, two] = ids(name_paragraphs(ONE + TWO))
    noted = TWO.replace("。", '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>。')
    assert ids(name_paragraphs(noted)) == [two]
    assert ids(name_paragraphs("<p>守燈的人，一年只下山兩次。</p>")) == [two]


def test_items_have_an_address_for_their_own_words() -> None:
    html = render("- 甲项**粗**\n- 乙项\n    - 丙\n\n1. 松\n\n2. 散\n\n词\n:   释\n")
    named = name_paragraphs(html)
    root = fragment_fromstring(named, create_parent="div")
    assert ["".join(root.xpath(f"string(//*[@id='{each}'])").split()) for each in root.xpath("//@id")] == [
        "甲项粗",
        "乙项",
        "丙",
        "松",
        "散",
        "释",
    ]
    assert pass_own(named).html == named


def test_twins_are_counted_and_empty_paragraphs_have_none() -> None:
    [one, empty, twin] = ids(name_paragraphs(ONE + "<p><img src='x'/></p>" + ONE))
    assert empty is None
    assert twin == f"{one}-2"


def test_an_address_that_an_editor_gave_stays() -> None:
    assert ids(name_paragraphs('<p id="here">甲。</p>')) == ["here"]


def test_no_capture_can_take_a_paragraph_s_address() -> None:
    [one] = ids(name_paragraphs(ONE))
    taken = pass_authors(f'<p id="{one}">别的话。</p>')
    assert f'id="{one}"' not in taken.html
    assert pass_own(name_paragraphs(ONE)).html == name_paragraphs(ONE)
    assert 'id="p-value"' in pass_authors('<p id="p-value">别的话。</p>').html


def test_the_catalogue_has_every_article_once_in_parts_of_bounded_size() -> None:
    entries = [replace(ENTRY, slug=f"a-{number:04}") for number in range(2 * PART + 1)]
    files = dict(catalogue_files(entries[::-1], PUBLIC, {"a-0003": 4}))
    head = json.loads(files["catalogue.json"])
    assert head["articles"] == len(entries)
    assert [part["articles"] for part in head["parts"]] == [PART, PART, 1]
    for part in head["parts"]:
        assert part["sha256"] == hashlib.sha256(files[part["address"]].encode()).hexdigest()
    articles = [each for part in head["parts"] for each in json.loads(files[part["address"]])]
    assert [each["slug"] for each in articles] == [entry.slug for entry in entries]
    assert articles[3]["notes"] == {"count": 4, "address": "articles/a-0003.notes.jsonld"}
    assert "notes" not in articles[4]


def test_a_page_without_a_capture_has_no_receipt_in_the_catalogue() -> None:
    files = dict(catalogue_files([replace(ENTRY, capture_sha256="")], PUBLIC, {}))
    assert json.loads(files["catalogue/0001.json"])[0]["receipt"] is None


def test_an_article_in_the_catalogue_has_its_receipt_and_citation() -> None:
    files = dict(catalogue_files([ENTRY], PUBLIC, {}))
    [article] = json.loads(files["catalogue/0001.json"])
    assert article["capture"] == {"path": "a/deng-ta.html", "sha256": "ab" * 32}
    assert article["text_sha256"] == "cd" * 32
    assert article["receipt"] == "articles/2019-06-15-deng-ta.receipt.json"
    assert article["removed"] == {"ad": 2}
    assert article["citation"]["archive_location"] == "https://reader.example/x/articles/2019-06-15-deng-ta/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = Copy(tmp_path_factory.mktemp("cited"))
    copy.put_in_by_hand()
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy.site


def pages(site: Path) -> list[HtmlElement]:
    found = sorted(site.glob("articles/*/index.html"))
    assert found
    return [document_fromstring(path.read_bytes()) for path in found]


def test_a_messenger_is_shown_the_first_picture_that_is_held(site: Path) -> None:
    shown = 0
    for page in pages(site):
        held = page.xpath("//div[contains(@class, 'prose')]//img[@loading]")
        told = page.xpath("//meta[@property='og:image']/@content")
        assert len(told) == bool(held)
        if held:
            shown += 1
            [file] = told
            assert (site / file.removeprefix(ADDRESS)).is_file()
            assert held[0].get("src").removeprefix("../../") == file.removeprefix(ADDRESS)
            assert page.xpath("//meta[@property='og:image:width']/@content") == [held[0].get("width")]
            assert page.xpath("//meta[@property='og:image:alt']/@content") == [held[0].get("alt")]
    assert shown > 1


def test_every_built_article_says_what_it_is(site: Path) -> None:
    for page in pages(site):
        [data] = page.xpath("//script[@type='application/ld+json']")
        told = json.loads(data.text)
        [heading] = page.xpath("//h1")
        assert told["headline"] == heading.text_content()
        [item] = page.xpath("//meta[@name='z:itemType']/@content")
        assert item in ("newspaperArticle", "webpage")
        assert len(page.find_class("cite-one")) == 5


def test_zotero_saves_of_every_built_article_what_its_front_matter_says(site: Path) -> None:
    entries, _ = read_entries(site.parent / "docs" / "articles")
    assert entries
    for entry in entries:
        page = document_fromstring((site / "articles" / entry.slug / "index.html").read_bytes())
        here = f"{ADDRESS}articles/{entry.slug}/"
        item = zotero_reading.read(page, here)
        assert item.type == ("newspaperArticle" if entry.publisher else "webpage")
        assert (item.title, item.date) == (entry.title, entry.published or ""), entry.slug
        assert item.creators == [zotero_name(name) for name in entry.authors], entry.slug
        assert item.url == (entry.original_url or here)
        assert item.language == entry.lang
        assert item.publication == (entry.publisher or ("" if entry.original_url else SITE_NAME))
        assert item.abstract.rstrip("…")[:20] in plain(entry.body), entry.slug


def zotero_name(name: str) -> tuple[str, str]:
    first, _, last = name.rpartition(" ")
    return last, first


def test_zotero_takes_what_it_can_get_for_what_a_page_does_not_say() -> None:
    """The restated rules find what our pages must not hold."""
    page = document_fromstring(
        "<html lang=zh><head><title>甲</title><meta name=z:itemType content=newspaperArticle>"
        "<meta name=description content=丙><meta property=og:site_name content=乙></head>"
        "<body><p class=byline>海岸日报</p><time datetime=2001-01-01>2001</time>"
    )
    item = zotero_reading.read(page, "https://a.example/")
    assert (item.creators, item.date, item.language) == ([("海岸日报", "")], "2001-01-01", "zh")
    assert (item.publication, item.abstract) == ("乙", "丙")


def test_an_article_s_description_is_its_own(site: Path) -> None:
    told = [page.xpath("//meta[@name='description']/@content") for page in pages(site)]
    assert len({each[0] for each in told if each}) == len([each for each in told if each])


def test_every_built_paragraph_with_words_has_one_address(site: Path) -> None:
    for page in pages(site):
        [prose] = page.find_class("prose")
        for held in prose.find_class("held"):
            held.drop_tree()
        given = [paragraph.get("id") for paragraph in prose.iter("p") if paragraph.text_content().strip()]
        told = [each for each in given if each and each.startswith("p-")]
        assert told and len(set(told)) == len(told)
        assert all(each for each in given)


def test_the_built_catalogue_lists_what_is_built(site: Path) -> None:
    head = json.loads((site / "catalogue.json").read_bytes())
    listed = [each for part in head["parts"] for each in json.loads((site / part["address"]).read_bytes())]
    built = {path.parent.name for path in site.glob("articles/*/index.html")}
    assert {each["slug"] for each in listed} == built
    assert all((site / each["receipt"]).is_file() for each in listed)
