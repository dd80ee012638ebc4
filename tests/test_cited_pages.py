"""Reference managers, messengers and programs read an article's page as what it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

from annotated_reader.gate import pass_authors, pass_own
from annotated_reader.site.archive import Archive, archive
from annotated_reader.site.catalogue import PART, catalogue_files
from annotated_reader.site.citations import cited, metas, reference_of
from annotated_reader.site.entries import Entry
from annotated_reader.site.news_article import news_article
from annotated_reader.site.paragraphs import name_paragraphs
from annotated_reader.values import Hop
from tests.site_building import Copy

PUBLIC = Archive("注释阅读器", "https://reader.example/x/")
HERE = Archive("注释阅读器")
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
    assert names == {"z:itemType", "dc:title", "og:type", "og:title", "og:site_name"}
    assert values(list(metas(bare, HERE)), "z:itemType") == ["webpage"]
    told = json.loads(news_article(bare, HERE))
    assert set(told) == {"@context", "@type", "headline", "provider"}


def test_messengers_get_the_first_sentence_and_this_address() -> None:
    found = list(metas(ENTRY, PUBLIC))
    assert values(found, "og:description") == ["灯塔建在岬角的尽头。守灯的人一年只下山两次。"]
    assert values(found, "og:url") == ["https://reader.example/x/articles/2019-06-15-deng-ta/"]
    assert values(list(metas(ENTRY, HERE)), "og:url") == []


def test_search_engines_read_what_the_page_is_based_on() -> None:
    told = json.loads(news_article(ENTRY, PUBLIC))
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == ENTRY.title
    assert told["isBasedOn"] == ["https://coast.example/a/1", "https://mirror.example/coast/1"]
    assert told["author"] == [{"@type": "Person", "name": name} for name in ENTRY.authors]
    assert told["publisher"] == {"@type": "Organization", "name": "海岸日报"}
    assert told["identifier"]["value"] == "ab" * 32


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


def ids(html: str) -> list[str | None]:
    return [paragraph.get("id") for paragraph in fragment_fromstring(html, create_parent="div").iter("p")]


ONE, TWO = "<p>灯塔建在岬角的尽头。</p>", "<p>守灯的人，一年只下山两次。</p>"


def test_a_paragraph_keeps_its_address_whatever_stands_around_it() -> None:
    [one, two] = ids(name_paragraphs(ONE + TWO))
    assert ids(name_paragraphs(TWO + "<p>新的一段。</p>" + ONE))[::2] == [two, one]
    assert one != two and one and one.startswith("p-")


def test_marks_widths_and_links_do_not_change_an_address() -> None:
    [_, two] = ids(name_paragraphs(ONE + TWO))
    marked = '<p>守灯的人,<strong>一年</strong>只 <a href="/x">下山</a>两次.</p>'
    assert ids(name_paragraphs(marked)) == [two]


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


def test_the_catalogue_has_every_article_once_in_parts_of_bounded_size() -> None:
    entries = [replace(ENTRY, slug=f"a-{number:04}") for number in range(2 * PART + 1)]
    files = dict(catalogue_files(entries[::-1], PUBLIC, {"a-0003": 4}))
    head = json.loads(files["catalogue.json"])
    assert head["articles"] == len(entries)
    assert [part["articles"] for part in head["parts"]] == [PART, PART, 1]
    articles = [each for part in head["parts"] for each in json.loads(files[part["address"]])]
    assert [each["slug"] for each in articles] == [entry.slug for entry in entries]
    assert articles[3]["notes"] == {"count": 4, "address": "articles/a-0003.notes.jsonld"}
    assert "notes" not in articles[4]


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
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy.site


def pages(site: Path) -> list[HtmlElement]:
    found = sorted(site.glob("articles/*/index.html"))
    assert found
    return [document_fromstring(path.read_bytes()) for path in found]


def test_every_built_article_says_what_it_is(site: Path) -> None:
    for page in pages(site):
        [data] = page.xpath("//script[@type='application/ld+json']")
        told = json.loads(data.text)
        [heading] = page.xpath("//h1")
        assert told["headline"] == heading.text_content()
        [item] = page.xpath("//meta[@name='z:itemType']/@content")
        assert item in ("newspaperArticle", "webpage")
        assert len(page.find_class("cite-one")) == 5


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
