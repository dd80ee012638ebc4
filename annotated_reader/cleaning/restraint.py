"""What element rules must not take: most of the prose, a paragraph among paragraphs, a picture's credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.prose import is_prose
from annotated_reader.sources.model import Rule, Source

MOST = 0.5
"""A rule that would take more than this share of the prose, in one piece or in several, is not
obeyed, but reported."""
BODY = 0.2
"""Share of the prose that stays with the element around it whose name also says that it is the body."""
ENOUGH = 60
"""Letters of prose that must be left where comments outweigh the article they stand under."""
LANDMARKS = frozenset({"article", "main", "body"})
ACTIVE = frozenset("form input button select textarea iframe img amp-img svg video audio".split())
"""What a box of the site's own has and a paragraph of an article has not."""


Hit = tuple[tuple[int, int], HtmlElement, Rule]
"""Where an element stands in the text, the element, and the rule that names it."""

_WORDS = frozenset("a span em i b strong abbr u mark font".split())
_RUNS_UP = re.compile(r"(?:[a-z,;]\s|[\u3400-\u9fff])\s*\Z")
_RUNS_ON = re.compile(r"\s+[a-z]+\b|[,;]\s+[a-z]|[\u3400-\u9fff]")
_CLOSES = (" ", "\n", ".", ",", ";", "!", "?")
SENTENCE = 25
"""Characters of the sentence behind such words at its beginning, as far as their neighbour."""
_CAPTION = re.compile(r"caption|figure", re.I)
_INLINE = frozenset("span em i small cite b strong font".split())


class Prose:
    """How many letters of a document's prose stand in a stretch of it."""

    def __init__(self, mask: Mask) -> None:
        self.document = mask.document
        lines = [line for line in mask.document.lines if is_prose(line) and mask.is_whole(line)]
        prose = {line.index: line.letters - line.linked for line in lines}
        below = (prose.get(line.index, 0) for line in mask.document.lines)
        self.upto = [0, *accumulate(below)]
        """Letters of prose above each line, and in all of them."""
        self.total = self.upto[-1]

    def letters(self, start: int, end: int) -> int:
        """Letters of prose between two places of the text."""
        lines = self.document.lines_in(start, end) if end - start >= 30 else ()
        return self.upto[lines[-1].index + 1] - self.upto[lines[0].index] if lines else 0

    def is_beside(self, index: int, step: int) -> bool:
        """True where the next line with letters, above or below a line, is prose too."""
        index += step
        while 0 <= index < len(self.document.lines) and not self.document.lines[index].letters:
            index += step
        return 0 <= index < len(self.document.lines) and self.upto[index + 1] > self.upto[index]


@dataclass
class Refused:
    """What is not obeyed because most of the prose would go."""

    elements: set[HtmlElement] = field(default_factory=set)
    """Each of them holds most of it."""
    rules: set[Rule] = field(default_factory=set)
    """They would take most of it in pieces."""
    shares: dict[Rule, float] = field(default_factory=dict)
    """How much each of these rules would take, 0 to 1."""


class Bodies:
    """The elements that a source's ``body`` names, looked for when they are first asked for."""

    def __init__(self, mask: Mask, sources: Sequence[Source]) -> None:
        self.root, self.spans = mask.document.root, mask.document.spans
        self.selects = [select for source in sources for select in source.body]

    def __contains__(self, element: HtmlElement) -> bool:
        return element in self._found

    def stand_outside(self, prose: Prose, start: int, end: int) -> bool:
        """True where an element with a name of its own, not a landmark, holds prose outside a stretch."""
        spans = (self.spans.get(element, (0, 0)) for element in self._found if element.tag not in LANDMARKS)
        return any(
            (last <= start or end <= first) and prose.letters(first, last) >= ENOUGH for first, last in spans
        )

    @cached_property
    def _found(self) -> frozenset[HtmlElement]:
        return frozenset(element for select in self.selects for element in select(self.root))


def refuse(prose: Prose, hits: Sequence[Hit], bodies: Bodies) -> Refused:
    """Return the elements, and the rules, that would take most of the prose: these are not obeyed."""
    refused = Refused()
    taken: dict[Rule, int] = {}
    ends: dict[Rule, int] = {}
    for (start, end), element, rule in sorted(hits, key=lambda hit: (hit[0][0], -hit[0][1])):
        inside = prose.letters(start, end)
        most = _is_most(prose, rule, inside) and not (
            rule.verb == "strip_id_or_class"
            and element not in bodies
            and bodies.stand_outside(prose, start, end)
        )
        if most or _is_body(prose, bodies, element, rule, inside):
            refused.elements.add(element)
            refused.shares[rule] = inside / prose.total
        elif start >= ends.get(rule, 0):
            taken[rule] = taken.get(rule, 0) + inside
            ends[rule] = end
    for rule, letters in taken.items():
        if _is_most(prose, rule, letters):
            refused.rules.add(rule)
            refused.shares[rule] = letters / prose.total
    return refused


def _is_body(prose: Prose, bodies: Bodies, element: HtmlElement, rule: Rule, inside: int) -> bool:
    """True for much of the prose in an element that is named as the article's body besides."""
    if rule.verb != "strip_id_or_class" or rule.kind == "comments" or element.tag == "article":
        return False
    return inside >= max(ENOUGH, BODY * prose.total) and element in bodies


def _is_most(prose: Prose, rule: Rule, letters: int) -> bool:
    """True for more of the prose than a rule may take; comments may outweigh the article."""
    if prose.total < ENOUGH or letters <= MOST * prose.total:
        return False
    return rule.kind != "comments" or prose.total - letters < ENOUGH


def is_paragraph(mask: Mask, prose: Prose, element: HtmlElement, rule: Rule) -> bool:
    """True for prose among prose, without link or control, that only shares its class with litter."""
    if rule.verb != "strip_id_or_class" or rule.kind == "comments" or not rule.name.startswith("_"):
        return False
    start, end = mask.document.spans.get(element, (0, 0))
    if not prose.letters(start, end) or any(inner.tag in ACTIVE for inner in element.iter()):
        return False
    lines = [line for line in mask.document.lines_in(start, end) if line.letters]
    if not all(is_prose(line) and not line.linked and mask.is_left(line) for line in lines):
        return False
    return all(prose.is_beside(lines[end].index, step) for end, step in ((0, -1), (-1, 1)))


def is_credit(element: HtmlElement, rule: Rule) -> bool:
    """True for a name in a picture's caption, whatever its class is called: "copyright", mostly."""
    if rule.kind != "chrome" or element.tag not in _INLINE:
        return False
    around = [element, *islice(element.iterancestors(), 3)]
    return any(
        each.tag in ("figcaption", "figure") or _CAPTION.search(f"{each.get('class')} {each.get('id')}")
        for each in around
    )


def is_in_sentence(element: HtmlElement, rule: Rule) -> bool:
    """True for words that a sentence runs through, whatever their class is called: "popup", of a gloss."""
    if rule.verb != "strip_id_or_class" or element.tag not in _WORDS:
        return False
    behind = element.tail or ""
    above = element.getprevious()
    before = (above.tail if above is not None else element.getparent().text) or ""
    runs_on = _RUNS_ON.match(behind)
    if not _RUNS_UP.search(before):
        return bool(runs_on) and behind.isascii() and rule.kind == "chrome" and len(behind) >= SENTENCE
    return bool(runs_on) or (rule.kind == "chrome" and behind[:1] in _CLOSES)
