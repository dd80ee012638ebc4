"""The built site, full of payloads, in a browser: nothing runs, asks, leads away or stands in the way."""

from __future__ import annotations

import re
import shutil
from html import escape

from playwright.sync_api import Browser, expect

from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from tests.hostile.conftest import Built
from tests.hostile.detecting import Detector
from tests.hostile.payloads import MARKUP, WORDS, Payload, payloads
from tests.hostile.site import bundle, pages_of
from tests.hostile.test_captures import as_escaped_html

CONTROL = "<!doctype html><meta charset=utf-8><title>x</title><body><div class=prose>{}</div></body>"


def test_without_the_gate_payloads_run_and_ask_and_the_detector_tells(browser: Browser, built: Built) -> None:
    tried = payloads(*MARKUP)[::2]
    folder = built.copy.site / "control"
    folder.mkdir()
    for number, payload in enumerate(tried):
        (folder / f"{number}.html").write_text(CONTROL.format(payload.text), "utf-8")
    with Detector(browser, built.address, built.copy.site) as control:
        control.visit([f"control/{number}.html" for number in range(len(tried))])
    shutil.rmtree(folder)
    did = "\n".join(said for said in control.found if not said.startswith("control/"))
    seen = {said.partition(":")[0] for said in control.found if "search box" not in said}
    ran = [payload for payload in tried if payload.id in did]
    assert len(ran) >= 90
    assert {payload.technique for payload in ran} == {*MARKUP} - {"clobbering"}
    unseen = [p.id for n, p in enumerate(tried) if f"control/{n}.html" not in seen and p not in ran]
    assert len(unseen) <= len(tried) // 5, unseen


def test_with_the_gate_no_payload_does_anything(detector: Detector, built: Built) -> None:
    pages = list(pages_of(built.copy.site))
    whole = [page for page in pages if page.startswith("articles/") or page.count("/") < 2]
    detector.visit([*whole, *bundle(built.copy.site, sorted({*pages} - {*whole}))])
    assert detector.found == []
    assert len(pages) > 1000


def test_the_head_of_every_page_holds_what_the_site_puts_there(built: Built) -> None:
    for page in pages_of(built.copy.site):
        text = (built.copy.site / page / "index.html").read_text("utf-8")
        head = text.partition("<head>")[2].partition("</head>")[0]
        assert not re.search(r"<(?!/?(?:meta|title|link|script)\b)", head), page
        assert not re.search(
            r"<script(?! src=\"(?:\.\./)*assets/[a-z]+\.js\"| type=\"application/ld\+json\")", head
        ), page
        assert re.search(r"<title>[^<]*</title>", head), page


def has_gone(payload: Payload, sources: Sources) -> bool:
    """Tell whether a rule took it, as template marks are, or it says something of the article."""
    article = convert(as_escaped_html(payload), sources)
    said = " ".join(gone.text for gone in (*article.removals, *article.lifted))
    return letters(payload.text) in letters(said)


def test_what_looks_like_markup_is_read_as_the_words_it_is(
    detector: Detector, built: Built, all_sources: Sources
) -> None:
    for technique in (*MARKUP, *WORDS, "markdown", "addresses"):
        detector.page.goto(f"{built.address}articles/escaped-{technique}/")
        shown = letters(detector.page.locator(".prose").inner_text())
        lost = [payload for payload in payloads(technique) if letters(payload.text) not in shown]
        assert [payload.id for payload in lost if not has_gone(payload, all_sources)] == []
        assert len(lost) <= 1


def test_the_search_and_the_previews_show_hostile_words_as_words(detector: Detector, built: Built) -> None:
    page, months = detector.page, built.copy.site / "months"
    title = "<script>fire(/fields.text/)</script>"
    listings = sorted(months.rglob("index.html"))
    listing = next(each for each in listings if f">{escape(title)}<" in each.read_text("utf-8"))
    page.goto(f"{built.address}{listing.parent.relative_to(built.copy.site).as_posix()}/")
    link = page.get_by_role("link", name=title, exact=True).first
    link.hover()
    expect(page.locator("#preview b")).to_have_text(title)
    page.keyboard.press("/")
    page.keyboard.type("fire")
    expect(page.locator(".find-results li").first).to_be_visible()
    shown = page.locator(".find-results")
    assert shown.locator("script, img, svg, iframe, [onclick], [onerror], [onload]").count() == 0
    assert "<" in shown.inner_text()
    assert detector.found == []


def test_the_build_names_every_page_from_which_something_was_taken(built: Built) -> None:
    named = set(re.findall(r"guide/([a-z]+/[a-z0-9-]+)\.md: .* may not stand on a page", built.said))
    assert {"scripts/script", "events/svg-load", "foreign/math-link", "markdown/attribute-event"} <= named
    assert len(named) > 250
