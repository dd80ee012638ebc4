"""The book: valid EPUB 3.3, the same bytes for the same articles, and nothing of an article lost."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from lxml import etree

import build_site
from annotated_reader.epub import Bound, Choice, ChoiceError, File, account_of, held_in, order
from annotated_reader.errors import PageError
from annotated_reader.images.store import opened
from annotated_reader.images.values import Picture
from annotated_reader.letters import letters
from annotated_reader.markdown import render
from annotated_reader.site.entries import read_entries
from annotated_reader.site.settings import Settings, read_settings
from tests.conftest import ROOT
from tests.epub_reading import TYPE, XHTML, XML_LANG, Read, epubcheck, links_of, resolved, words_of

SITE = Settings("阅读器", "https://reader.example/repo/", "zh")
PAGE = """---
title: {title}
slug: {slug}
authors: [阿青]
publisher: {publisher}
published: {date}
original_url: {url}
lang: {lang}
tags: [{tag}]
capture: {{path: made-up/{slug}.txt, sha256: {sha}}}
provenance:
  - {{role: original, name: 北窗周报, url: {url}, date: {date}}}
  - {{role: mirror, name: 某镜像, url: "https://mirror.example/a b", date: null}}
removed: {{promo: 3}}
---

{body}
"""
LAMP = """灯塔建在岬角上，夜里**每十二秒**亮一次。守灯人住在塔下。[^1]

![灯 & 塔](https://pictures.example/a.png)

![图](../assets/lamp.png)

见[另一篇](sea.md)、[原文](https://held.example/sea?utm_source=1)、[关于](../about.md)、[别处](https://a.example/x?a=1&b=|)。

## 2017年的事

[^1]: 脚注 & 注。
"""
SEA = "海在岬角下面。它一天来两次，从不误点，守灯人靠它对表。" * 3
BODIES = {
    "lamp": ("灯塔 & 海", "2024-06-17", "zh-Hans", "灯塔", LAMP),
    "sea": ("海", "2023-01-02", "zh-Hans", "海", SEA),
    "sea-again": ("海，又名洋", "2023-05-06", "zh-Hant", "海", SEA + "\n\n（完）"),
    "english": ("The lamp", "2024-01-01", "en", "灯塔", "The lamp stands on the cape."),
    "无 日期": ("没有日期", "null", "zh-Hans", "灯塔", "一句话。"),
}
VOCABULARY = "灯塔:\n  kind: topic\n  gloss: 照海的灯。\n  variants: [燈樓]\n"
NOTES = {
    "lamp/2024-06-18-a.md": "> 守灯人住在塔下\n\n[海](../../articles/sea.md)、[那条注](../english/b.md)。\n",
    "lamp/c.md": "整篇都好。\n",
    "lamp/d.md": "> 全文没有这一句话在里面\n\n不在\n",
    "english/b.md": "> the cape\n\nWhich?\n",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000"
    "000500015d4b2d1d0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    files = {"assets/lamp.png": PNG, "vocabulary.yaml": VOCABULARY.encode()}
    for slug, (title, date, lang, tag, body) in BODIES.items():
        url = "null" if slug == "english" else f"https://held.example/{slug}".replace(" ", "_")
        publisher = "null" if slug == "english" else "北窗周报"
        facts = {"title": title, "slug": slug, "date": date, "lang": lang, "tag": tag, "url": url}
        text = PAGE.format(**facts, publisher=publisher, body=body, sha="ab" * 32)
        files[f"articles/{slug}.md"] = text.encode()
    for path, text in NOTES.items():
        files[f"annotations/{path}"] = text.encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def make(docs: Path, place: Path, site: Settings = SITE, **asked: object) -> Bound:
    return order(docs, ROOT / "sources", site, Choice(**asked), place)[0]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def bound(docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Bound:
    return make(docs, tmp_path_factory.mktemp("book") / "all.epub")


@pytest.fixture(scope="module")
def book(bound: Bound) -> Read:
    return Read(bound.place)


def test_epubcheck_has_nothing_to_say(bound: Bound) -> None:
    assert epubcheck(bound.place) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    settings, place = read_settings(ROOT / "mkdocs.yml"), tmp_path_factory.mktemp("demo") / "demo.epub"
    made, faults = order(ROOT / "docs", ROOT / "sources", settings, Choice(), place)
    assert not faults and made.articles > 10 and made.notes > 20
    return made


def test_epubcheck_has_nothing_to_say_of_the_demonstration(demo: Bound) -> None:
    assert epubcheck(demo.place) == []


def test_the_container_is_one(book: Read) -> None:
    first = book.file.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert book.file.read("mimetype") == b"application/epub+zip"
    assert b'full-path="EPUB/package.opf"' in book.file.read("META-INF/container.xml")
    assert len(set(book.names)) == len(book.names)
    assert all(name.isascii() and " " not in name for name in book.names)


def test_the_package_names_every_file_once_and_reads_every_page(book: Read) -> None:
    paths = [path for _, path, _ in book.items()]
    listed = {"mimetype", "META-INF/container.xml", "EPUB/package.opf", *paths}
    assert set(book.names) == listed and len(set(paths)) == len(paths)
    assert sorted(book.spine()) == sorted(path for path, _ in book.pages())
    metadata = book.package[0]
    modified = [each.text or "" for each in metadata if each.get("property") == "dcterms:modified"]
    assert len(modified) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", modified[0])
    assert modified[0] == "2024-06-18T00:00:00Z", "the newest date is that of a note"
    assert book.said("title") == ["阅读器"] and book.said("language") == ["zh-Hans", "en"]
    assert book.said("identifier")[0].startswith("urn:uuid:")


def test_every_link_leads_to_something_that_is_there(book: Read) -> None:
    ids = {
        path: [element.get("id") for element in page.iter() if element.get("id")]
        for path, page in book.pages()
    }
    seen = 0
    for path, page in book.pages():
        assert len(set(ids[path])) == len(ids[path])
        for link in page.iter(f"{XHTML}a"):
            address = link.get("href", "")
            if "://" not in address and address:
                target, fragment = resolved(path, address)
                assert target in book.names, (path, address)
                assert not fragment or fragment in ids[target], (path, address)
                seen += 1
    assert seen > 12


def test_opening_the_book_asks_no_host_for_anything(book: Read) -> None:
    for path, page in book.pages():
        for element in page.iter():
            loads = [element.get(name) for name in ("src", "srcset", "poster", "data") if element.get(name)]
            loads += [element.get("href")] if element.tag == f"{XHTML}link" else []
            assert all(resolved(path, address or "")[0] in book.names for address in loads)
            assert element.tag not in (f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}object")
    assert not re.search(rb"url\(|@import|@font-face", book.file.read("EPUB/book.css"))


def test_the_contents_are_oldest_first_by_year_with_undated_ones_last(book: Read) -> None:
    (toc,) = [nav for nav in book.page("nav.xhtml").iter(f"{XHTML}nav") if nav.get(TYPE) == "toc"]
    groups = [
        (words_of(item[0]), [words_of(each) for each in item[1]])
        for item in toc.iterfind(f"{XHTML}ol/{XHTML}li")
    ]
    assert groups == [
        ("2023 年", ["海"]),
        ("2024 年", ["The lamp", "灯塔 & 海"]),
        ("日期不详", ["没有日期"]),
    ]


def test_every_article_says_its_language(book: Read) -> None:
    for slug, lang in (("lamp", "zh-Hans"), ("english", "en")):
        page = book.chapter(slug)
        assert page.get("lang") == page.get(XML_LANG) == lang
    for _, page in book.pages():
        assert all(element.get("lang") == element.get(XML_LANG) for element in page.iter())


def test_notes_are_footnotes_that_are_referred_to_and_lead_back(book: Read) -> None:
    page = book.chapter("lamp")
    notes = [each for each in page.iter(f"{XHTML}aside") if each.get(TYPE) == "footnote"]
    assert len(notes) == 3
    (reference,) = [a for a in page.iter(f"{XHTML}a") if a.get("class") == "note-ref"]
    assert (reference.get(TYPE), reference.get("role"), reference.text) == ("noteref", "doc-noteref", "1")
    assert reference.get("href") == f"#{notes[0].get('id')}"
    (back,) = [a for a in notes[0].iter(f"{XHTML}a") if (a.text or "").startswith("注")]
    assert back.get("href") == f"#{reference.get('id')}"
    marked = "".join(words_of(each) for each in page.iter(f"{XHTML}mark"))
    assert marked == "守灯人住在塔下"
    assert "字句已经不在" in words_of(notes[2]) and "全文没有这一句话在里面" in words_of(notes[2])
    links = links_of(notes[0])
    assert links["海"] == "sea.xhtml" and links["那条注"] == "english.xhtml#note-b"
    own = [each for each in page.iter(f"{XHTML}li") if each.get(TYPE) == "footnote"]
    assert len(own) == 1 and "脚注 & 注" in words_of(own[0])


def test_links_lead_to_the_chapter_where_the_book_has_it_else_to_the_web(
    docs: Path, book: Read, tmp_path: Path
) -> None:
    links = links_of(book.chapter("lamp"))
    assert links["另一篇"] == links["原文"] == "sea.xhtml"
    assert links["关于"] == "https://reader.example/repo/about/"
    assert links["别处"] == "https://a.example/x?a=1&b=%7C"
    few = Read(make(docs, tmp_path / "few.epub", since="2024-06").place)
    links = links_of(few.chapter("lamp"))
    assert links["另一篇"] == "https://reader.example/repo/articles/sea/"
    assert links["原文"] == "https://held.example/sea?utm_source=1"
    local = Settings("阅读器", "http://127.0.0.1:8000/", "zh")
    page = Read(make(docs, tmp_path / "local.epub", local, since="2024-06").place).chapter("lamp")
    assert "127.0.0.1" not in etree.tostring(page).decode()
    assert "另一篇" in words_of(page) and "另一篇" not in links_of(page)


def test_held_pictures_are_in_the_book_once_and_others_are_words_and_an_address(
    docs: Path, bound: Bound, book: Read, tmp_path: Path
) -> None:
    assert (bound.pictures, bound.missed) == (1, 1)
    (image,) = book.chapter("lamp").iter(f"{XHTML}img")
    target, _ = resolved("EPUB/text/lamp.xhtml", image.get("src", ""))
    assert book.file.read(target) == PNG and image.get("alt") == "图"
    assert links_of(book.chapter("lamp"))["图：灯 & 塔"] == "https://pictures.example/a.png"
    path = tmp_path / "held"
    path.write_bytes(PNG)
    choice, place = Choice(since="2024-06"), tmp_path / "held.epub"
    files = {"https://pictures.example/a.png": File(path, 640, 480)}
    held, _ = order(docs, ROOT / "sources", SITE, choice, place, files.get)
    assert (held.pictures, held.missed) == (1, 0), "both are the same file"
    first, second = Read(place).chapter("lamp").iter(f"{XHTML}img")
    assert (first.get("width"), first.get("height"), second.get("width")) == ("640", "480", None)


def test_the_store_of_pictures_is_looked_into(tmp_path: Path) -> None:
    address = "https://pictures.news-site.com/a.png"
    with opened(tmp_path / "images") as store:
        kept = store.keep(address, PNG, Picture("png", 1, 1, PNG))
    held = held_in(tmp_path / "images")
    assert held(address) == File(tmp_path / "images" / "files" / kept.name, 1, 1)
    assert held("https://pictures.news-site.com:443/a.png") == held(address)
    assert held("https://pictures.news-site.com/b.png") is held("https://10.0.0.1:22/a.png") is None
    (tmp_path / "images" / "files" / kept.name).unlink()
    assert held(address) is None


def test_captures_of_one_text_are_one_chapter_that_names_the_others(bound: Bound, book: Read) -> None:
    assert (bound.articles, bound.folded) == (4, 1)
    assert "EPUB/text/sea-again.xhtml" not in book.names
    assert links_of(book.chapter("sea"))["北窗周报"] == "https://held.example/sea-again"


def test_provenance_stands_at_the_end_of_every_article(book: Read) -> None:
    page = book.chapter("lamp")
    (origin,) = [each for each in page.iter(f"{XHTML}section") if each.get("class") == "origin"]
    said = words_of(origin)
    for each in ("原始发布：北窗周报 2024-06-17", "镜像：某镜像", "推广 3 处", "made-up/lamp.txt", "ab" * 32):
        assert each in said
    assert links_of(origin)["某镜像"] == "https://mirror.example/a%20b"
    address = "https://reader.example/repo/articles/lamp/"
    assert links_of(origin)[address] == address


def test_the_same_articles_give_the_same_bytes(
    docs: Path, bound: Bound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for zone in ("Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        again = make(docs, tmp_path / f"{zone[:4]}.epub")
        assert again.place.read_bytes() == bound.place.read_bytes()


def test_a_book_keeps_its_identity_when_its_articles_change_and_says_that_they_have(
    docs: Path, book: Read, tmp_path: Path
) -> None:
    site = tmp_path / "docs" / "articles"
    site.mkdir(parents=True)
    for path in (docs / "articles").glob("*.md"):
        (site / path.name).write_text(path.read_text("utf-8").replace("一句话。", "两句话。"), "utf-8")
    changed = Read(make(tmp_path / "docs", tmp_path / "b.epub").place)
    other = Read(make(docs, tmp_path / "c.epub", tags=("灯塔",)).place)
    first, digest = book.said("identifier")
    assert changed.said("identifier")[0] == first and changed.said("identifier")[1] != digest
    assert other.said("identifier")[0] != first


def test_a_subject_is_found_under_any_of_its_names(docs: Path, tmp_path: Path) -> None:
    made = make(docs, tmp_path / "a.epub", tags=("燈樓",))
    assert made.articles == 3
    read = Read(made.place)
    assert read.said("title") == ["灯塔"] == read.said("subject")
    assert Choice(("灯塔",), "北窗周报", "2024").name == "deng-ta_bei-chuang-zhou-bao_2024--"


@pytest.mark.parametrize(
    ("asked", "articles"),
    [
        ({"publisher": "北窗周报"}, 3),
        ({"since": "2024"}, 2),
        ({"since": "2023-06", "until": "2024-01"}, 1),
        ({"until": "2023-05-05"}, 1),
        ({"tags": ("灯塔",), "publisher": "北窗周报", "until": "2024-06-17"}, 1),
    ],
)
def test_a_book_has_what_was_asked_for(
    docs: Path, tmp_path: Path, asked: dict[str, object], articles: int
) -> None:
    assert make(docs, tmp_path / "a.epub", **asked).articles == articles


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        ({"tags": ("灯搭",)}, "no article has the tag '灯搭'. Did you mean 灯塔?"),
        ({"publisher": "北窗周刊"}, "no article has the publisher '北窗周刊'. Did you mean 北窗周报?"),
        ({"since": "2030"}, "no article is all that was asked for"),
    ],
)
def test_what_cannot_be_had_is_said_and_nothing_is_written(
    docs: Path, tmp_path: Path, asked: dict[str, object], fact: str
) -> None:
    with pytest.raises(ChoiceError, match=re.escape(fact)):
        make(docs, tmp_path / "a.epub", **asked)
    assert list(tmp_path.iterdir()) == []


def test_a_book_that_cannot_be_finished_leaves_the_old_one(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.epub"
    place.write_bytes(b"the old book")

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annotated_reader.epub.binding.package", full)
    with pytest.raises(PageError, match="No space left on device"):
        make(docs, place)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the old book"]
    with pytest.raises(PageError, match="--out"):
        make(docs, tmp_path / "no" / "such" / "folder.epub")


def test_no_letter_of_an_article_is_lost(book: Read, docs: Path, demo: Bound) -> None:
    for folder, read in ((docs, book), (ROOT / "docs", Read(demo.place))):
        checked = 0
        for entry in read_entries(folder / "articles")[0]:
            if f"EPUB/text/{entry.slug}.xhtml" not in read.names:
                continue
            page = read.chapter(entry.slug)
            for each in [*page.iter(f"{XHTML}a")]:
                if each.get("class") == "note-ref" or words_of(each).split("：")[0] == "图":
                    each.text = ""
            text = page.find(f".//{XHTML}article/{XHTML}div")
            assert text is not None
            html = etree.HTML(render(entry.body))
            assert letters(words_of(text)) == letters(words_of(html)), entry.slug
            checked += 1
        assert checked >= 3


def test_the_account_is_one_sentence(bound: Bound) -> None:
    said = account_of(bound)
    assert said.startswith(f"{bound.place}: 4 articles, 4 notes, 1 more capture of the same texts")
    assert "1 picture, 1 picture not held" in said


def test_the_command_tells_what_was_used_wrongly_from_what_needs_a_person(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.epub"
    common = ["epub", "--docs", str(docs), "--images", str(tmp_path / "none"), "--out", str(place)]
    assert build_site.main([*common, "--tag", "灯搭"]) == 2
    assert "--tag: no article has the tag '灯搭'. Did you mean 灯塔?" in capsys.readouterr().err
    assert build_site.main([*common, "--tag", "海", "--since", "2023-01-02"]) == 0
    assert capsys.readouterr().out.startswith(f"{place}: 1 article, 0 notes, 1 more capture")
    with pytest.raises(SystemExit, match="2"):
        build_site.main([*common, "--until", "2024-13"])
    assert "'2024-13' is no date" in capsys.readouterr().err
    (docs / "annotations" / "lamp" / "bad.md").write_text("> 灯塔\n\n[去哪](nowhere.md)\n", "utf-8")
    try:
        assert build_site.main([*common, "--since", "2024-06"]) == 1
        assert "bad.md:1: its link 'nowhere.md' leads to no page" in capsys.readouterr().err
        assert place.is_file()
    finally:
        (docs / "annotations" / "lamp" / "bad.md").unlink()
