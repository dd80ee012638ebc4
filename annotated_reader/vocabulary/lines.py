"""YAML of keys, texts and lists of texts, every one with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from annotated_reader.disguise import on_one_line
from annotated_reader.errors import VocabularyError
from annotated_reader.git_marks import ACTION, unmerged
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
        return VocabularyError(f"{self.path}:{self.number}", fact, action)

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
        nodes = self.node.value if isinstance(self.node, yaml.SequenceNode) else [self.node]
        lines = {self._text(node): node.start_mark.line + 1 for node in reversed(nodes)}
        return {text: lines[text] for node in nodes if (text := self._text(node))}

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return on_one_line(str(node.value)).strip()
        place = f"{self.path}:{node.start_mark.line + 1}"
        raise VocabularyError(place, f"one line of text is wanted behind '{self.key}'", "Put it in quotes")


def read_lines(path: Path) -> list[Line]:
    """Return the entries of a file; raises VocabularyError with the line where it is no table of names."""
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise VocabularyError(str(path), "the file is larger than 10 MB", "Take out what no person wrote")
    try:
        text = content.decode("utf-8-sig")
        if trap := find_trap(text):
            raise VocabularyError(f"{path}:{trap.line}", trap.fact, "Write each name out where it belongs")
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError:
        raise VocabularyError(str(path), "the file is not UTF-8", "Save it as UTF-8") from None
    except yaml.YAMLError as error:
        if conflict := unmerged(content.decode("utf-8-sig")):
            raise VocabularyError(f"{path}:{conflict[0]}", conflict[1], ACTION) from None
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise VocabularyError(place, f"not valid YAML: {problem}", "Mend the line") from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise VocabularyError(
            f"{path}:1", "a table of names is wanted here", "Write 'name:' and its keys below"
        )
    return [_line(str(path), key, value) for key, value in node.value]


def _line(path: str, key: yaml.Node, value: yaml.Node) -> Line:
    return Line(path, key.start_mark.line + 1, on_one_line(str(key.value)), value)
