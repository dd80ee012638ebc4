"""Hostile captures become articles that hold every word and nothing that runs, before any page is built."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest

from annotated_reader.errors import CaptureError
from annotated_reader.gate import pass_authors
from annotated_reader.markdown import render
from annotated_reader.pipeline import convert, find_broken_laws
from annotated_reader.sources import Sources
from annotated_reader.values import Capture
from tests.hostile.payloads import EVERY, MARKUP, WORDS, Payload, payloads

BEFORE = "灯塔建在岬角的尽头，塔身用花岗石一块一块砌成。"
AFTER = "塔下有一口井，井水微咸，守灯人每天打两桶。"
UNSAID = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]")
"""Control characters, and what turns the direction of writing."""
ADDRESS = re.compile(r"https?://[^\s\"<>\\]+")
PAGE = "<html><head><title>灯塔的一年</title></head><body><h1>灯塔的一年</h1><p>{}</p>\n{}\n<p>{}</p></body>"


def as_html(payload: Payload) -> Capture:
    return Capture("a.html", PAGE.format(BEFORE, payload.text, AFTER).encode())


def as_escaped_html(payload: Payload) -> Capture:
    return Capture("a.html", PAGE.format(BEFORE, f"<p>{escape(payload.text)}</p>", AFTER).encode())


def as_markdown(payload: Payload) -> Capture:
    return Capture("a.md", f"# 灯塔的一年\n\n{BEFORE}\n\n{payload.text}\n\n{AFTER}\n".encode())


def as_text(payload: Payload) -> Capture:
    return Capture("a.txt", f"灯塔的一年\n\n{BEFORE}\n\n{payload.text}\n\n{AFTER}\n".encode())


def as_addresses(payload: Payload) -> Capture:
    address = escape(payload.text)
    there = (
        f'<p><a href="{address}">甲</a><img src="{address}" alt="乙"><img srcset="{address} 2x" alt="丙"></p>'
    )
    bare = f"<p><a href={payload.text}>丁</a><img data-src={payload.text}></p>"
    return Capture("a.html", PAGE.format(BEFORE, there + bare, AFTER).encode())


def as_markdown_addresses(payload: Payload) -> Capture:
    address = payload.text
    links = f"[甲]({address}) [乙](<{address}>) ![丙]({address}) <{address}> [丁][r]\n\n[r]: {address}\n"
    return Capture("a.md", f"# 灯塔的一年\n\n{BEFORE}\n\n{links}\n{AFTER}\n".encode())


def as_metadata(payload: Payload) -> Capture:
    said = escape(payload.text)
    head = (
        f'<title>{said}</title><meta name="author" content="{said}">'
        f'<meta property="og:site_name" content="{said}">'
        f'<meta property="og:title" content="{said}"><link rel="canonical" href="{said}">'
        f'<meta name="keywords" content="{said}"><base href="{said}">'
    )
    figure = f'<figure><img src="i.png" alt="{said}"><figcaption>{said}</figcaption></figure>'
    body = f"<h1>{said}</h1><p>{BEFORE}</p>{figure}"
    return Capture("a.html", f"<html><head>{head}</head><body>{body}<p>{AFTER}</p></body></html>".encode())


def as_front_matter(payload: Payload) -> Capture:
    fields = "".join(
        f"{name}: {payload.text}\n" for name in ("title", "author", "date", "tags", "source", "url")
    )
    return Capture("a.md", f"---\n{fields}---\n\n{BEFORE}\n\n{AFTER}\n".encode())


WAYS: dict[str, tuple[Callable[[Payload], Capture], tuple[str, ...]]] = {
    "html": (as_html, (*MARKUP, *WORDS, "markdown")),
    "escaped": (as_escaped_html, tuple(name for name in EVERY if name != "names")),
    "markdown": (as_markdown, (*MARKUP, *WORDS, "markdown")),
    "text": (as_text, tuple(name for name in EVERY if name != "names")),
    "addresses": (as_addresses, ("addresses",)),
    "markdown-addresses": (as_markdown_addresses, ("addresses",)),
    "metadata": (as_metadata, (*WORDS, "addresses", "scripts")),
    "front-matter": (as_front_matter, (*WORDS, "addresses", "scripts")),
}


def faults_of(payload: Payload, way: str, sources: Sources) -> list[str]:
    """What is wrong with the article that comes of a payload on one of the ways in."""
    capture = WAYS[way][0](payload)
    try:
        broken = find_broken_laws(capture, sources)
        article = convert(capture, sources)
    except CaptureError as refused:
        return [f"refused: {refused}"]
    rendered = render(article.body)
    passed, taken = pass_authors(rendered)
    lost = [] if passed == rendered or taken else ["the gate changes it without a word"]
    said = (
        article.title,
        *article.authors,
        article.publisher or "",
        *article.tags,
        article.body.replace("\n", ""),
    )
    unsaid = [f"{found.group()!r} in {words[:30]!r}" for words in said if (found := UNSAID.search(words))]
    urls = (article.original_url, article.archive_url, *(hop.url for hop in article.provenance))
    odd = [f"address {url}" for url in urls if url and not ADDRESS.fullmatch(url)]
    return [*broken, *taken, *lost, *unsaid, *odd]


@pytest.mark.parametrize(
    ("way", "technique"), [(way, each) for way, (_, names) in WAYS.items() for each in names]
)
def test_an_article_holds_every_word_and_nothing_that_the_gate_would_take(
    way: str, technique: str, all_sources: Sources
) -> None:
    faults = {
        payload.id: found
        for payload in payloads(technique)
        if (found := faults_of(payload, way, all_sources))
    }
    assert faults == {}


def test_there_are_enough_payloads_and_no_two_are_alike() -> None:
    texts = {payload.text.replace(payload.id, "") for payload in payloads(*EVERY)}
    assert len(texts) >= 1200


def test_what_would_deceive_the_eye_is_left_out_and_said(all_sources: Sources) -> None:
    turned, borrowed = payloads("unicode")[0], next(p for p in payloads("addresses") if p.name == "homoglyph")
    article = convert(as_html(turned), all_sources)
    assert "甲cod.exe乙" in article.body
    assert any("turn the direction" in sentence for sentence in article.review)
    article = convert(as_addresses(borrowed), all_sources)
    assert any("xn--" in sentence for sentence in article.review)
