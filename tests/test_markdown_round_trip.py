"""Law 2: the letters of the Markdown, rendered as the site does, are the letters of the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from lxml import etree, html

from annotated_reader.letters import letters
from annotated_reader.markdown import render, to_markdown
from annotated_reader.markdown.tidy import tidy
from tests.markdown_trees import SNIPPETS, rendered_words, trees, words

INLINE = {"strong", "em", "del", "code", "sub", "sup"}
BLOCKS = {
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "td",
    "th",
    "figcaption",
    "dt",
    "dd",
    "pre",
}
FRAMES = (
    "p",
    "h3",
    "li",
    "blockquote",
    "td",
    "figcaption",
    "dt",
    "dd",
    "pre",
    "code",
    "b",
    "i",
    "s",
    "a",
    "sup",
)

quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def assert_kept(tree: etree._Element) -> None:
    before = html.tostring(tree)
    markdown = to_markdown(tree)
    assert letters(rendered_words(render(markdown))) == letters(words(tree)), markdown
    assert html.tostring(tree) == before, "the tree given was changed"


def formatting(root: etree._Element) -> list[tuple[str, frozenset[str], tuple[str, ...]]]:
    """Every letter of a tree with the marks on it and the blocks around it."""
    found: list[tuple[str, frozenset[str], tuple[str, ...]]] = []

    def see(text: str | None, marks: frozenset[str], blocks: tuple[str, ...]) -> None:
        marks = frozenset() if "pre" in blocks else marks
        found.extend((char, marks, blocks) for char in text or "" if char.isalnum())

    def visit(element: etree._Element, marks: frozenset[str], blocks: tuple[str, ...]) -> None:
        tag = str(element.tag)
        marks = marks | {tag} if tag in INLINE else marks | {element.get("href", "")} if tag == "a" else marks
        blocks = (*blocks, tag.replace("th", "td")) if tag in BLOCKS else blocks
        see(element.text, marks, blocks)
        for child in element:
            visit(child, marks, blocks)
            see(child.tail, marks, blocks)

    visit(root, frozenset(), ())
    return found


@quick
@given(trees())
def test_no_letter_is_lost_moved_or_invented_whatever_the_nesting(tree: etree._Element) -> None:
    assert_kept(tree)


@quick
@given(trees())
@example(html.fragment_fromstring("<p>x<i>+<a href='#x'><b><a>+</a> d</b>，</a></i></p>"))
@example(html.fragment_fromstring("<p>她<i>甲<b>乙</b></i><b>丙</b><s>丁<b>戊</b>。</s></p>"))
def test_every_letter_keeps_its_marks_and_its_blocks(tree: etree._Element) -> None:
    tidied = tidy(tree)
    rendered = html.fragment_fromstring(render(to_markdown(tree)), create_parent="div")
    assert formatting(rendered) == formatting(tidied)


@pytest.mark.parametrize("frame", FRAMES)
def test_text_that_looks_like_markdown_stands_for_itself(frame: str) -> None:
    for first in SNIPPETS:
        for second in ("", "甲", " x", "\n"):
            tree = html.Element("div")
            etree.SubElement(_parent(tree, frame), frame, href="http://e.com/").text = first + second
            assert_kept(tree)


@pytest.mark.parametrize("first", SNIPPETS)
def test_lines_that_look_like_markdown_stand_for_themselves(first: str) -> None:
    for second in SNIPPETS:
        paragraph = html.Element("p")
        paragraph.text = first
        etree.SubElement(paragraph, "br").tail = second
        assert_kept(paragraph)


def test_an_empty_tree_is_an_empty_text() -> None:
    assert to_markdown(html.fragment_fromstring("<div> <p>&nbsp;</p><hr><br></div>")) == "\n"


def test_thousands_of_levels_do_no_harm() -> None:
    tree = inner = html.Element("div")
    for depth in range(3000):
        inner = etree.SubElement(inner, ("div", "blockquote", "b", "ul", "li")[depth % 5])
    inner.text = "到底了"
    assert to_markdown(tree).strip("-> *\n") == "到底了"


def test_real_captures_keep_every_letter(corpus: Path) -> None:
    for path in sorted((corpus / "captures").glob("*.html")):
        assert_kept(html.document_fromstring(path.read_bytes().decode("utf-8", "replace")))


def _parent(tree: etree._Element, frame: str) -> etree._Element:
    """Build the container without which ``frame`` means nothing."""
    for tag in {
        "li": ["ul"],
        "td": ["table", "tr"],
        "dt": ["dl"],
        "dd": ["dl"],
        "figcaption": ["figure"],
    }.get(frame, []):
        tree = etree.SubElement(tree, tag)
    if frame == "td":
        etree.SubElement(tree, "td").text = "甲"
        etree.SubElement(etree.SubElement(tree.getparent(), "tr"), "td").text = "乙"
    if frame == "dd":
        etree.SubElement(tree, "dt").text = "词"
    if frame == "figcaption":
        etree.SubElement(tree, "img", src="http://e.com/i.jpg")
    return tree
