"""A citation says what the page says, in the form that journals and reference managers read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from annotated_reader.citing import FORMATS, Reference, bibtex, csl, gbt, person, plain, ris, written

READ_ON = date(2026, 3, 7)
WHOLE = Reference(
    key="2019-06-15-deng-ta",
    title="灯塔上的《最后一夜》",
    authors=(person("林守望"), person("Jane van der Berg")),
    publisher="海岸日报",
    published="2019-06-15",
    url="https://coast.example/a/1?x=%E7%81%AF&y=1",
    copy_url="https://reader.example/articles/2019-06-15-deng-ta/",
    archive="注释阅读器",
    lang="zh-Hans",
    sha256="ab" * 32,
    tags=("灯塔", "航海"),
)
BARE = Reference(key="x-1", title="Old ferry closes", lang="en")
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)
WORDS = TEXT.filter(lambda text: bool(text.strip()))


def test_an_article_of_a_newspaper_is_cited_by_the_chinese_standard() -> None:
    assert written(gbt.cite(WHOLE), READ_ON) == (
        "林守望, VAN DER BERG J. 灯塔上的《最后一夜》[N/OL]. 海岸日报, 2019-06-15[2026-03-07]. "
        "https://coast.example/a/1?x=%E7%81%AF&y=1."
    )


def test_without_an_outlet_it_is_an_electronic_document() -> None:
    reference = replace(WHOLE, publisher=None, authors=())
    assert written(gbt.cite(reference), READ_ON) == (
        "灯塔上的《最后一夜》[EB/OL]. (2019-06-15)[2026-03-07]. https://coast.example/a/1?x=%E7%81%AF&y=1."
    )
    undated = replace(reference, published=None)
    assert written(gbt.cite(undated), READ_ON) == (
        "灯塔上的《最后一夜》[EB/OL]. [2026-03-07]. https://coast.example/a/1?x=%E7%81%AF&y=1."
    )


def test_more_than_three_authors_are_cut_short() -> None:
    authors = tuple(person(name) for name in ("甲一", "乙二", "丙三", "丁四"))
    assert written(gbt.cite(replace(WHOLE, authors=authors))).startswith("甲一, 乙二, 丙三, 等. ")
    english = tuple(person(name) for name in ("Ann Lee", "Bob R. Ray", "Cy Fox", "Di Day"))
    assert written(gbt.cite(replace(BARE, authors=english))).startswith("LEE A, RAY B R, FOX C, et al. ")


def test_what_is_unknown_is_left_out() -> None:
    assert written(gbt.cite(BARE), READ_ON) == "Old ferry closes[EB/OL]."
    assert written(plain.cite(BARE), READ_ON) == "“Old ferry closes.”"
    for each in FORMATS:
        told = written(each.cite(BARE), READ_ON)
        assert "None" not in told and "null" not in told and "2026" not in told


def test_a_sentence_holds_both_addresses() -> None:
    assert written(plain.cite(WHOLE), READ_ON) == (
        "林守望、Jane van der Berg：《灯塔上的〈最后一夜〉》，海岸日报，2019-06-15，"
        "https://coast.example/a/1?x=%E7%81%AF&y=1 （读于 2026-03-07）。"
        "存于注释阅读器：https://reader.example/articles/2019-06-15-deng-ta/"
    )


def test_without_the_day_of_access_a_citation_is_whole() -> None:
    told = written(gbt.cite(WHOLE))
    assert told.endswith("海岸日报, 2019-06-15. https://coast.example/a/1?x=%E7%81%AF&y=1.")


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Jane Smith", "Smith, Jane"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Jean-Luc O’Neill", "O’Neill, Jean-Luc"),
        ("王小明", "王小明"),
        ("新华社", "新华社"),
        ("Reuters Staff", "Reuters Staff"),
        ("Associated Press", "Associated Press"),
        ("kingname", "kingname"),
        ("欧阳 小红", "欧阳 小红"),
        ("The Night Desk", "The Night Desk"),
    ],
)
def test_names_are_turned_round_only_where_they_are_told_apart(name: str, inverted: str) -> None:
    assert person(name).inverted == inverted


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(written(bibtex.cite(WHOLE), READ_ON))
    assert not library.failed_blocks
    [entry] = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("online", "2019-06-15-deng-ta")
    assert fields["author"] == "{林守望} and van der Berg, Jane"
    assert fields["url"] == "https://coast.example/a/1?x=%E7%81%AF&y=1"
    assert (fields["date"], fields["urldate"], fields["langid"]) == ("2019-06-15", "2026-03-07", "chinese")


@given(title=WORDS, name=WORDS, url=TEXT)
@settings(max_examples=200, deadline=None)
def test_no_title_breaks_bibtex(title: str, name: str, url: str) -> None:
    reference = replace(
        WHOLE, title=title, publisher=name, authors=(person(name),), url="https://a.example/" + url
    )
    library = bibtexparser.parse_string(written(bibtex.cite(reference), READ_ON))
    assert not library.failed_blocks
    fields = {field.key for field in library.entries[0].fields}
    assert {"author", "title", "organization", "url", "urldate", "langid"} <= fields


def test_ris_is_read_back() -> None:
    [entry] = rispy.loads(written(ris.cite(WHOLE), READ_ON))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["authors"] == ["林守望", "van der Berg, Jane"]
    assert entry["keywords"] == ["灯塔", "航海"]
    assert entry["secondary_title"] == "海岸日报"
    assert entry["urls"] == ["https://coast.example/a/1?x=%E7%81%AF&y=1"]
    assert (entry["date"], entry["year"], entry["access_date"]) == ("2019/06/15", "2019", "2026/03/07")


@given(title=WORDS, name=WORDS)
@settings(max_examples=200, deadline=None)
def test_no_title_breaks_ris(title: str, name: str) -> None:
    told = written(ris.cite(replace(WHOLE, title=title, publisher=name)))
    [entry] = rispy.loads(told)
    assert entry["title"] == " ".join(title.split())
    assert entry["secondary_title"] == " ".join(name.split())


def test_csl_json_holds_what_its_schema_asks_for() -> None:
    [item] = json.loads(written(csl.cite(WHOLE), READ_ON))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "林守望"}, {"family": "van der Berg", "given": "Jane"}]
    assert item["issued"] == {"date-parts": [[2019, 6, 15]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 7]]}
    assert item["keyword"] == "灯塔, 航海"
    [bare] = json.loads(written(csl.cite(BARE), READ_ON))
    assert bare == {"id": "x-1", "type": "webpage", "title": "Old ferry closes", "language": "en"}


@given(title=WORDS, name=WORDS)
@settings(max_examples=100, deadline=None)
def test_any_title_comes_through_csl_json(title: str, name: str) -> None:
    [item] = json.loads(written(csl.cite(replace(WHOLE, title=title, publisher=name)), READ_ON))
    assert (item["title"], item["container-title"]) == (title, name)
