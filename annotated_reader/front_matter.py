"""Front matter: YAML that a person reads and edits, written the same way every time, read back safely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import yaml

from annotated_reader.yaml_traps import find_tag, find_trap

Scalar = str | int | date | None
Row = Mapping[str, Scalar]
Value = Scalar | Row | Sequence[str] | Sequence[Row]

_BLOCK = re.compile(r"\A---[ \t]*\r?\n(.*?\n)?---[ \t]*(?:\r?\n|\Z)", re.S)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolve: Callable[..., str] = yaml.resolver.Resolver().resolve
_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.inf|\.nan)",
    re.I,
)
"""Numbers of YAML 1.2, which PyYAML reads as text and other readers do not."""

_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=\s]")
_UNSAFE_INSIDE = re.compile(r": |:$| #|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[,?\[\]{}]")
_UNPRINTABLE = re.compile(
    "[^\\x20-\\x7e\\xa1-\\u1fff\\u2010-\\u2027\\u2030-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)


def dump(fields: Mapping[str, Value]) -> str:
    """Return ``fields`` in their order as a front matter block, with its two ``---`` lines.

    Short lists and mappings stand on one line, a list of mappings has one line each, and so has
    a list under ``review``, whose entries are sentences.
    """
    return "---\n" + "".join(entry(key, value) for key, value in fields.items()) + "---\n"


def load(page: str) -> dict[str, object]:
    """Return the front matter of a page; empty if it has none.

    Raises ValueError, in one line, where it is not valid YAML, no mapping, or would harm its reader.
    """
    block = _BLOCK.match(page)
    if not block:
        return {}
    return fields_of(block.group(1) or "")


def fields_of(block: str) -> dict[str, object]:
    """Return what the lines between the two ``---`` say; raises ValueError as ``load`` does."""
    if trap := find_trap(block) or find_tag(block):
        raise ValueError(trap.fact)
    try:
        fields = yaml.load(block, Loader=_LOADER)  # the C twin of SafeLoader
    except (yaml.YAMLError, OverflowError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    if not isinstance(fields, dict):
        raise ValueError("it is not a list of 'name: value' lines")
    return fields


def block_of(page: str) -> str | None:
    """Return the lines between the two ``---`` of a page with line ends as on Unix; None if it has none."""
    block = _BLOCK.match(page)
    return (block.group(1) or "") if block else None


def body_of(page: str) -> str:
    """Return what stands below the front matter and one empty line, with line ends as on Unix."""
    page = page.replace("\r\n", "\n")
    block = _BLOCK.match(page)
    return page[block.end() :].removeprefix("\n") if block else page


def entry(key: str, value: Value) -> str:
    """Return one field as it stands in the block."""
    if isinstance(value, Mapping):
        return f"{key}: {_row(value)}\n"
    if isinstance(value, str) or not isinstance(value, Sequence):
        return f"{key}: {_scalar(value)}\n"
    rows = [_row(each) for each in value if isinstance(each, Mapping)]
    words = [each for each in value if isinstance(each, str)]
    if rows or key == "review":
        return f"{key}:\n" + "".join(f"  - {line}\n" for line in rows or map(_scalar, words))
    return f"{key}: [{', '.join(_scalar(word, flow=True) for word in words)}]\n"


def _row(row: Row) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value, flow=True)}" for key, value in row.items()) + "}"


def _scalar(value: Scalar, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    if _UNPRINTABLE.search(value):
        return _UNPRINTABLE.sub(_escape, json.dumps(value, ensure_ascii=False))
    if _is_plain(value) and not (flow and _UNSAFE_IN_FLOW.search(value)):
        return value
    return "'" + value.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Tell whether the text reads as itself, and as text, without quotes."""
    if not text or _UNSAFE_START.match(text) or _UNSAFE_INSIDE.search(text) or _NUMBER.fullmatch(text):
        return False
    return _resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"


def _escape(character: re.Match[str]) -> str:
    code = ord(character.group())
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
