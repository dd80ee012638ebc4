"""Lines by a title say who, when and where from; what they do not say stays empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.values import Article, Capture

CASES = yaml.safe_load((Path(__file__).parent / "metadata" / "bylines.yaml").read_text("utf-8"))

HAN = (
    "灯塔上的最后一夜",
    "灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次，每次都赶在退潮以前回去，怕误了点灯。",
    "他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路，后来这些都写进了那本薄薄的册子。",
)
LATIN = (
    "The last night at the lighthouse",
    "The lighthouse stands at the end of the cape, an hour on foot from the village, and is seldom left.",
    "He remembers the length of every wick, the night the wind broke the glass, and the fog on the sea.",
)


def capture(line: str, form: str) -> Capture:
    title, *prose = LATIN if form == "english" else HAN
    if form == "page":
        paragraphs = "".join(f"<p>{text}</p>" for text in prose)
        head = f"<html><head><title>{title}</title></head>"
        page = f"{head}<body><h1>{title}</h1><p>{line}</p>{paragraphs}</body></html>"
        return Capture("case.html", page.encode())
    if form == "markdown":
        return Capture("case.md", "\n\n".join([f"# {title}", line, *prose]).encode())
    return Capture("case.txt", "\n".join([title, line, *prose]).encode())


def said(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "authors": list(article.authors),
        "publisher": article.publisher,
        "published": article.published,
    }


def wanted(case: dict[str, Any], form: str) -> dict[str, Any]:
    return {
        "title": (LATIN if form == "english" else HAN)[0],
        "authors": case.get("authors", []),
        "publisher": case.get("publisher"),
        "published": case.get("published"),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_a_line_below_the_title_says_this_and_no_more(case: dict[str, Any], all_sources: Sources) -> None:
    form = case.get("form", "text")
    assert said(convert(capture(case["line"], form), all_sources)) == wanted(case, form)


ON_PAGES = [case for case in CASES if case.get("form", "text") == "text" and case["line"] != "林小明"]


@pytest.mark.parametrize("case", ON_PAGES, ids=[case["line"] for case in ON_PAGES])
def test_it_says_the_same_on_a_whole_page(case: dict[str, Any], all_sources: Sources) -> None:
    assert said(convert(capture(case["line"], "page"), all_sources)) == wanted(case, "page")


TEXTS = {
    "HAN": HAN[1:],
    "TRAD": (
        "燈塔建在岬角的盡頭，從村子走過去要一個時辰，守燈的人一年只下山兩次，每次都趕在退潮以前回去，怕誤了點燈。",
        "他記得每一盞燈芯的長短，也記得哪一夜的風把玻璃吹裂，哪一夜的霧讓船走錯了路，後來這些都寫進了冊子。",
    ),
    "LATIN": LATIN[1:],
}
CAPTURES = yaml.safe_load((Path(__file__).parent / "metadata" / "captures.yaml").read_text("utf-8"))


def filled(content: str, before: str, after: str) -> str:
    for name, prose in TEXTS.items():
        content = content.replace(name, "".join(f"{before}{text}{after}" for text in prose))
    return content


def whole(case: dict[str, Any]) -> Capture:
    if "text" in case:
        return Capture("case.txt", filled(case["text"], "", "\n").encode())
    if "markdown" in case:
        return Capture("case.md", filled(case["markdown"], "", "\n\n").encode())
    body = filled(case["body"], "<p>", "</p>")
    return Capture("case.html", f"<html><head>{case['head']}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize("case", CAPTURES, ids=[case["name"] for case in CAPTURES])
def test_a_capture_says_this_of_itself_and_no_more(case: dict[str, Any], all_sources: Sources) -> None:
    found = said(convert(whole(case), all_sources))
    assert found == {name: case.get(name, [] if name == "authors" else None) for name in found}
