"""Boxes about the author, teasers with "read more" and bare headings go; notes and references stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")

PAGE = """<!doctype html><html><head><title>The ferry that stayed</title>
<meta name="author" content="Una Hale">
<meta property="og:url" content="https://www.bank.example/2021/04/12/the-ferry-that-stayed"></head><body>
<main><h1>The ferry that stayed</h1><div class="text">
<p>The ferry lies three miles below the town, and the ferryman unties it before six.</p>
{within}
<p>When the bridge was finished, fewer came every day, but he scrubbed the boards until they shone.</p>
<p>Some told him to watch a car park; he said that he knew no cars, he only knew the water.</p>
</div>{below}</main></body></html>"""
WORDS = ("three miles below", "scrubbed the boards", "only knew the water")


def converted(within: str = "", below: str = "") -> Article:
    article = convert(Capture("page.html", PAGE.format(within=within, below=below).encode()), LOADED)
    assert all(words in article.body for words in WORDS)
    return article


TEASER = '<h2><a href="/2021/04/{n}/a-lamp">The lamp that number {n} keepers forgot to fill</a></h2>'
BLURB = "<p>On the cape the oil came late that year, and the keepers, all {n} of them, had to burn fish.</p>"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x"><p>Una Hale is a reporter at the Bank Gazette, where she covers rivers.</p></div>',
        "<section><div>Una has covered rivers since 2004 and lives on one, with two dogs.</div></section>",
    ],
)
def test_a_box_about_the_author_below_the_article_goes(box: str) -> None:
    assert "_chrome/author-box" in {removal.rule for removal in converted(below=box).removals}


@pytest.mark.parametrize(
    "within",
    [
        "<p>Una Hale is a reporter at the Bank Gazette, where she covers rivers.</p>",
        "<blockquote><p>Una is the one who knows the river, the ferryman said to me once.</p></blockquote>",
    ],
)
def test_what_the_article_says_of_its_author_stays(within: str) -> None:
    assert "Una" in converted(within).body


def test_a_correction_beside_the_box_stays() -> None:
    box = "<div><p>Una Hale is a staff writer.</p><p>Correction: the ferry lies two miles below.</p></div>"
    page = PAGE.format(within="", below="").replace("</p>\n</div>", f"</p>{box}</div>")
    body = convert(Capture("page.html", page.encode()), LOADED).body
    assert "staff writer" not in body
    assert "two miles" in body


def test_a_note_among_the_articles_own_paragraphs_stays() -> None:
    note = "<p><em>Una Hale is a ferryman's daughter and writes about rivers.</em></p>"
    page = PAGE.format(within="", below="").replace("</p>\n</div>", f"</p>{note}</div>")
    assert "daughter" in convert(Capture("page.html", page.encode()), LOADED).body


def test_a_blurb_that_breaks_off_before_read_more_goes_with_its_headline() -> None:
    headline = '<h6><a href="/2021/04/9/tides">How the tides were counted in the old harbour</a></h6>'
    blurb = '<p>Nobody wrote the tides down before the war, until… <a href="/tides">Read more</a></p>'
    article = converted(f"<aside>{headline}{blurb}</aside>".replace("aside", "div"))
    assert "tides" not in article.body


@pytest.mark.parametrize(
    "within",
    [
        '<p>The council printed the plan in full. <a href="/plan">Read more</a> in the annex.</p>',
        '<p>He stopped, looked at the water… <a href="https://plan.example/a">the plan of 1904</a></p>',
        "<p>He said he would say more… and then he did not say anything at all, read more or not.</p>",
    ],
)
def test_a_paragraph_with_such_words_stays(within: str) -> None:
    text = converted(within).body
    assert "The council" in text or "He stopped" in text or "He said he" in text


def test_blurbs_of_others_below_the_article_go_where_each_says_read_more() -> None:
    below = "".join(
        TEASER.format(n=n) + BLURB.format(n=n) + f'<h3><a href="/{n}">READ THE REST</a></h3>'
        for n in (3, 4, 5)
    )
    article = converted(below=f"<div>{below}</div>")
    assert "fish" not in article.body
    assert "keepers" not in article.body


def test_two_sections_that_lead_on_are_no_list() -> None:
    within = "".join(BLURB.format(n=n) + f'<p><a href="/{n}">Read more</a></p>' for n in (3, 4))
    assert "all 3 of them" in converted(within).body


def test_a_heading_at_the_end_goes_with_what_it_headed() -> None:
    below = '<h4>From our kitchen</h4><div class="related-posts"><a href="/1">Eel in green sauce</a></div>'
    assert "kitchen" not in converted(below=below).body


def test_a_heading_that_ends_the_page_stays() -> None:
    page = PAGE.format(within="", below="").replace("</p>\n</div>", "</p><h4>And so he stayed</h4></div>")
    assert "so he stayed" in convert(Capture("page.html", page.encode()), LOADED).body
