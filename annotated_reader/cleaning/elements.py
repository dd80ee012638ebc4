"""Element rules: what goes by its tag, id, class, style, address or size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.cleaning.restraint import (
    Bodies,
    Hit,
    Prose,
    is_credit,
    is_in_sentence,
    is_paragraph,
    refuse,
)
from annotated_reader.document import IMAGES
from annotated_reader.letters import folded
from annotated_reader.sources.literals import needed
from annotated_reader.sources.model import Rule, Source

ELEMENT_VERBS = frozenset({"strip", "strip_id_or_class", "strip_image_src", "strip_style", "strip_links"})

KNOWN = 20_000
"""Values of ``class`` and ``id`` whose rule is remembered."""


@dataclass(frozen=True)
class Matcher:
    """The token rules of some sources, ready for one look at each element."""

    tokens: dict[str, Rule]
    prefixes: re.Pattern[str] | None
    """One group per rule in ``by_group``, for tokens written with ``*``."""
    by_group: tuple[Rule, ...]
    styles: tuple[Rule, ...]
    images: tuple[Rule, ...]
    image_hints: frozenset[str] | None
    """Strings of which an address that a rule in ``images`` matches has one; None where not known."""
    selectors: tuple[Rule, ...]
    links: tuple[Rule, ...]
    known: dict[str, Rule | None] = field(default_factory=dict)
    """Values looked up before."""


def cut_elements(mask: Mask, sources: Sequence[Source]) -> tuple[str, ...]:
    """Cut every element that a rule of ``sources`` names; return what a person should look at."""
    matcher = _matcher(
        tuple(rule for source in sources for rule in source.rules if rule.verb in ELEMENT_VERBS)
    )
    hits = [
        (mask.document.spans.get(element, (0, 0)), element, rule) for element, rule in _hits(mask, matcher)
    ]
    bodies = Bodies(mask, sources)
    hidden = [hit for hit in hits if hit[2].kind == "hidden"]
    shown = [hit for hit in hits if hit[2].kind != "hidden"]
    return tuple(dict.fromkeys((*_cut(mask, hidden, bodies), *_cut(mask, shown, bodies))))


def _cut(mask: Mask, hits: Sequence[Hit], bodies: Bodies) -> Iterator[str]:
    """Cut what may go of ``hits``; yield a sentence for what may not.

    What is hidden goes first, so that it does not count as prose when the rest is judged.
    """
    if not hits:
        return
    prose = Prose(mask)
    refused = refuse(prose, hits, bodies)
    for rule, share in refused.shares.items():
        yield f"rule {rule.name} would remove {share:.0%} of the text; it was not obeyed"
    for (start, end), element, rule in hits:
        if element in refused.elements or (rule in refused.rules and prose.letters(start, end)):
            continue
        if is_credit(element, rule) or is_in_sentence(element, rule):
            continue
        if is_paragraph(mask, prose, element, rule):
            said = " ".join(mask.left_text(start, end).split())[:40]
            yield f"kept against rule {rule.name}, for it reads like the article: “{said}”"
        else:
            mask.cut(start, end, rule.name, rule.kind, rule.why)


def _hits(mask: Mask, matcher: Matcher) -> Iterable[tuple[HtmlElement, Rule]]:
    root = mask.document.root
    for rule in matcher.selectors:
        yield from ((element, rule) for element in _selected(rule, root))
    sources = mask.document.images
    for element, (start, _) in mask.document.spans.items():
        if not isinstance(element.tag, str):
            continue
        if element.attrib and (named := _by_attributes(element, matcher)):
            yield element, named
        if element.tag in IMAGES and (addressed := _by_address(sources[start], matcher)):
            yield element, addressed
    for rule in matcher.links:
        yield from ((element, rule) for element in _selected(rule, root) if _is_link_list(mask, element))


def _selected(rule: Rule, root: HtmlElement) -> list[HtmlElement]:
    assert rule.select
    return rule.select(root)


def _by_attributes(element: HtmlElement, matcher: Matcher) -> Rule | None:
    for name in ("id", "class"):
        if (value := element.get(name)) and (rule := _by_tokens(value, matcher)):
            return rule
    style = element.get("style")
    if style:
        for rule in matcher.styles:
            assert rule.pattern
            if rule.pattern.search(style):
                return rule
    return None


def _by_tokens(value: str, matcher: Matcher) -> Rule | None:
    """Look the classes of an element, or its id, up once; pages repeat theirs, and sites share them."""
    if value in matcher.known:
        return matcher.known[value]
    if len(matcher.known) > KNOWN:
        matcher.known.clear()
    names = (name for token in value.split() for name in _names(token.lower()))
    rule = next((found for name in names if (found := _named(name, matcher))), None)
    matcher.known[value] = rule
    return rule


def _named(name: str, matcher: Matcher) -> Rule | None:
    rule = matcher.tokens.get(name)
    if rule is None and matcher.prefixes and (match := matcher.prefixes.match(name)):
        return matcher.by_group[(match.lastindex or 1) - 1]
    return rule


def _names(token: str) -> Iterator[str]:
    """A class as it is written; then the name inside ``page_share__x7Ab9`` and ``article__share--top``,
    as build tools and naming schemes compose them."""
    yield token
    block, joined, element = token.partition("__")
    if joined:
        yield element.partition("--")[0]
        yield block.rpartition("_")[2] if "_" in block else ""


def _by_address(address: str, matcher: Matcher) -> Rule | None:
    if matcher.image_hints is not None:
        small = folded(address)
        if not any(string in small for string in matcher.image_hints):
            return None
    return next((rule for rule in matcher.images if rule.pattern and rule.pattern.search(address)), None)


def _is_link_list(mask: Mask, element: HtmlElement) -> bool:
    """Two entries or more, every one of them a link that is as long as a headline."""
    start, end = mask.document.spans.get(element, (0, 0))
    lines = [line for line in mask.document.lines_in(start, end) if line.letters]
    return len(lines) >= 2 and all(line.link_share > 0.8 and line.letters >= 7 for line in lines)


@lru_cache(maxsize=512)
def _matcher(rules: tuple[Rule, ...]) -> Matcher:
    tokens: dict[str, Rule] = {}
    wild: list[tuple[str, Rule]] = []
    for rule in rules:
        for token in rule.tokens:
            if "*" in token:
                wild.append((".*".join(map(re.escape, token.lower().split("*"))), rule))
            else:
                tokens.setdefault(token.lower(), rule)
    images = tuple(rule for rule in rules if rule.verb == "strip_image_src")
    texts = [rule.pattern.pattern for rule in images if rule.pattern]
    return Matcher(
        tokens=tokens,
        prefixes=re.compile("|".join(f"({text})\\Z" for text, _ in wild)) if wild else None,
        by_group=tuple(rule for _, rule in wild),
        styles=tuple(rule for rule in rules if rule.verb == "strip_style"),
        images=images,
        image_hints=needed(re.compile("|".join(f"(?:{text})" for text in texts), re.I)),
        selectors=tuple(rule for rule in rules if rule.verb == "strip"),
        links=tuple(rule for rule in rules if rule.verb == "strip_links" and rule.place == "anywhere"),
    )
