"""Every general rule takes what it is for, and leaves what only looks like it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from annotated_reader import sources
from annotated_reader.bounds import bounded
from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parent.parent
CASES = yaml.safe_load((ROOT / "tests/rules/cases.yaml").read_text("utf-8"))
GENERAL, ERRORS = sources.load(ROOT / "sources")

BEGINNING = """<h2>灯塔上的最后一夜</h2>
{head}
<p>灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。</p>
<p>他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路。</p>
{middle}
<p>换班的那天没有仪式，只有一本值班簿从一只手交到另一只手里，墨迹还没有干透。</p>
{tail}
"""


@dataclass(frozen=True)
class Outcome:
    article: Article
    words: str


def outcome(piece: str, at: str) -> Outcome:
    places = {"head": "", "middle": "", "tail": "", at: piece}
    html = BEGINNING.format(**places)
    article = convert(Capture("case.html", html.encode()), GENERAL)
    return Outcome(article, letters(article.body) + " ".join(article.body.split()))


def visible(piece: str) -> list[str]:
    from lxml.html import fromstring

    tree = fromstring(f"<div>{piece}</div>")
    pictures = [image.get("data-src") or image.get("src") for image in tree.iter("img")]
    return [letters(text) for text in tree.itertext() if letters(text)] + pictures


def test_the_source_files_load_without_a_fault() -> None:
    assert ERRORS == ()


def test_every_general_rule_has_a_case() -> None:
    rules = {rule.name for source in GENERAL.general for rule in source.rules}
    assert rules == {case["rule"] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_takes_its_litter_and_enters_it_in_the_ledger(case: dict[str, str]) -> None:
    result = outcome(case["go"], case["at"])
    assert [piece for piece in visible(case["go"]) if piece in result.words] == []
    assert case["rule"] in {removal.rule for removal in result.article.removals}


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_leaves_the_look_alike(case: dict[str, str]) -> None:
    result = outcome(case["stay"], case["at"])
    assert [piece for piece in visible(case["stay"]) if piece not in result.words] == []


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_leaves_the_article_around_its_litter(case: dict[str, str]) -> None:
    result = outcome(case["go"], case["at"])
    for sentence in ("从村子走过去要一个时辰", "哪一夜的雾让船走错了路", "墨迹还没有干透"):
        assert sentence in result.words


def test_the_credit_in_a_caption_stays_whatever_its_class() -> None:
    figure = (
        '<div class="caption"><span>岬角上的灯塔</span><span class="copyright">守灯人供图</span></div>'
        '<div class="copyright">海角日报社</div>'
    )
    words = outcome(figure, "tail").words
    assert "岬角上的灯塔" in words
    assert "守灯人供图" in words
    assert "海角日报社" not in words


def test_a_paragraph_that_shares_its_class_with_litter_stays_and_is_reported() -> None:
    paragraph = '<p class="promo">他在灯塔的墙上写下每一艘船的名字，写了整整三十年，墙都写满了。</p>'
    result = outcome(paragraph, "middle")
    assert "墙都写满了" in result.words
    assert any("reads like the article" in sentence for sentence in result.article.review)


SENTENCES = {
    "a gloss": 'and a <a class="popup" href="javascript:void(0)">rather old keeper</a> man who had no other',
    "a gloss at the end": 'and a <a class="popup" href="#n4">rather old keeper</a>.',
    "a gloss at the beginning": 'it paid. <a class="popup">He rather liked it</a>; much more he wanted oil.',
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_words_that_a_sentence_runs_through_stay_whatever_their_class(sentence: str) -> None:
    assert "rather" in outcome(f"<p>The lamp went out late, {sentence}</p>", "middle").words


@pytest.mark.parametrize("piece", ["The lamp went out. {}", "灯灭了。{}", "{} 灯灭了"])
def test_a_control_beside_a_sentence_goes(piece: str) -> None:
    control = '<a class="popup" href="#n4">Open rather large</a>'
    assert "rather" not in outcome(f"<p>{piece.format(control)}</p>", "middle").words


def test_comments_that_outweigh_the_article_go() -> None:
    remark = "<p>我小时候也在岬角上住过，那时候灯塔还是烧油的，每天傍晚都要有人爬上去添油。</p>"
    result = outcome(f'<div class="comments">{remark * 12}</div>', "tail")
    assert "每天傍晚" not in result.words
    assert "墨迹还没有干透" in result.words


def test_a_list_of_other_pages_ends_no_article_that_goes_on() -> None:
    result = outcome("<h3>Most popular</h3><p>岬角上的另一盏灯</p>", "head")
    assert "墨迹还没有干透" in result.words


@pytest.mark.parametrize("name", ["page_share__x7Ab9", "article__share--top", "post__related", "SHARE"])
def test_a_class_composed_by_a_tool_is_known_by_the_name_in_it(name: str) -> None:
    assert "传给大家看" not in outcome(f'<div class="{name}">传给大家看</div>', "tail").words


def test_a_class_that_only_holds_the_letters_stays() -> None:
    assert "股东们" in outcome('<div class="shareholders__list">股东们都来了</div>', "middle").words


HOSTILE = (
    "|",
    "| ",
    " ",
    "1",
    "1 ",
    "【1】",
    "（1）",
    "…",
    "a",
    "a ",
    "评论 ",
    "赞",
    "#图 ",
    "图",
    "：",
    "> ",
    "微信 ",
    "12:00 ",
    "-",
    "-->",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_pattern_searches_without_end(piece: str) -> None:
    rules = [rule for source in (*GENERAL.general, *GENERAL.named) for rule in source.rules]
    patterns = [rule.pattern for rule in rules if rule.pattern]
    patterns += [field.pattern for source in GENERAL.general for field in source.fields if field.pattern]
    patterns += [flag.pattern for source in GENERAL.general for flag in source.flags]
    line = (piece * 300)[:300] + " 2021年3月4日 \u2042"
    with bounded(10.0):
        for pattern in patterns:
            pattern.fullmatch(line)
            pattern.search(line)
