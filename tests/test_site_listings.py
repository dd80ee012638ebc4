"""Listings are bounded, newest first, and keep their addresses."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.site.entries import Entry, newest_first
from annotated_reader.site.listings import PER_PAGE, WAYS_PER_PAGE, Listing, Map, make_map
from annotated_reader.site.names import crossroads, page_names

ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAMES = st.lists(st.text("灯塔李黎明朝鲜aAI é1🙂-/.", max_size=8), max_size=12)


def made_up(count: int) -> Map:
    return make_map(
        newest_first(
            Entry(
                f"a{number:04}",
                f"灯塔之{number}",
                publisher="北窗周报" if number % 2 else None,
                published=f"2024-{number % 12 + 1:02}-01" if number % 5 else None,
                tags=("灯塔", f"第{number}座"),
            )
            for number in range(count)
        )
    )


def pages_of(site: Map, kind: str, name: str) -> list[Listing]:
    return [page for page in site.listings if (page.kind, page.name) == (kind, name)]


def test_no_page_of_a_listing_is_longer_than_its_bound_with_a_thousand_articles() -> None:
    site = made_up(1000)
    assert max(len(page.entries) for page in site.listings) == PER_PAGE == 100
    assert max(sum(len(ways) for _, ways in page.ways) for page in site.listings) == WAYS_PER_PAGE
    assert len({page.src_uri for page in site.listings}) == len(site.listings)


def test_the_pages_of_a_listing_hold_every_entry_once_newest_first() -> None:
    pages = pages_of(made_up(1000), "tags", "灯塔")
    shown = [entry for page in pages for entry in page.entries]
    assert [page.src_uri for page in pages[:3]] == [
        "tags/deng-ta/index.md", "tags/deng-ta/page-2.md", "tags/deng-ta/page-3.md"
    ]  # fmt: skip
    assert [page.page_url(page.number) for page in pages[:2]] == ["tags/deng-ta/", "tags/deng-ta/page-2/"]
    assert all((page.pages, page.total) == (10, 1000) for page in pages)
    assert len(shown) == len({entry.slug for entry in shown}) == 1000
    assert shown == list(newest_first(shown))


def test_what_nobody_stated_is_listed_too_and_last() -> None:
    site = made_up(20)
    assert site.urls["months"][""] == "months/unknown/"
    assert site.urls["publishers"][""] == "publishers/unknown/"
    assert [site.ways[kind][-1].name for kind in ("months", "publishers")] == ["", ""]
    assert sum(way.count for way in site.ways["publishers"]) == 20


def test_months_stand_newest_first_by_year() -> None:
    entries = newest_first(
        Entry(day, "", published=day) for day in ("2023-12-01", "2024-02-01", "2024-01-05")
    )
    (index,) = pages_of(make_map(entries), "months", "")
    assert [(year, [way.name for way in ways]) for year, ways in index.ways] == [
        ("2024", ["2024-02", "2024-01"]),
        ("2023", ["2023-12"]),
    ]


def test_a_site_without_articles_still_has_its_four_indexes() -> None:
    assert [page.src_uri for page in make_map(()).listings] == [
        "tags/index.md",
        "months/index.md",
        "publishers/index.md",
        "authors/index.md",
    ]


def test_neighbours_are_the_articles_before_and_after_in_time() -> None:
    old, middle, new, undated = (
        Entry(d or "u", "", published=d) for d in ("2020-01-01", "2021-01-01", "2022-01-01", None)
    )
    neighbours = make_map((new, middle, old, undated)).neighbours
    assert neighbours == {old.slug: (None, middle), middle.slug: (old, new), new.slug: (middle, None)}


@given(NAMES)
def test_names_of_pages_are_ascii_and_belong_to_one_subject_each(names: list[str]) -> None:
    found = page_names(names)
    assert set(found) == set(names)
    assert len(set(found.values())) == len(found)
    assert all(ADDRESS.fullmatch(address) for address in found.values())
    assert not {"index", "page-2"} & set(found.values())


@given(NAMES, NAMES)
def test_no_address_ever_leads_nowhere_when_subjects_come(names: list[str], more: list[str]) -> None:
    before, after = page_names(names), page_names([*more, *names])
    for name, address in before.items():
        assert after[name] == address or name in crossroads([*more, *names])[address]


def test_a_crossroads_leads_to_both_names_that_read_alike() -> None:
    site = make_map(
        (Entry("a", "", tags=("李明",)), Entry("b", "", tags=("黎明",)), Entry("c", "", tags=("海",)))
    )
    (page,) = [page for page in site.listings if page.src_uri == "tags/li-ming/index.md"]
    assert page.name == "李明 / 黎明"
    assert {way.url for _, ways in page.ways for way in ways} == {
        site.urls["tags"][name] for name in ("李明", "黎明")
    }
    assert site.urls["tags"]["海"] == "tags/hai/"
