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

from annotated_reader.citing import FORMATS, Reference, bibtex, citable, csl, gbt, person, plain, ris, written

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
    assert written(gbt.cite(BARE), READ_ON) == "Old ferry closes[EB]."
    assert written(gbt.cite(replace(WHOLE, url=None, copy_url=None, authors=())), READ_ON) == (
        "灯塔上的《最后一夜》[N]. 海岸日报, 2019-06-15."
    )
    assert written(plain.cite(BARE), READ_ON) == "“Old ferry closes.”"
    for title in ("Who goes there?", "‘He spoke up once.’", "Gone… (Again.)"):
        assert written(plain.cite(replace(BARE, title=title)), READ_ON) == f"“{title}”"
    assert written(plain.cite(replace(BARE, title="The ‘last’")), READ_ON) == "“The ‘last’.”"
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
        ("Radio Free Asia", "Radio Free Asia"),
        ("BBC Chinese", "BBC Chinese"),
        ("Al Jazeera", "Al Jazeera"),
        ("Old China hand", "Old China hand"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("JK Rowling", "Rowling, JK"),
        ("JANE SMITH", "SMITH, JANE"),
        ("Charles d’Artagnan", "d’Artagnan, Charles"),
        ("Martin King Jr.", "Martin King Jr."),
        ("Henry Ford III", "Henry Ford III"),
        ("Li Jiangning", "Li Jiangning"),
        ("Анна Каренина", "Анна Каренина"),
    ],
)
def test_names_are_turned_round_only_where_they_are_told_apart(name: str, inverted: str) -> None:
    assert person(name).inverted == inverted


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(written(bibtex.cite(WHOLE), READ_ON))
    assert not library.failed_blocks
    [entry] = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "2019-06-15-deng-ta")
    assert (fields["journal"], fields["entrysubtype"]) == ("{海岸日报}", "newspaper")
    assert fields["keywords"] == "灯塔, 航海"
    assert fields["author"] == "{林守望} and van der Berg, Jane"
    assert fields["url"] == "https://coast.example/a/1?x=%E7%81%AF&y=1"
    assert (fields["date"], fields["urldate"], fields["langid"]) == ("2019-06-15", "2026-03-07", "chinese")


def test_without_an_outlet_bibtex_has_a_page_on_line() -> None:
    [entry] = bibtexparser.parse_string(written(bibtex.cite(replace(WHOLE, publisher=None)))).entries
    assert entry.entry_type == "online"
    assert not {"journal", "entrysubtype"} & {field.key for field in entry.fields}


@given(title=TEXT, url=TEXT)
@settings(max_examples=200, deadline=None)
def test_braces_are_balanced_as_bibtex_counts_them(title: str, url: str) -> None:
    told = written(bibtex.cite(replace(WHOLE, title=title + "}{", url="https://a.example/" + url)), READ_ON)
    depth = 0
    for at, char in enumerate(told):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth > 0 or at < told.index("{") or at == len(told) - 1
    assert depth == 0


@given(title=WORDS, name=WORDS, url=TEXT)
@settings(max_examples=200, deadline=None)
def test_no_title_breaks_bibtex(title: str, name: str, url: str) -> None:
    reference = replace(
        WHOLE, title=title, publisher=name, authors=(person(name),), url="https://a.example/" + url
    )
    library = bibtexparser.parse_string(written(bibtex.cite(reference), READ_ON))
    assert not library.failed_blocks
    fields = {field.key for field in library.entries[0].fields}
    assert {"author", "title", "journal", "url", "urldate", "langid"} <= fields


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


CSL_TEXT = frozenset("title container-title URL language archive archive_location keyword".split())


def csl_faults(item: dict[str, object]) -> list[str]:
    """What the schema of CSL data 1.0.2 has against an item, for the fields that articles have."""
    faults = [f"no {name}" for name in ("id", "type") if not isinstance(item.get(name), str)]
    faults += [] if item.get("type") in ("article-newspaper", "webpage") else ["type"]
    for name, value in item.items():
        if name in CSL_TEXT | {"id", "type"}:
            faults += [] if isinstance(value, str) else [f"{name} is no text"]
        elif name in ("issued", "accessed"):
            faults += [] if is_csl_date(value) else [f"{name} is no date"]
        elif name == "author":
            faults += [] if isinstance(value, list) and all(map(is_csl_name, value)) else ["author"]
        else:
            faults.append(f"{name} is not among its fields")
    return faults


def is_csl_date(value: object) -> bool:
    """One date, or two, of a year and perhaps a month and a day, and nothing else in it."""
    if not isinstance(value, dict) or set(value) != {"date-parts"}:
        return False
    dates = value["date-parts"]
    return 1 <= len(dates) <= 2 and all(
        1 <= len(parts) <= 3 and all(type(part) is int for part in parts) for parts in dates
    )


def is_csl_name(value: object) -> bool:
    return (
        isinstance(value, dict) and set(value) in ({"family", "given"}, {"literal"}) and all(value.values())
    )


@given(
    title=WORDS,
    names=st.lists(WORDS, max_size=4),
    outlet=WORDS | st.none(),
    lang=st.sampled_from(["zh", "und"]),
)
@settings(max_examples=100, deadline=None)
def test_every_item_is_what_the_schema_of_csl_data_allows(
    title: str, names: list[str], outlet: str | None, lang: str
) -> None:
    authors = tuple(person(name) for name in names)
    for reference in (WHOLE, BARE):
        told = replace(reference, title=title, authors=authors, publisher=outlet, lang=lang)
        for accessed in (READ_ON, None):
            [item] = json.loads(written(csl.cite(told), accessed))
            assert csl_faults(item) == []


def test_csl_json_holds_what_is_known() -> None:
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


@pytest.mark.parametrize(
    ("address", "cited"),
    [
        ("https://a.example/b c\u3000d/{e}|f", "https://a.example/b%20c%E3%80%80d/%7Be%7D%7Cf"),
        ("https://a.example/路?x=%E7%81%AF&y=(1)#z", "https://a.example/路?x=%E7%81%AF&y=(1)#z"),
    ],
)
def test_an_address_is_one_word_wherever_it_is_pasted(address: str, cited: str) -> None:
    assert citable(address) == cited
