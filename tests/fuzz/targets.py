"""What must hold for any bytes at all; a target raises where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from lxml.html import fragment_fromstring

from annotated_reader import front_matter
from annotated_reader.anchoring import Outcome, Selector, anchor, fold, folded_text
from annotated_reader.annotations.reading import read_note_file
from annotated_reader.bounds import TooLongError, bounded
from annotated_reader.citing import FORMATS, Reference, person, written
from annotated_reader.errors import CaptureError
from annotated_reader.formats.html import UnreadableError, parse_html
from annotated_reader.gate import OWN, is_harmless, pass_authors, pass_own
from annotated_reader.letters import letters
from annotated_reader.markdown import render, to_markdown
from annotated_reader.pipeline import find_broken_laws
from annotated_reader.site.paragraphs import name_paragraphs
from annotated_reader.sources import Sources, load
from annotated_reader.values import Capture

ROOT = Path(__file__).parents[2]
SECONDS = 20.0
"""Of computing that any input of some kilobytes may take."""
Target = Callable[[bytes], None]


def captures(content: bytes) -> None:
    """A capture becomes an article in which nothing is lost or invented, or a sentence says why not."""
    for ending in ("html", "md", "txt"):
        try:
            with bounded(SECONDS):
                broken = find_broken_laws(Capture(f"fuzz/case.{ending}", content), _sources())
        except CaptureError as error:
            assert "\n" not in str(error)
        except TooLongError:
            raise AssertionError(f"a capture of {len(content)} bytes takes too long as {ending}") from None
        else:
            assert not broken, broken


def markdown(content: bytes) -> None:
    """The letters of a tree are the letters of its Markdown, rendered."""
    try:
        tree = parse_html(_text(content))
    except UnreadableError:
        return
    body = tree.find("body")
    if body is None:
        return
    body.tag = "div"
    body.attrib.clear()
    shown = fragment_fromstring(render(to_markdown(body)), create_parent="div")
    again = render(to_markdown(shown))
    twice = fragment_fromstring(again, create_parent="div")
    assert letters("".join(shown.itertext())) == letters("".join(twice.itertext()))


def gate(content: bytes) -> None:
    """What has passed the gate passes it again as it is, and is harmless with the site's marks too."""
    passed = pass_authors(_text(content)).html
    assert pass_authors(passed).html == passed
    assert is_harmless(pass_own(name_paragraphs(passed)).html, OWN)


def anchoring(content: bytes) -> None:
    """Found words are the quoted ones, at a place in the text; nothing raises."""
    quote, _, rest = _text(content).partition("\0")
    prefix, _, text = rest.partition("\0")
    found = anchor(Selector(quote, prefix, ""), fold(text))
    for span in (*found.candidates, *([found.span] if found.span else [])):
        assert 0 <= span.start < span.end <= len(text)
    if found.outcome is Outcome.FOUND:
        assert found.span
        assert folded_text(text[found.span.start : found.span.end]) == folded_text(quote)


def notes(content: bytes) -> None:
    """A note file is read whatever it holds; its faults have a line."""
    found, faults = read_note_file("2020-01-01-deng-ta/case.md", _text(content))
    lines = len(re.split("[\n\r\v\x85\u2028\u2029]", _text(content)))
    assert all(1 <= fault.line <= lines and "\n" not in fault.fact for fault in faults)
    assert all(note.line <= lines for note in found)


def pages(content: bytes) -> None:
    """The front matter of a page is fields or one sentence."""
    text = _text(content).replace("\r\n", "\n")
    try:
        fields = front_matter.load(text)
    except ValueError as error:
        assert "\n" not in str(error)
    else:
        assert isinstance(fields, dict)


def citations(content: bytes) -> None:
    """Every format holds any title and name."""
    title, _, name = _text(content).partition("\0")
    if not title.strip() or not name.strip():
        return
    reference = Reference(
        "key", title, (person(name),), name, "2020-01-01", "https://a.example/", lang="zh-Hans"
    )
    for each in FORMATS:
        assert written(each.cite(reference)).strip()


TARGETS: Mapping[str, Target] = {
    target.__name__: target for target in (captures, markdown, gate, anchoring, notes, pages, citations)
}


@cache
def _sources() -> Sources:
    loaded, faults = load(ROOT / "sources")
    assert not faults
    return loaded


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
