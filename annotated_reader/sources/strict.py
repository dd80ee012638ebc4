"""Reads single values of a source file, and says with file and line what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from annotated_reader.sources.lined_yaml import Lined
from annotated_reader.sources.model import Select
from annotated_reader.sources.select import compile_selector

_HOST = re.compile(r"(?!www\.)[^\s/:A-Z.]+(?:\.[^\s/:A-Z.]+)+(?:/\S*)?")


def required(entries: Mapping[str, Lined], names: Collection[str], whole: Lined, action: str) -> None:
    """Raise RuleError unless every one of ``names`` is there and says something."""
    for name in names:
        if name not in entries:
            raise whole.fault(f"the key '{name}' is missing", action)
        if entries[name].node == "":
            raise entries[name].fault(f"'{name}' is empty", action)


def selector(node: Lined) -> Select:
    """Return the selectors of ``node``, compiled."""
    try:
        return compile_selector(node.texts())
    except ValueError as error:
        raise node.fault(f"not a selector: {error}", "Write CSS, or XPath that begins with /") from None


def pattern(node: Lined) -> re.Pattern[str]:
    """Return one regular expression of all alternatives; white space in them is literal.

    A class of characters that begins with the colons takes the small one of Hong Kong's pages too.
    """
    for item in node.items():
        try:
            re.compile(item.text())
        except (re.error, OverflowError, RecursionError) as error:
            raise item.fault(
                f"not a regular expression: {error}", "Mend it, or escape the character"
            ) from None
    try:
        alternatives = "|".join(f"(?:{text})" for text in node.texts())
        return re.compile(alternatives.replace("[:：", "[:：﹕"), re.I)
    except re.error as error:
        raise node.fault(
            f"the alternatives do not go together: {error}",
            "Give each group its own name, and leave out (?i): capitals and small letters are one",
        ) from None


def hosts(node: Lined | None) -> tuple[str, ...]:
    """Return the host names of ``node``, each perhaps with a path behind it."""
    for item in node.items() if node else ():
        if not _HOST.fullmatch(item.text()):
            raise item.fault(
                f"'{item.text()}' is no host",
                "Write it as in 'news.example' or 'news.example/zh': small letters, no http://, no www.",
            )
    return node.texts() if node else ()


def one_of(node: Lined, known: Collection[str]) -> str:
    """Return the text of ``node``, which must be one of ``known``."""
    if node.text() not in known:
        raise node.fault(f"'{node.text()}' is not known here", f"Use one of: {', '.join(known)}")
    return node.text()


def number(node: Lined | None, default: int, most: int = 1_000_000) -> int:
    """Return a whole number from 0 to ``most``; ``default`` where there is no node."""
    if node is None:
        return default
    if not re.fullmatch(r"[0-9]{1,7}", node.text()) or int(node.text()) > most:
        raise node.fault(f"'{node.text()}' is not a whole number up to {most:,}", "Write digits only")
    return int(node.text())


def flag(node: Lined | None, default: bool) -> bool:
    """Return true or false; ``default`` where there is no node."""
    if node is None:
        return default
    return one_of(node, ("true", "false")) == "true"
