"""YAML whose every value knows the line it was written on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from annotated_reader.errors import RuleError
from annotated_reader.git_marks import ACTION, unmerged
from annotated_reader.yaml_traps import find_trap

MAX_BYTES = 1_000_000
"""A source file is written by hand; anything larger is not one."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Lined:
    """One YAML node with its place."""

    path: str
    line: int
    node: object
    """A ``str`` scalar, a list of Lined, or a mapping of str to Lined."""

    def fault(self, fact: str, action: str) -> RuleError:
        """Return a RuleError that names this node's file and line."""
        return RuleError(f"{self.path}:{self.line}", fact, action)

    def mapping(self, known: frozenset[str]) -> dict[str, Lined]:
        """Return the node as a mapping; raises RuleError for an unknown key."""
        if not isinstance(self.node, dict):
            raise self.fault(
                "a mapping of keys to values is wanted here", "Indent it as in docs/guide/sources.md"
            )
        for key, value in self.node.items():
            if key not in known:
                raise value.fault(f"unknown key '{key}'", f"Use one of: {', '.join(sorted(known))}")
        return self.node

    def items(self) -> Iterator[Lined]:
        """Yield the entries of a list; a single value counts as a list of one."""
        if isinstance(self.node, list):
            yield from self.node
        else:
            yield self

    def text(self) -> str:
        """Return the node as a string; raises RuleError if it is not one."""
        if not isinstance(self.node, str):
            raise self.fault("one line of text is wanted here", "Put the value in quotes")
        return self.node

    def texts(self, key: str | None = None) -> tuple[str, ...]:
        """Return the strings of this list, or of the list under ``key``; empty if there is none."""
        if key is None:
            return tuple(item.text() for item in self.items())
        child = self.node.get(key) if isinstance(self.node, dict) else None
        return tuple(text for text in child.texts() if text) if child else ()


def load_yaml(path: Path, content: bytes) -> Lined:
    """Parse one file; raises RuleError with the line of the first fault."""
    if len(content) > MAX_BYTES:
        raise RuleError(
            path.name, "the file is larger than 1 MB", "Keep one publisher or mirror in each file"
        )
    try:
        text = content.decode("utf-8")
        if trap := find_trap(text):
            raise RuleError(f"{path.name}:{trap.line}", trap.fact, "Write it flat; 'like' shares rules")
        node = _composed(text)
    except UnicodeDecodeError:
        raise RuleError(path.name, "the file is not UTF-8", "Save it as UTF-8") from None
    except yaml.YAMLError as error:
        if conflict := unmerged(content.decode("utf-8-sig")):
            raise RuleError(f"{path.name}:{conflict[0]}", conflict[1], ACTION) from None
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}" if mark else path.name
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise RuleError(place, f"not valid YAML: {problem}", "Mend the line") from None
    if node is None:
        raise RuleError(path.name, "the file is empty", "Write a source in it, or delete it")
    return _lined(path.name, node, 0)


def _composed(text: str) -> yaml.Node | None:
    """Return the tree, by libyaml where there is one; what it refuses, the other one words better."""
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _lined(path: str, node: yaml.Node, depth: int) -> Lined:
    line = node.start_mark.line + 1
    if depth > 20:
        raise RuleError(f"{path}:{line}", "nested more than 20 deep", "Flatten it")
    if isinstance(node, yaml.MappingNode):
        return Lined(path, line, _entries(path, node, depth))
    if isinstance(node, yaml.SequenceNode):
        return Lined(path, line, [_lined(path, item, depth + 1) for item in node.value])
    return Lined(path, line, str(node.value))


def _entries(path: str, node: yaml.MappingNode, depth: int) -> dict[str, Lined]:
    entries: dict[str, Lined] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in entries:
            line = key.start_mark.line + 1
            raise RuleError(f"{path}:{line}", f"the key '{name}' stands here twice", "Keep one of them")
        entries[name] = _lined(path, value, depth + 1)
    return entries
