"""What people write into note files by mistake, and what would be read as something else without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.annotations.fields import NAMES
from annotated_reader.annotations.pairs import QUOTED

_FIELD = re.compile(r"([a-z]+)[ \t]*:[ \t]*(.*)", re.I)
_FENCED = re.compile(r"\s*(?:```|~~~)[^\n]*\n")
_WRONG_MARK = re.compile(r"\s*(&gt;|&#62;|》|〉|»|›|﹥|<blockquote)")
_SET_IN = re.compile(r"[\s\u200b-\u200f\u2060]*(?:[-*+•]|\d{1,3}[.)])?[\s\u200b-\u200f\u2060]*[>＞]")
_UNRULED = re.compile(rf"\s*(?:{NAMES})[ \t]*[:：]", re.I)

Slip = tuple[int, str, str]
"""Line, fact, action."""


def in_fields(block: str) -> Iterator[Slip]:
    """Yield the lines of a front matter block that YAML reads otherwise than they were meant."""
    seen: dict[str, int] = {}
    for number, line in enumerate(block.split("\n"), 1):
        if not (field := _FIELD.match(line)):
            continue
        name, value = field[1], field[2]
        if value.startswith("#"):
            better = f"tags: [{value.lstrip('# ')}]" if name == "tags" else f"{name}: '{value}'"
            yield (
                number,
                f"what stands behind {name} begins with #, so it is read as a remark",
                f"Write {better}",
            )
        if name in seen:
            fact = f"{name} stands here again, after line {seen[name]}; the last one holds"
            yield number, fact, "Delete one of them"
        seen.setdefault(name, number)


def in_words(rest: str, below: int, has_fields: bool) -> Iterator[Slip]:
    """Yield what hides a quotation, or the fields, in the text under ``below`` lines of front matter."""
    first = below + rest[: len(rest) - len(rest.lstrip())].count("\n") + 1
    if _FENCED.match(rest):
        fact = "the file stands in a code fence, so it is one note on the whole article, shown as code"
        yield first, fact, "Delete the lines that begin with ``` or ~~~"
    elif mark := _WRONG_MARK.match(rest):
        fact = f"it begins with {mark[1]}, which marks no quotation, so it is a note on the whole article"
        yield first, fact, "Write > in its place, at the beginning of the line"
    elif (line := rest.lstrip("\n").partition("\n")[0]) and _SET_IN.match(line) and not QUOTED.match(line):
        fact = (
            "something stands before the >, so it marks no quotation, and it is a note on the whole article"
        )
        yield first, fact, "Write > at the very beginning of the line"
    elif not has_fields and _UNRULED.match(rest):
        fact = "its front matter does not stand between two lines ---, so it is read as words"
        yield first, fact, "Write --- on a line of its own above it, and another below it"
