"""Lets harmless pages pass as they are, and takes out of all others what the policy does not allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from annotated_reader.crowded import is_crowded
from annotated_reader.disguise import count_turns
from annotated_reader.fragments import unended
from annotated_reader.gate.grammar import UNPRINTABLE, allows, is_harmless
from annotated_reader.gate.nesting import misplaced
from annotated_reader.gate.policy import AUTHORS, DEEPEST, ELEMENTS, OWN, VOID, Policy

_UNSHOWN = frozenset(
    (
        "script style template noscript noembed noframes iframe object embed applet audio video canvas "
        "title head link meta base param source track datalist"
    ).split()
)
"""Elements that go with all they hold: browsers show none of it, or would have to run something to do so."""
_FRAME = frozenset(("html", "body"))
"""Elements that the parser itself puts around a page's text."""
_ALIGNED = re.compile(r"\A\s*text-align\s*:\s*(left|center|right)\s*(?:;\s*)?\Z")
"""The one thing that a style may say, as people write it."""
_NUL, _UNKNOWN = "\0", "\ufffd"
_LAST = "\ufdd0\ufdd1"
"""Put behind a text, and no character of any: where it is not read, something hides the end of the text."""
_GIVEN_UP = "ERR_RESOURCE_LIMIT"
"""What the parser says where elements stand so deep in one another that it read no further."""
_SHOWN = 60
"""Characters of a value that a finding shows."""


class Passed(NamedTuple):
    """What may reach a reader, and what was taken out of it."""

    html: str
    taken: tuple[str, ...] = ()
    """Each as a person finds it in the source: ``<script>``, ``onclick of <p>``."""


def pass_authors(html: str) -> Passed:
    """Return rendered Markdown as a page may show it; its own bytes where nothing in it does harm."""
    return _pass(html, AUTHORS)


def pass_own(html: str) -> Passed:
    """Return the same with the site's own marks in it: the last look."""
    return _pass(html, OWN)


def _pass(html: str, policy: Policy) -> Passed:
    if is_harmless(html, policy):
        return Passed(html)
    if is_crowded(html):
        return Passed(f"<pre>{_text(html)}</pre>", ("an element with more attributes than can be read",))
    parser = HTMLParser(huge_tree=True)
    text = unended(html).replace(_NUL, _UNKNOWN).replace(_LAST, "")
    root = document_fromstring(f"<html><body>{text}{_LAST}", parser=parser)
    if any(error.type_name == _GIVEN_UP for error in parser.error_log):
        return Passed(f"<pre>{_text(html)}</pre>", ("all its marks",))
    sieve = _Sieve(policy, _moved_ids(root, policy))
    passed = "".join(sieve.inside(root))
    if _LAST not in passed and not sieve.taken:
        sieve.taken["a mark without its end, which hides what follows,"] = None
    if not is_harmless(passed, policy):  # then the sieve and the grammar disagree, and only words are sure
        sieve.taken["all its marks"] = None
        passed = f"<pre>{_text(''.join(map(str, root.itertext())))}</pre>"
    return Passed(passed.replace(_LAST, ""), tuple(sieve.taken))


def _text(text: str | None) -> str:
    return escape(UNPRINTABLE.sub("", text or ""), quote=False)


def _moved_ids(root: HtmlElement, policy: Policy) -> dict[str, str]:
    """The ids that the site itself needs, each with the one that the text's own element gets instead."""
    ids = {element.get("id") or "" for element in root.iter("*")}
    return {
        name: other
        for name in ids
        if not policy.allows("p", "id", name) and policy.allows("p", "id", other := f"text-{name}")
    }


@dataclass
class _Sieve:
    """Writes a tree again, without what the policy does not allow."""

    policy: Policy
    moved: dict[str, str]
    taken: dict[str, None] = field(default_factory=dict)

    def inside(self, element: HtmlElement, within: tuple[str, ...] = (), depth: int = 0) -> Iterator[str]:
        """Write what an element holds; ``within`` names the elements that are written around it."""
        if depth >= DEEPEST:
            self.taken[f"what stands in more than {DEEPEST} elements"] = None
            yield self._words("".join(map(str, element.itertext("*"))))
            return
        yield self._words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._written(child, within, depth + 1)
            yield self._words(child.tail)

    def _words(self, text: str | None) -> str:
        if text and count_turns(text):
            self.taken["a character that turns the direction of writing"] = None
        return _text(text)

    def _written(self, child: HtmlElement, within: tuple[str, ...], depth: int) -> Iterator[str]:
        name = child.tag
        if name not in ELEMENTS:
            if name not in _FRAME:
                self.taken[f"<{name}>"] = None
            if name not in _UNSHOWN:
                yield from self.inside(child, within, depth)
            return
        if holder := misplaced(name, within):
            self.taken[f"<{name}> in <{holder}>"] = None
            yield from self.inside(child, within, depth)
            return
        yield f"<{name}{''.join(self._attributes(child))}>"
        if name not in VOID:
            yield from self.inside(child, (*within, name), depth)
            yield f"</{name}>"

    def _attributes(self, element: HtmlElement) -> Iterator[str]:
        tag = str(element.tag)
        for name, value in element.items():
            written = UNPRINTABLE.sub("", value)
            if count_turns(value):
                self.taken["a character that turns the direction of writing"] = None
            values = written.split() if name == "class" else [self._known(name, written)]
            kept = [each for each in values if allows(self.policy, tag, name, each)]
            for each in values:
                if each not in kept:
                    shown = each if len(each) <= _SHOWN else f"{each[:_SHOWN]}…"
                    self.taken[f"{name}={shown!r} of <{tag}>"] = None
            if kept:
                yield f' {name}="{escape(" ".join(kept))}"'

    def _known(self, name: str, value: str) -> str:
        """Return a value as the policy knows it, ids and the links to them out of the site's way."""
        if name == "style":
            return _ALIGNED.sub(r"text-align: \1;", value)
        if name == "href" and value.startswith("#"):
            return f"#{self.moved.get(value[1:], value[1:])}"
        return self.moved.get(value, value) if name == "id" else value
