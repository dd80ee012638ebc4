"""An entity's page: who calls it what, who else mentions it, and where its other names lead."""

from __future__ import annotations

from annotated_reader.site.atlas import Atlas, chart
from annotated_reader.site.entities import MENTIONS, OUTLETS, SPELLINGS
from annotated_reader.site.entries import Entry, newest_first
from annotated_reader.site.listings import PER_PAGE, WAYS_PER_PAGE
from annotated_reader.site.tagging import Reader
from annotated_reader.vocabulary import Entity, Vocabulary, fold

TONGA = Entity("汤加", "place", "岛国", ("东加", "Tonga", "湯加"))
FIJI = Entity("斐济", "place", "岛国")
UNSEEN = Entity("普京", "person", "总统", ("普丁",))


def charted(*entries: Entry, vocabulary: tuple[Entity, ...] = (TONGA, FIJI, UNSEEN)) -> Atlas:
    by_name = {fold(name): entity for entity in vocabulary for name in entity.names}
    return chart(newest_first(entries), Reader(Vocabulary(vocabulary, by_name)))


def pages(atlas: Atlas) -> dict[str, str]:
    return {listing.src_uri: listing.part for listing in atlas.listings if listing.kind == "tags"}


SAID = charted(
    Entry("a", "汤加", publisher="甲报", published="2022-01-01", body="汤加说，汤加人，斐济。"),
    Entry("b", "東加", publisher="乙报", published="2023-01-01", body="東加与东加，斐济。"),
    Entry("c", "东加", publisher="甲报", published="2024-01-01", tags=("渔业",), body="东加。"),
)


def test_it_says_which_outlet_writes_which_name_and_how_often() -> None:
    spellings = SAID.portraits["汤加"].spellings
    assert [(each.name, each.count) for each in spellings] == [("东加", 3), ("汤加", 3), ("東加", 2)]
    assert [(outlet.name, outlet.count, outlet.example.slug) for outlet in spellings[0].outlets] == [
        ("甲报", 2, "c"),
        ("乙报", 1, "b"),
    ]


def test_an_entity_that_is_only_mentioned_has_a_page_with_those_who_mention_it() -> None:
    portrait = SAID.portraits["斐济"]
    assert (portrait.url, [entry.slug for entry in portrait.mentioned]) == ("tags/fei-ji/", ["b", "a"])
    assert "tags/fei-ji/index.md" in pages(SAID)
    assert "普京" not in SAID.portraits
    assert not any("pu-" in page for page in pages(SAID))


def test_the_address_of_a_variant_leads_to_its_entity() -> None:
    assert pages(SAID)["tags/dong-jia/index.md"] == pages(SAID)["tags/tonga/index.md"] == "elsewhere"
    (page,) = [each for each in SAID.listings if each.src_uri == "tags/dong-jia/index.md"]
    assert page.name == "东加"
    assert [way.url for _, ways in page.ways for way in ways] == ["tags/tang-jia/"]
    assert not SAID.portraits["汤加"].url.startswith("tags/tang-jia-")


def test_a_variant_takes_no_address_from_another_subject() -> None:
    east = Entity("东佳", "place", "镇")
    atlas = charted(Entry("a", "汤加", tags=("东佳",)), vocabulary=(TONGA, east))
    assert atlas.portraits["东佳"].url == "tags/dong-jia/"
    assert pages(atlas)["tags/dong-jia/index.md"] == ""


def test_variants_of_two_entities_that_read_alike_share_a_page() -> None:
    one, two = Entity("甲地", "place", "", ("东加",)), Entity("乙地", "place", "", ("东佳",))
    atlas = charted(Entry("a", "甲地与乙地"), vocabulary=(one, two))
    (page,) = [each for each in atlas.listings if each.src_uri == "tags/dong-jia/index.md"]
    assert [way.name for _, ways in page.ways for way in ways] == ["甲地", "乙地"]


def test_the_index_has_the_subjects_by_kind_and_unknown_tags_last() -> None:
    (index,) = [each for each in SAID.listings if each.src_uri == "tags/index.md"]
    assert [(kind, [way.name for way in ways]) for kind, ways in index.ways] == [
        ("place", ["汤加", "斐济"]),
        ("", ["渔业"]),
    ]
    (review,) = [each for each in SAID.listings if each.part == "unlisted"]
    assert (review.src_uri, SAID.map.unlisted) == ("tags/unlisted/index.md", 1)
    assert [(way.name, way.url, way.count) for _, ways in review.ways for way in ways] == [
        ("渔业", "tags/yu-ye/", 1)
    ]


def test_with_a_thousand_articles_and_subjects_no_page_has_more_than_its_share() -> None:
    entities = tuple(Entity(f"第{number:04}站", "place", "站") for number in range(1000))
    entries = [
        Entry(
            f"a{n:04}", f"无题{n}", publisher=f"第{n}报", tags=(f"未知{n:04}",),
            body=f"{'湯汤'[n % 2]}加。{entities[n].name}。",
        )
        for n in range(1000)
    ]  # fmt: skip
    atlas = charted(*entries, vocabulary=(TONGA, *entities))
    assert max(len(each.entries) for each in atlas.listings) == PER_PAGE
    assert max(sum(len(ways) for _, ways in each.ways) for each in atlas.listings) == WAYS_PER_PAGE
    portrait = atlas.portraits["汤加"]
    assert len(portrait.mentioned) == 1000 > MENTIONS
    assert [page for page, part in pages(atlas).items() if part == "mentions"] == [
        f"tags/tang-jia/mentions/{'index' if number == 1 else f'page-{number}'}.md" for number in range(1, 11)
    ]
    assert [(len(each.outlets), each.more) for each in portrait.spellings] == [(OUTLETS, 500 - OUTLETS)] * 2
    assert len(portrait.spellings) <= SPELLINGS
    assert len({each.src_uri for each in atlas.listings}) == len(atlas.listings)


def test_the_page_of_unknown_tags_is_there_even_when_there_are_none() -> None:
    (page,) = [each for each in charted(Entry("a", "汤加")).listings if each.part == "unlisted"]
    assert (page.src_uri, page.ways, page.total) == ("tags/unlisted/index.md", (), 0)
