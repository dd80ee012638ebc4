"""Relations between articles: links both ways, reprints, excerpts, likeness, events, comparisons, pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotated_reader.anchoring import folded_text
from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from annotated_reader.pages import render
from annotated_reader.pipeline import convert
from annotated_reader.site.entries import Entry, read_entries
from annotated_reader.site.listings import make_map, src_uri_of
from annotated_reader.site.relations.broken import broken_links
from annotated_reader.site.relations.coverage import Coverage, Telling
from annotated_reader.site.relations.crosslinks import lead_here
from annotated_reader.site.relations.differences import LONGEST_PIECE, MOST, differences
from annotated_reader.site.relations.filters import figure
from annotated_reader.site.relations.made import CoveragePage, Elsewhere, Events, made_pages
from annotated_reader.site.relations.outlets import printed_by
from annotated_reader.site.relations.previews import preview
from annotated_reader.site.relations.relate import Relater, Relations, with_variants
from annotated_reader.site.words import words_for
from annotated_reader.sources import Sources
from tests.conftest import captures_in
from tests.relations_made import article, prose, relate, republished
from tests.site_building import ROOT

OTHER_SCRIPT = dict(zip(SIMPLIFIED, VARIANTS, strict=True))


def test_a_link_to_what_is_held_here_is_known_on_both_sides() -> None:
    there = article("2020-01-01-a", prose(1), original_url="https://a.example/1")
    here = article(
        "2020-02-01-b",
        prose(2) + "\n\n前一句。见[甲报的文章](http://www.a.example/1/?utm_source=x)。后一句。",
    )
    found = relate(there, here)
    assert found.links == {here.slug: {"http://www.a.example/1/?utm_source=x": there.slug}}
    (link,) = found.backlinks[there.slug]
    assert (link.entry.slug, link.sentence.whole, link.sentence.words) == (
        here.slug,
        "见甲报的文章。",
        "甲报的文章",
    )
    assert link.url.startswith(f"articles/{here.slug}/#:~:text=")


def test_a_link_of_an_editor_to_the_page_of_another_article_counts() -> None:
    there, here = article("2020-01-01-a", prose(1)), article("2020-02-01-b", "见[这里](2020-01-01-a.md#x)。")
    assert [link.entry.slug for link in relate(there, here).backlinks[there.slug]] == [here.slug]


def test_an_article_named_by_its_title_is_known_on_both_sides() -> None:
    there = article("2020-01-01-a", prose(1), title="甲报｜掮客的一生")
    copy = article("2020-01-09-c", prose(1), title="【重点】甲报｜掮客的一生")
    here = article("2020-02-01-b", "全网查删《掮客的一生》。《红楼梦》不算，《掮客的一生》只算一次。")
    linking = article("2020-03-01-d", "见[《掮客的一生》](2020-01-01-a.md)。")
    found = relate(there, copy, here, linking)
    assert [(link.entry.slug, link.by_title) for link in found.backlinks[there.slug]] == [
        (linking.slug, False),
        (here.slug, True),
    ]
    assert found.backlinks[there.slug][1].sentence.whole == "全网查删《掮客的一生》。"
    assert [entry.slug for entry in found.named[here.slug]] == [there.slug]
    assert linking.slug not in found.named


def test_a_title_that_two_texts_have_names_neither() -> None:
    texts = [article(f"2020-01-0{n}", prose(n), title="社论与短评") for n in (1, 2)]
    assert relate(*texts, article("c", "见《社论与短评》。")).backlinks == {}


def test_a_link_to_itself_is_no_backlink() -> None:
    alone = article("a", "见[原址](https://a.example/1)。", original_url="https://a.example/1")
    found = relate(alone)
    assert (found.links, found.backlinks) == ({}, {})


def test_a_link_turned_here_keeps_its_words_and_its_address() -> None:
    html = '<p>见<a href="https://a.example/1?x=1&amp;y=2"><em>甲</em>文</a>尾，<a href="https://b.example/">乙</a>。</p>'
    turned = lead_here(html, {"https://a.example/1?x=1&y=2": "s"}, lambda slug: f"../{slug}/", "在此")
    assert re.sub("<[^>]*>", "", turned) == re.sub("<[^>]*>", "", html)
    assert '<a href="../s/" title="在此" class="here"><em>甲</em>文</a>' in turned
    assert 'class="here-origin" href="https://a.example/1?x=1&amp;y=2"' in turned
    assert '<a href="https://b.example/">乙</a>' in turned


def test_links_that_lead_nowhere_within_the_site_are_found_in_raw_html_too() -> None:
    html = "<a href='../x/'>1</a><a class=a href=/abs>2</a><a href=\"../here/#a\">3</a>"
    html += "<a href='#b'>4</a><a href='//h/'>5</a><a>6</a>"
    assert list(broken_links(html, "articles/y/", {"articles/here/"})) == ["../x/", "/abs"]


def edited(text: str, every: int) -> str:
    return "".join(
        "改" if place % every == 0 and character not in "。\n" else character
        for place, character in enumerate(text)
    )


@pytest.mark.parametrize(
    "copy",
    [
        prose(1),
        edited(prose(1), 20),
        prose(1).translate(str.maketrans(OTHER_SCRIPT)),
        "编者按：这里多了一段话。\n\n" + prose(1)[60:],
        prose(1).replace("\n\n", "").replace("。", ". "),
    ],
    ids=["same", "edited", "other script", "cut and added", "other layout"],
)
def test_copies_of_one_text_are_one_family(copy: str) -> None:
    found = relate(article("2020-01-01-a", prose(1)), article("2020-01-05-b", copy), article("c", prose(3)))
    assert found.lead("2020-01-05-b") == "2020-01-01-a"
    assert [entry.slug for entry in found.variants("2020-01-01-a")] == ["2020-01-05-b"]
    assert found.variants("c") == ()


def test_what_leads_is_first_hand_then_earliest_then_longest() -> None:
    text = prose(1)
    taken = article("2020-01-01-a", text, provenance=republished("转报"))
    late, early = article("2020-03-01-b", text), article("2020-02-01-c", text)
    longer, shorter = article("undated-long", text + "又一句话。"), article("undated-short", text)
    found = relate(taken, late, early, longer, shorter)
    order = [entry.slug for entry in found.families[taken.slug].members]
    assert order == [early.slug, late.slug, longer.slug, shorter.slug, taken.slug]
    assert [printed_by(taken), printed_by(late)] == ["转报", late.publisher]


def test_an_excerpt_and_a_quotation_are_named_with_their_place_and_are_no_copies() -> None:
    whole = article("2020-01-01-whole", prose(1, 60))
    excerpt = article("2020-01-03-excerpt", "引言一句。\n\n" + "\n\n".join(prose(1, 60).split("\n\n")[3:8]))
    quoting = article(
        "2020-02-03-quoting", prose(7, 12) + "\n\n" + prose(1, 60).split("\n\n")[10] + prose(8, 12)
    )
    found = relate(whole, excerpt, quoting)
    assert not found.families
    kinds = {passage.entry.slug: (passage.kind, passage.is_longer) for passage in found.passages[whole.slug]}
    assert kinds == {excerpt.slug: ("excerpt", False), quoting.slug: ("quotation", False)}
    (back,) = found.passages[quoting.slug]
    assert folded_text(back.words) in folded_text(whole.body)
    assert back.words in quoting.body
    assert back.url.startswith(f"articles/{whole.slug}/#:~:text=")


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 10**6))
def test_different_texts_are_never_one(seed: int) -> None:
    found = relate(*(article(f"{number}", prose(seed + number)) for number in range(4)))
    assert not found.families
    assert not found.passages


def test_a_hundred_copies_are_one_family() -> None:
    found = relate(*(article(f"{number:03}", edited(prose(1), 30 + number)) for number in range(100)))
    assert len(found.families["050"].members) == 100


def test_a_column_that_says_much_the_same_every_day_is_no_text_printed_often() -> None:
    said = prose(1, 32)
    column = [
        article(f"2020-01-{day:02}-c", f"{said}\n\n{prose(day, 8)}", publisher="晨报") for day in range(1, 21)
    ]
    assert not relate(*column).families
    elsewhere = [replace(entry, publisher=f"{entry.slug}报") for entry in column]
    assert len(relate(*elsewhere).families["2020-01-07-c"].members) == 20
    undated = [replace(entry, published=None) for entry in column]
    assert len(relate(*undated).families["2020-01-07-c"].members) == 20


def test_one_text_captured_twice_from_one_outlet_is_one_text_on_whatever_day() -> None:
    first, second = (article(f"2020-01-0{day}-c", prose(1), publisher="晨报") for day in (1, 2))
    assert relate(first, second).lead(second.slug) == first.slug


def test_a_copy_of_copies_that_has_little_of_the_first_leads_others() -> None:
    pieces = [prose(seed, 4) for seed in range(30)]
    chain = [article(f"2020-01-{at:02}-c", "\n\n".join(pieces[2 * at : 2 * at + 9])) for at in range(1, 11)]
    found = relate(*chain)
    assert {entry.slug: found.lead(entry.slug)[8:10] for entry in chain} == {
        entry.slug: lead for entry, lead in zip(chain, "01 01 01 04 04 04 07 07 07 10".split(), strict=True)
    }
    (back,) = found.passages["2020-01-10-c"]
    assert back.entry.slug == "2020-01-07-c"


def test_what_one_outlet_says_below_all_its_articles_is_no_quotation() -> None:
    formula = prose(1, 8)
    articles = [
        article(f"2020-01-{day:02}-c", f"{prose(day, 24)}\n\n{formula}", publisher="晨报")
        for day in range(2, 22)
    ]
    assert not relate(*articles).passages
    assert relate(*articles[:2]).passages
    quoted = [replace(entry, publisher=f"{entry.slug}报") for entry in articles]
    assert len(relate(*quoted).passages) == 20


def test_texts_too_short_to_tell_are_left_alone() -> None:
    found = relate(article("a", "图片。"), article("b", "图片。"), article("c", ""))
    assert (found.families, found.passages, found.related) == ({}, {}, {})


PEOPLE = ("利萨拉", "福劳", "信赖号", "努库阿洛法", "南十字星")


def telling(
    slug: str, seed: int, people: tuple[str, ...] = PEOPLE, said: str = "", **fields: object
) -> Entry:
    """An article on an event: its own words, the event's people, each named three times."""
    places = ((turn, name) for turn in range(3) for name in range(len(people)))
    named = "".join(f"{people[name]}{prose(1000 * seed + 10 * turn + name, 1)}" for turn, name in places)
    return article(slug, prose(1000 * seed + 99, 12) + "\n\n" + named + said, tags=people, **fields)


OTHERS = [article(f"2019-0{month}-11-other", prose(month * 1000)) for month in range(1, 9)]


def test_articles_on_one_event_form_a_coverage_page() -> None:
    tellings = [telling(f"2020-01-0{day}-t", day * 10, said="全长827公里。") for day in (1, 4, 7)]
    found = relate(*tellings, *OTHERS)
    coverage = found.coverage[tellings[1].slug]
    assert [each.entry.slug for each in coverage.tellings] == [each.slug for each in tellings]
    assert {row.name for row in coverage.names} >= set(PEOPLE)
    (length,) = [row for row in coverage.figures if row.name == "827公里"]
    assert [cell and cell.words for cell in length.cells] == ["827公里"] * 3
    assert not found.families


def test_tellings_years_apart_are_one_event_only_where_they_name_one_day() -> None:
    for said, together in (("", False), ("2019年12月30日，事情发生。", True)):
        first, second = telling("2019-12-31-a", 10, said=said), telling("2021-06-01-b", 20, said=said)
        assert (first.slug in relate(first, second, *OTHERS).coverage) is together


def test_the_same_day_of_another_year_is_another_day() -> None:
    first = telling("2019-12-31-a", 10, said="12月30日，事情发生。")
    second = telling("2021-12-31-b", 20, said="12月30日，事情发生。")
    assert relate(first, second, *OTHERS).coverage == {}


def test_one_person_in_two_articles_is_no_event() -> None:
    first, second = telling("2020-01-01-a", 10, ("欧阳修竹",)), telling("2020-01-02-b", 20, ("欧阳修竹",))
    found = relate(first, second, *OTHERS)
    assert found.coverage == {}
    (related,) = found.related[first.slug]
    assert (related.entry.slug, related.names) == (second.slug, ("欧阳修竹",))


def test_a_copy_takes_no_part_in_coverage_but_leads_to_it() -> None:
    first, second = telling("2020-01-01-a", 10), telling("2020-01-02-b", 20)
    copy = article("2020-01-03-c", first.body)
    coverage = relate(first, second, copy, *OTHERS).coverage
    assert [each.entry.slug for each in coverage[copy.slug].tellings] == [first.slug, second.slug]


def test_related_articles_are_few_bounded_and_lead_to_leads() -> None:
    many = [telling(f"2020-0{n % 9 + 1}-0{n // 9 + 1}-t{n}", n * 100) for n in range(20)]
    copy = article("2021-01-01-copy", many[0].body, tags=PEOPLE)
    found = relate(*many, copy, *OTHERS)
    assert {len(near) for near in found.related.values()} <= {1, 2, 3, 4, 5, 6}
    assert copy.slug not in {other.entry.slug for near in found.related.values() for other in near}
    assert found.related[copy.slug]


def test_the_order_of_the_articles_changes_nothing() -> None:
    given_ = [telling(f"2020-01-0{day}-t", day * 10) for day in (1, 2, 3)] + OTHERS
    one, other = (Relater().relate(order) for order in (given_, given_[::-1]))
    assert made_pages(one).keys() == made_pages(other).keys()
    assert one.backlinks == other.backlinks


def test_a_relater_remembers_and_sees_what_changed() -> None:
    relater = Relater()
    first, copy = article("a", prose(1)), article("b", prose(1))
    assert relater.relate([first, copy]).families
    assert not relater.relate([first, article("b", prose(2))]).families
    assert relater.relate([first, copy]).families


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 30), st.text("新增字句", max_size=30)), max_size=8)
)
def test_a_comparison_accounts_for_every_character(edits: list[tuple[int, int, str]]) -> None:
    leading = other = prose(5)
    for at, gone, new in edits:
        other = other[:at] + new + other[at + gone :]
    found = differences(leading, other)
    assert found.same + found.removed == len(folded_text(leading))
    assert found.same + found.added == len(folded_text(other))
    assert sum(len(folded_text(place.removed)) for place in found.places) == found.removed
    assert sum(len(folded_text(place.added)) for place in found.places) == found.added
    shown = sum(len(folded_text(place.before + place.after)) + place.skipped for place in found.places)
    assert shown <= found.same


def test_a_comparison_skips_what_is_the_same_and_forgives_script_and_width() -> None:
    leading = prose(1)
    other = leading.translate(str.maketrans(OTHER_SCRIPT)).replace("。", " 。")
    assert differences(leading, other).places == ()
    (place,) = differences(leading, leading[:300] + "新句" + leading[300:]).places
    assert (place.removed, place.added, place.skipped > 200) == ("", "新句", True)
    assert place.before.endswith(leading[292:300])
    assert leading[: leading.index(place.before)].rstrip("\n").endswith("。")


def test_a_comparison_is_bounded() -> None:
    found = differences("甲乙丙丁" * 2000, "甲乙改丁戊" * 2000)
    assert len(found.places) <= MOST
    assert found.more >= 0
    (place,) = differences(prose(1), prose(1) + "增" * 5000).places
    assert (len(place.added), place.left_out) == (LONGEST_PIECE, 5000 - LONGEST_PIECE)
    assert differences("长" * 70_000, "长" * 70_001).cut


def test_a_family_is_one_row_where_its_lead_is_listed() -> None:
    text = prose(1)
    lead = article("2020-01-01-a", text, publisher="甲报", tags=("海",))
    copy = article("2020-01-05-b", text, publisher="乙报", tags=("海",))
    other = article("2020-02-01-c", prose(2), publisher="甲报", tags=("海",))
    entries = (other, copy, lead)
    site = make_map(with_variants(entries, relate(*entries)))
    rows = {
        listing.base: [entry.slug for entry in listing.entries]
        for listing in site.listings
        if listing.entries
    }
    assert rows[site.urls["tags"]["海"]] == [other.slug, lead.slug]
    assert rows[site.urls["publishers"]["乙报"]] == [copy.slug]
    assert [entry.slug for entry in site.entries] == [other.slug, copy.slug, lead.slug]
    assert site.neighbours[copy.slug] == site.neighbours[lead.slug]
    (row,) = [entry for entry in site.entries if entry.slug == lead.slug]
    assert [variant.slug for variant in row.variants] == [copy.slug]


def test_pages_are_made_for_variants_and_events_and_bounded() -> None:
    pairs = [article(f"2020-01-01-{n}-{side}", prose(n)) for n in range(3) for side in "ab"]
    made = made_pages(relate(*pairs))
    comparisons = [f"compare/2020-01-01-{n}-{side}/index.md" for n in range(3) for side in "ab"]
    assert sorted(made) == [*comparisons, "coverage/index.md"]
    assert [made[uri].template for uri in comparisons] == ["elsewhere.html", "comparison.html"] * 3
    assert list(made_pages(Relations())) == ["coverage/index.md"]


def test_events_are_listed_newest_first_and_those_without_a_day_last() -> None:
    members = {
        day: [article(f"{day}-{side}", "") for side in "ab"] for day in ("z", "2020-01-01", "2020-05-05")
    }
    coverage = {
        one.slug: Coverage(one.slug, (Telling(one, ""), Telling(two, "")), (), ())
        for one, two in members.values()
    }
    (page,) = [made for made in made_pages(Relations(coverage=coverage)).values() if isinstance(made, Events)]
    assert [event.slug for event in page.shown] == ["2020-05-05-a", "2020-01-01-a", "z-a"]


def test_the_address_of_an_event_stays_when_an_earlier_telling_arrives() -> None:
    later = [telling(f"2020-01-0{day}-t", day * 10) for day in (2, 3, 4)]
    earlier = telling("2020-01-01-t", 90)
    before = made_pages(relate(*later, *OTHERS))
    after = made_pages(relate(earlier, *later, *OTHERS))
    (event,) = [uri for uri, made in before.items() if isinstance(made, CoveragePage)]
    assert event == "coverage/2020-01-02-t/index.md"
    old = after[event]
    assert isinstance(old, Elsewhere)
    assert isinstance(after[src_uri_of(old.there.url)], CoveragePage)
    assert old.there.url == "coverage/2020-01-01-t/"
    assert before.keys() <= after.keys()


def test_the_address_of_a_comparison_stays_when_the_original_arrives() -> None:
    copies = [article(f"2020-01-0{day}-copy", prose(1)) for day in (2, 3)]
    before = made_pages(relate(*copies))
    after = made_pages(relate(article("2020-01-01-first", prose(1)), *copies))
    assert before.keys() <= after.keys()
    assert all(src_uri_of(made.there.url) in after for made in after.values() if isinstance(made, Elsewhere))


@pytest.mark.parametrize(
    ("key", "lang", "written"),
    [
        ("5000000枚", "zh", "500万枚"),
        ("1056006块", "zh", "1,056,006块"),
        ("120000000元", "zh", "1.2亿元"),
        ("100000人", "en", "100,000人"),
        ("1-15", "zh", "1 月 15 日"),
        ("38天", "zh", "38天"),
    ],
)
def test_a_figure_is_written_as_its_readers_do(key: str, lang: str, written: str) -> None:
    assert figure(key, words_for(lang)) == written


def test_a_preview_is_small_and_says_who_and_when() -> None:
    entry = article("2020-01-01-a", "", publisher=None, title="题")
    shown = json.loads(preview(entry, "图\n" + prose(1), words_for("zh")))
    assert (shown["title"], shown["facts"]) == ("题", "来源不详 · 2020-01-01")
    assert prose(1).startswith(shown["text"][:20])
    assert len(shown["text"]) <= 140


def test_the_demo_shows_a_reprint_an_event_of_four_outlets_and_links_both_ways() -> None:
    entries, faults = read_entries(ROOT / "docs" / "articles")
    found = Relater().relate(entries)
    assert not faults
    assert found.lead("lin-yu-tang-de-da-zi-ji-zai") == "2025-05-20-na-tai-zai-di-xia-shi-shui-le"
    assert len(found.backlinks["2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi"]) == 2


def test_the_corpus_has_its_copies_and_its_four_tellings_and_no_others(
    corpus: Path, all_sources: Sources, tmp_path: Path
) -> None:
    stems = {}
    for capture in captures_in(corpus / "captures"):
        stem = Path(capture.path).stem
        stems[stem] = stem.split("_")[0]
        (tmp_path / f"{stem}.md").write_bytes(render(convert(capture, all_sources), stem))
    found = Relater().relate(read_entries(tmp_path)[0])
    families = {
        frozenset(stems[entry.slug] for entry in family.members) for family in found.families.values()
    }
    events = {
        frozenset(stems[each.entry.slug] for each in event.tellings) for event in found.coverage.values()
    }
    assert families == {frozenset({"h12", "h13"}), frozenset({"h14", "h15"})}
    assert events == {frozenset({"s0", "s1", "s2", "s3"})}
    assert not found.passages


def test_the_events_of_one_page_are_newest_first() -> None:
    casts = (PEOPLE, ("斯坦因", "王圆箓", "莫高窟", "敦煌研究院"), ("周有光", "金尼阁", "卢戆章", "王照"))
    tellings = [
        telling(f"20{18 + number}-01-0{day}-t", number * 10 + day, cast)
        for number, cast in enumerate(casts)
        for day in (1, 2)
    ]
    made = made_pages(relate(*tellings, *OTHERS))["coverage/index.md"]
    slugs = [coverage.slug for coverage in made.shown]  # type: ignore[union-attr]
    assert len(slugs) == 3
    assert all(newer > older for newer, older in pairwise(slugs))
