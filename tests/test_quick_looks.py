"""What is looked at first must never hide what a slow look would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cssselect import HTMLTranslator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from annotated_reader import sources
from annotated_reader.letters import folded
from annotated_reader.sources.literals import needed
from annotated_reader.sources.select import compile_selector

ROOT = Path(__file__).parents[1]
LOADED, _ = sources.load(ROOT / "sources")
PATTERNS = sorted(
    {
        rule.pattern.pattern
        for source in (*LOADED.general, *LOADED.named)
        for rule in source.rules
        if rule.pattern and rule.verb in ("strip_line", "strip_section")
    }
)


def contains_one(pattern: re.Pattern[str], text: str) -> bool:
    strings = needed(pattern)
    return strings is None or any(string in folded(text) for string in strings)


@given(st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_text_that_a_rule_matches_holds_a_string_the_rule_needs(data: st.DataObject) -> None:
    pattern = re.compile(data.draw(st.sampled_from(PATTERNS)), re.I)
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert contains_one(pattern, text), (pattern.pattern, text)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("翻[墙牆]软件", {"翻墙软件", "翻牆软件"}),
        ("(?:VPN|代理).{0,9}", {"vpn", "代理"}),
        (r".{0,20}\d+ replies?", {" replies", " replie"}),
        ("(?=.*赞助)请.*", {"赞助"}),
        ("(?:关注|订阅)?我们", {"关注我们", "订阅我们", "我们"}),
        (r"\d+|上页", None),
        ("(?!声明)[^声]+", None),
        ("(a)\\1", {"a"}),
    ],
)
def test_the_strings_that_a_pattern_needs(pattern: str, strings: set[str] | None) -> None:
    assert needed(re.compile(pattern, re.I)) == strings


def test_the_parser_of_re_has_the_parts_that_are_relied_on() -> None:
    import re._constants as op
    import re._parser as parser

    [(name, (least, most, items))] = parser.parse("(?:甲){2,}", 0)
    assert (name, least, most, list(items)) == (op.MAX_REPEAT, 2, op.MAXREPEAT, [(op.LITERAL, ord("甲"))])
    for part in ("AT", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP", "BRANCH", "IN", "SUBPATTERN"):
        assert hasattr(op, part)


def test_most_rules_can_be_ruled_out_by_a_string() -> None:
    without = [pattern for pattern in PATTERNS if needed(re.compile(pattern, re.I)) is None]
    assert len(without) < len(PATTERNS) / 8


TAGS = ("div", "p", "ul", "li", "a", "span")
CLASSES = ("entry", "share", "x")
SELECTORS = (
    *(".entry ul", "div > a", ".entry > .share", "#x .entry a", "div div p", "li > *", "* > a.x"),
    *("p.entry", "[data-ad]", "a[data-ad=entry]", ".entry li .share", "ul > li > a", "div.entry *"),
    *(".share + p", ".x ~ .entry", "li:first-child a", ".entry, #x", "body > div > .x"),
)

ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "class": st.lists(st.sampled_from(CLASSES), min_size=1, max_size=2).map(" ".join),
        "id": st.sampled_from(CLASSES),
        "data-ad": st.sampled_from(CLASSES),
    },
)
TREES = st.recursive(
    st.builds(lambda tag, given: (tag, given, []), st.sampled_from(TAGS), ATTRIBUTES),
    lambda inner: st.builds(
        lambda tag, given, children: (tag, given, children),
        st.sampled_from(TAGS),
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def build(node: tuple[str, dict[str, str], list[object]]) -> html.HtmlElement:
    element = html.Element(node[0], **{})
    for name, value in node[1].items():
        element.set(name, value)
    for child in node[2]:
        element.append(build(child))  # type: ignore[arg-type]
    return element


@given(TREES, st.sampled_from(SELECTORS))
@settings(max_examples=300, deadline=None)
def test_a_selector_finds_what_its_xpath_finds(tree: object, selector: str) -> None:
    root = html.Element("body")
    root.append(build(tree))  # type: ignore[arg-type]
    slow = root.getroottree().xpath(HTMLTranslator().css_to_xpath(selector, prefix="//"))
    assert compile_selector([selector])(root) == slow
