"""Compiles CSS selectors and XPath to one callable.

Most selectors in the source files are one compound (``.share``, ``ins[data-ad-slot]``):
these are answered from an index of the tree, built once, in a thousandth of the time
that a walk by XPath takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_css
from cssselect.parser import Attrib, Class, Element, Hash
from lxml.html import HtmlElement

from annotated_reader.sources.model import Select
from annotated_reader.sources.xpath import check_xpath, compiled_xpath

_TRANSLATOR = HTMLTranslator()
_FIRST_TAG = re.compile(r"\(?(?://|/descendant-or-self::)([a-z][a-z0-9]*)[\[/)]")
"""An element without which an XPath finds nothing."""
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, want: have == want,
    "~=": lambda have, want: want in have.split(),
    "^=": lambda have, want: bool(want) and have.startswith(want),
    "$=": lambda have, want: bool(want) and have.endswith(want),
    "*=": lambda have, want: bool(want) and want in have,
    "|=": lambda have, want: have == want or have.startswith(want + "-"),
}


def compile_selector(selectors: Sequence[str]) -> Select:
    """Return a function giving the elements that any of ``selectors`` matches, in tree order.

    A selector that begins with ``/`` or ``(`` is XPath, all others are CSS.  Raises
    ValueError with the reason where one is neither.
    """
    parts = [part for selector in selectors for part in _parts(selector.strip())]
    compounds = _by_key([part for part in parts if isinstance(part, Compound)])
    paths = [part for part in parts if not isinstance(part, Compound)]

    def select(root: HtmlElement) -> list[HtmlElement]:
        tree = index(root)
        found = {element for path in paths for element in path(root)}
        for kind, wanted in compounds:
            there: Mapping[str, list[HtmlElement]] = getattr(tree, kind)
            for name in wanted.keys() & there.keys():
                found.update(each for each in there[name] if any(part.meets(each) for part in wanted[name]))
        if len(found) < 2:
            return list(found)
        order = tree.order
        return sorted((element for element in found if element in order), key=order.__getitem__)

    return select


@dataclass(frozen=True)
class Compound:
    """A selector without combinators and pseudo-classes, such as ``ins.slot[data-ad]``."""

    tag: str | None
    conditions: tuple[Class | Hash | Attrib, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The list of the index, and the name in it, that holds all it can match."""
        for condition in self.conditions:
            if isinstance(condition, Hash):
                return "ids", condition.id
            if isinstance(condition, Class):
                return "classes", condition.class_name
        if self.conditions and isinstance(attribute := self.conditions[0], Attrib):
            return "attributes", attribute.attrib.lower()
        return "tags", self.tag or ""

    def meets(self, element: HtmlElement) -> bool:
        """True where the element is what the selector asks for."""
        if self.tag is not None and element.tag != self.tag:
            return False
        return all(_meets(element, condition) for condition in self.conditions)


def _by_key(parts: Sequence[Compound]) -> list[tuple[str, dict[str, list[Compound]]]]:
    """Selectors of one source file by what they need: a page has few of the classes they name."""
    grouped: dict[str, dict[str, list[Compound]]] = {}
    for part in parts:
        kind, name = part.key
        grouped.setdefault(kind, {}).setdefault(name, []).append(part)
    return list(grouped.items())


@dataclass
class Index:
    """The elements of one tree by tag, class, id and attribute."""

    tags: dict[str, list[HtmlElement]] = field(default_factory=dict)
    classes: dict[str, list[HtmlElement]] = field(default_factory=dict)
    ids: dict[str, list[HtmlElement]] = field(default_factory=dict)
    attributes: dict[str, list[HtmlElement]] = field(default_factory=dict)
    order: dict[HtmlElement, int] = field(default_factory=dict)


@lru_cache(maxsize=2)
def index(root: HtmlElement) -> Index:
    """Return the index of a tree that will not change."""
    found = Index()
    for place, element in enumerate(root.iter("*")):
        found.order[element] = place
        found.tags.setdefault(element.tag, []).append(element)
        for name, value in element.attrib.items():
            found.attributes.setdefault(name, []).append(element)
            if name == "class":
                for token in value.split():
                    found.classes.setdefault(token, []).append(element)
            elif name == "id":
                found.ids.setdefault(value, []).append(element)
    return found


def _parts(selector: str) -> Iterable[Compound | Select]:
    if selector.startswith(("/", "(")):
        check_xpath(selector)
        return [_xpath(selector)]
    try:
        parsed = parse_css(selector)
        if any(part.pseudo_element for part in parsed):
            raise ValueError(f"{selector!r}: a pseudo-element is no element of the page")
        return [
            _compound(part) or _xpath(_TRANSLATOR.selector_to_xpath(part, prefix="//")) for part in parsed
        ]
    except SelectorError as error:
        raise ValueError(f"{selector!r}: {error}") from None


def _xpath(path: str) -> Select:
    compiled = compiled_xpath(path)
    first = _FIRST_TAG.match(path)
    tag = first.group(1) if first and "|" not in path else None

    def select(root: HtmlElement) -> list[HtmlElement]:
        if tag and tag not in index(root).tags:
            return []
        found = compiled(root)
        return (
            [element for element in found if isinstance(element, HtmlElement)]
            if isinstance(found, list)
            else []
        )

    return select


def _compound(part: object) -> Compound | None:
    """Return a selector without combinators and pseudo-classes as such, None for any other."""
    if part.pseudo_element:  # type: ignore[attr-defined]
        return None
    node = part.parsed_tree  # type: ignore[attr-defined]
    conditions: list[Class | Hash | Attrib] = []
    while isinstance(node, Class | Hash | Attrib):
        if isinstance(node, Attrib) and node.operator not in ("exists", *_OPERATORS):
            return None
        conditions.append(node)
        node = node.selector
    if not isinstance(node, Element) or not (node.element or conditions):
        return None
    return Compound(node.element and node.element.lower(), tuple(conditions))


def _meets(element: HtmlElement, condition: Class | Hash | Attrib) -> bool:
    if isinstance(condition, Class):
        return condition.class_name in (element.get("class") or "").split()
    if isinstance(condition, Hash):
        return bool(element.get("id") == condition.id)
    have = element.get(condition.attrib.lower())
    if have is None:
        return False
    if condition.operator == "exists" or condition.value is None:
        return True
    met: bool = _OPERATORS[condition.operator](have, condition.value.value or "")
    return met
