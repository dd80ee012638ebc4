"""The picture of articles in time: whole, bounded, and leading to what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.site.entries import Entry, newest_first
from annotated_reader.site.listings import make_map
from annotated_reader.site.pictures import picture_of_all, pictures
from annotated_reader.site.timeline import LEAST, MOST_BARS, TICKS, Timeline, draw

DAYS = st.lists(
    st.one_of(st.none(), st.builds("{:04}-{:02}-01".format, st.integers(0, 9999), st.integers(1, 12))),
    max_size=30,
)


def drawn(*days: str | None) -> Timeline:
    timeline = draw(made_up(days), lambda found: found[0].slug)
    assert timeline
    return timeline


def made_up(days: Sequence[str | None]) -> tuple[Entry, ...]:
    return newest_first(Entry(f"a{n}", "", published=day, tags=("灯塔",)) for n, day in enumerate(days))


@given(DAYS)
def test_every_dated_article_is_in_one_bar_and_the_bars_are_few(days: list[str | None]) -> None:
    timeline = draw(made_up(days), lambda found: found[0].slug)
    dated = [day for day in days if day]
    assert (timeline is None) == (len({day[:7] for day in dated}) < LEAST)
    if timeline:
        assert sum(bar.count for bar in timeline.bars) == timeline.dated == len(dated)
        assert timeline.undated == len(days) - len(dated)
        assert len(timeline.bars) <= MOST_BARS
        assert timeline.width >= 100 / MOST_BARS
        assert all(bar.left >= 0 and bar.left + timeline.width <= 100.1 for bar in timeline.bars)
        assert max(bar.height for bar in timeline.bars) == 100
        assert 1 <= len(timeline.ticks) <= TICKS + 1
        assert all(bar.start <= (bar.newest.month or "") <= bar.end for bar in timeline.bars)


def test_a_few_months_are_drawn_by_month_and_some_years_by_quarter() -> None:
    assert [
        (bar.start, bar.end, bar.count) for bar in drawn("2024-01-05", "2024-03-01", "2024-03-09").bars
    ] == [
        ("2024-01", "2024-01", 1),
        ("2024-03", "2024-03", 2),
    ]
    assert [(bar.start, bar.end) for bar in drawn("2020-02-01", "2025-05-01").bars] == [
        ("2020-01", "2020-03"),
        ("2025-04", "2025-06"),
    ]
    assert [(bar.start, bar.end) for bar in drawn("1990-02-01", "2025-05-01").bars] == [
        ("1990-01", "1990-12"),
        ("2025-01", "2025-12"),
    ]


def test_a_bar_stands_where_its_time_is() -> None:
    first, last = drawn("2024-01-01", "2024-01-02", "2024-12-01").bars
    assert (first.left, first.height) == (0, 100)
    assert (round(last.left), last.height) == (92, 50)


def test_years_are_written_below_and_the_first_one_too_where_there_is_room() -> None:
    assert (
        drawn("2021-11-01", "2025-05-01").ticks[0] == (0.0, 2021)
        or drawn("2021-11-01", "2025-05-01").ticks[0][1] == 2022
    )
    assert [year for _, year in drawn("2022-02-01", "2023-03-01").ticks] == [2022, 2023]
    assert [year for _, year in drawn("1900-01-01", "2025-05-01").ticks] == [1900, 1950, 2000]


def test_the_home_pages_bars_lead_to_a_month_or_to_a_year_among_the_months() -> None:
    site = make_map(made_up(["2020-01-05", "2020-02-05", "2021-04-01", "2025-01-01"]))
    timeline = picture_of_all(site)
    assert timeline
    assert [bar.url for bar in timeline.bars] == ["months/#y2020", "months/2021-04/", "months/2025-01/"]


def test_a_listings_bars_lead_to_the_row_of_their_newest_article_on_whatever_page() -> None:
    site = make_map(made_up([f"{2000 + number // 12}-{number % 12 + 1:02}-01" for number in range(130)]))
    bars = pictures(site)["tags/deng-ta/"].bars
    assert bars[-1].url == "tags/deng-ta/#r-a129"
    assert bars[0].url == "tags/deng-ta/page-2/#r-a11"
    shown = {f"{page.page_url(page.number)}#r-{entry.slug}" for page in site.listings
             if page.name == "灯塔" for entry in page.entries}  # fmt: skip
    assert {bar.url for bar in bars} <= shown


def test_months_have_no_picture_and_publishers_have() -> None:
    site = make_map(made_up(["2020-01-05", "2020-02-06"]))
    assert set(pictures(site)) == {"tags/deng-ta/", "publishers/unknown/"}
