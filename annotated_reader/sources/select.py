"""Compiles CSS selectors and XPath to one callable.

Most selectors in the source files are compounds (``.share``, ``ins[data-ad-slot]``), perhaps
inside others (``.entry ul``): these are answered from an index of the tree, built once, in a
thousandth of the time that a walk by XPath takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_css
from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash
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
        found = {element for path in paths for element in path(root)} if paths else set()
        for kind, wanted in compounds:
            there: Mapping[str, list[HtmlElement]] = getattr(tree, kind)
            for name in wanted if len(wanted) < len(there) else there:
                if name in wanted and name in there:
                    parts = wanted[name]
                    found.update(each for each in there[name] if any(part.meets(each) for part in parts))
        if len(found) < 2:
            return list(found)
        order = tree.order
        return sorted((element for element in found if element in order), key=order.__getitem__)

    return select


@dataclass(frozen=True)
class Compound:
    """A selector without pseudo-classes, such as ``ins.slot[data-ad]``, perhaps inside others."""

    tag: str | None
    conditions: tuple[Class | Hash | Attrib, ...]
    outer: Compound | None = None
    """What it must stand in."""
    directly: bool = False
    """``outer`` must be its parent."""

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
        for condition in self.conditions:
            if not _meets(element, condition):
                return False
        return self.outer is None or self._stands_in(self.outer, element)

    def _stands_in(self, outer: Compound, element: HtmlElement) -> bool:
        parent = element.getparent()
        while parent is not None:
            if outer.meets(parent):
                return True
            parent = None if self.directly else parent.getparent()
        return False


def _by_key(parts: Sequence[Compound]) -> list[tuple[str, dict[str, list[Compound]]]]:
    """Selectors of one source file by what they need: a page has few of the classes they name."""
    grouped: dict[str, dict[str, list[Compound]]] = {}
    for part in parts:
        kind, name = part.key
        grouped.setdefault(kind, {}).setdefault(name, []).append(part)
    return list(grouped.items())


class Index:
    """The elements of one tree, which will not change, by tag, class, id and attribute."""

    def __init__(self, root: HtmlElement) -> None:
        self._elements = list(root.iter("*"))

    @cached_property
    def order(self) -> Mapping[HtmlElement, int]:
        """The place of each element in the tree."""
        return {element: place for place, element in enumerate(self._elements)}

    @cached_property
    def tags(self) -> Mapping[str, list[HtmlElement]]:
        """Under each tag, its elements."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self._elements:
            found.setdefault(element.tag, []).append(element)
        return found

    @cached_property
    def attributes(self) -> Mapping[str, list[HtmlElement]]:
        """Under each attribute's name, the elements that have it."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self._elements:
            for name in element.attrib:
                found.setdefault(name, []).append(element)
        return found

    @cached_property
    def classes(self) -> Mapping[str, list[HtmlElement]]:
        """Under each class, the elements that have it."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self.attributes.get("class", ()):
            for token in element.get("class").split():
                found.setdefault(token, []).append(element)
        return found

    @cached_property
    def ids(self) -> Mapping[str, list[HtmlElement]]:
        """Under each id, the elements that have it."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self.attributes.get("id", ()):
            found.setdefault(element.get("id"), []).append(element)
        return found


@lru_cache(maxsize=2)
def index(root: HtmlElement) -> Index:
    """Return the index of a tree that will not change."""
    return Index(root)


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
    """Return a selector without pseudo-classes and kinship by age as such, None for any other."""
    if part.pseudo_element:  # type: ignore[attr-defined]
        return None
    found = _chain(part.parsed_tree)  # type: ignore[attr-defined]
    return found if found and (found.tag or found.conditions) else None


def _chain(node: object) -> Compound | None:
    outer, directly = None, False
    if isinstance(node, CombinedSelector):
        outer, directly = _chain(node.selector), node.combinator == ">"
        if outer is None or node.combinator not in (" ", ">"):
            return None
        node = node.subselector
    conditions: list[Class | Hash | Attrib] = []
    while isinstance(node, Class | Hash | Attrib):
        if isinstance(node, Attrib) and node.operator not in ("exists", *_OPERATORS):
            return None
        conditions.append(node)
        node = node.selector
    if not isinstance(node, Element):
        return None
    return Compound(node.element and node.element.lower(), tuple(conditions), outer, directly)


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
