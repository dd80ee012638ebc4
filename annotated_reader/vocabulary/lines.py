"""YAML of keys, texts and lists of texts, every one with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from annotated_reader.disguise import on_one_line
from annotated_reader.errors import VocabularyError
from annotated_reader.git_marks import ACTION, unmerged
from annotated_reader.vocabulary.slips import slip_of, without_slips
from annotated_reader.yaml_traps import find_trap

MAX_BYTES = 10_000_000
"""Room for some fifty thousand entries; anything larger was not written by hand."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Line:
    """A key with what stands behind it."""

    path: str
    number: int
    key: str
    node: yaml.Node

    def fault(self, fact: str, action: str) -> VocabularyError:
        """Return an error that names this line."""
        return self.fault_at(self.number, fact, action)

    def fault_at(self, number: int, fact: str, action: str) -> VocabularyError:
        """Return an error that names another line of the file."""
        return VocabularyError(f"{self.path}:{number}", fact, action)

    def children(self, wanted: str) -> Iterator[Line]:
        """Yield the keys below this one; none, where there is only text."""
        if isinstance(self.node, yaml.MappingNode):
            for key, value in self.node.value:
                yield _line(self.path, key, value)

    def text(self) -> str:
        """Return what stands behind the key as it is written; raises VocabularyError where it is a list."""
        return self._text(self.node)

    def texts(self) -> dict[str, int]:
        """Return the texts of a list, each with its line; a single text is a list of one."""
        nodes = self._nodes()
        lines = {self._text(node): node.start_mark.line + 1 for node in reversed(nodes)}
        return {text: lines[text] for node in nodes if (text := self._text(node))}

    def repeated(self) -> Iterator[tuple[str, int]]:
        """Yield the texts of a list that stand in it already, each with its line."""
        seen: set[str] = set()
        for node in self._nodes():
            text = self._text(node)
            if text in seen:
                yield text, node.start_mark.line + 1
            seen.add(text)

    def _nodes(self) -> list[yaml.Node]:
        return self.node.value if isinstance(self.node, yaml.SequenceNode) else [self.node]

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return on_one_line(str(node.value)).strip()
        place = f"{self.path}:{node.start_mark.line + 1}"
        raise VocabularyError(place, f"one line of text is wanted behind '{self.key}'", "Put it in quotes")


def read_lines(path: Path, faults: list[VocabularyError]) -> list[Line]:
    """Return the entries of a file; raises VocabularyError with the line where it is no table of names.

    Entries that are no YAML are left out and added to ``faults``.
    """
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise VocabularyError(str(path), "the file is larger than 10 MB", "Take out what no person wrote")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise VocabularyError(str(path), "the file is not UTF-8", "Save it as UTF-8") from None
    if trap := find_trap(text):
        raise VocabularyError(f"{path}:{trap.line}", trap.fact, "Write each name out where it belongs")
    node = _composed(str(path), text, faults)
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise VocabularyError(
            f"{path}:1", "a table of names is wanted here", "Write 'name:' and its keys below"
        )
    return [_line(str(path), key, value) for key, value in node.value]


def _composed(path: str, text: str, faults: list[VocabularyError]) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        if conflict := unmerged(text):
            raise VocabularyError(f"{path}:{conflict[0]}", conflict[1], ACTION) from None
        sound, slips = without_slips(text)
        faults += [slip.at(path) for slip in slips]
        if slips and not find_trap(sound):
            return _composed(path, sound, faults)
        raise slip_of(error, text).at(path) from None


def _line(path: str, key: yaml.Node, value: yaml.Node) -> Line:
    return Line(path, key.start_mark.line + 1, on_one_line(str(key.value)), value)
