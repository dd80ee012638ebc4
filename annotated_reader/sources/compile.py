"""Turns a parsed source file into a Source: every selector and pattern compiled, every key checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from annotated_reader.errors import RuleError
from annotated_reader.sources.lined_yaml import Lined
from annotated_reader.sources.model import PLACES, Claim, FieldRule, Flag, Rule, Source
from annotated_reader.sources.select import compile_selector
from annotated_reader.values import KINDS

SOURCE_KEYS = frozenset(
    {
        "name",
        "role",
        "url",
        "hosts",
        "like",
        "claim",
        "body",
        "unlink",
        "flag",
        "remove",
        "read",
        "must_stay",
        "must_go",
    }
)
CLAIM_KEYS = frozenset({"host", "select", "line"})
VERBS = (
    "strip",
    "strip_id_or_class",
    "strip_image_src",
    "strip_style",
    "strip_line",
    "strip_section",
    "strip_text",
    "strip_links",
)
RULE_KEYS = frozenset({"name", "kind", "why", "place", "max_letters", "min_links", "unless", "whole", *VERBS})
FIELD_KEYS = frozenset(
    {"name", "field", "why", "select", "attribute", "line", "value", "lift", "front_matter", "place"}
)
FIELDS = ("title", "author", "publisher", "published", "original_url", "archive_url", "tag", "lang")
ROLES = ("original", "republisher", "mirror", "general")


def compile_source(key: str, tree: Lined, others: Mapping[str, Lined]) -> Source:
    """Return the Source written in ``tree``; ``like: other`` takes over the rules of another file.

    Raises RuleError with file and line for whatever is unknown, missing or malformed.
    """
    entries = tree.mapping(SOURCE_KEYS)
    for wanted in ("name", "role"):
        if wanted not in entries:
            raise tree.fault(f"the key '{wanted}' is missing", "Add it at the top of the file")
    model = _model(entries.get("like"), others)
    hosts = tree.texts("hosts")
    return Source(
        key=key,
        name=entries["name"].text(),
        role=_one_of(entries["role"], ROLES),
        url=entries["url"].text() if "url" in entries else None,
        hosts=hosts,
        claims=(*((Claim(hosts=hosts),) if hosts else ()), *_claims(entries.get("claim"))),
        body=tuple(_selector(item) for item in _items(entries.get("body"))),
        unlink=tuple(_selector(item) for part in (model, entries) for item in _items(part.get("unlink"))),
        rules=(
            *(replace(_rule(key, item), inherited=True) for item in _items(model.get("remove"))),
            *(_rule(key, item) for item in _items(entries.get("remove"))),
        ),
        fields=tuple(_field(key, item) for part in (model, entries) for item in _items(part.get("read"))),
        flags=tuple(_flag_of(key, item) for item in _items(entries.get("flag"))),
        must_stay=tree.texts("must_stay"),
        must_go=tree.texts("must_go"),
    )


def _model(like: Lined | None, others: Mapping[str, Lined]) -> Mapping[str, Lined]:
    if like is None:
        return {}
    other = others.get(f"{like.text()}.yaml")
    if other is None:
        raise like.fault(f"there is no source '{like.text()}'", "Name another file in this folder")
    entries = other.mapping(SOURCE_KEYS)
    if "like" in entries:
        raise like.fault(f"'{like.text()}' is itself like another", "Name that one")
    return entries


def _items(node: Lined | None) -> list[Lined]:
    return list(node.items()) if node else []


def _claims(node: Lined | None) -> tuple[Claim, ...]:
    claims = []
    for item in _items(node):
        entries = item.mapping(CLAIM_KEYS)
        claims.append(
            Claim(
                hosts=entries["host"].texts() if "host" in entries else (),
                select=_selector(entries["select"]) if "select" in entries else None,
                needles=_needles(entries["select"]) if "select" in entries else (),
                words=_literal(entries["line"]) if "line" in entries else "",
                pattern=_pattern(entries["line"]) if "line" in entries else None,
            )
        )
    return tuple(claims)


def _literal(node: Lined) -> str:
    """The longest run of Chinese in a pattern without alternatives: what any match must contain."""
    texts = node.texts()
    if len(texts) != 1 or "|" in texts[0] or "(" in texts[0]:
        return ""
    runs = re.findall(r"[\u4e00-\u9fff]{2,}(?![?*{\]])", re.sub(r"\[[^\]]*\]", " ", texts[0]))
    return max(runs, key=len, default="")


def _needles(node: Lined) -> tuple[bytes, ...]:
    """The quoted strings of a selector without alternatives, as they must stand in a capture's bytes."""
    texts = node.texts()
    if len(texts) != 1 or "," in texts[0] or "|" in texts[0]:
        return ()
    return tuple(text.encode() for text in re.findall(r"[\"']([!-~]{6,})[\"']", texts[0]))


def _rule(key: str, item: Lined) -> Rule:
    entries = item.mapping(RULE_KEYS)
    verbs = [verb for verb in VERBS if verb in entries]
    if len(verbs) != 1:
        raise item.fault(f"a rule needs exactly one of {', '.join(VERBS)}", "Write one, or split the rule")
    for wanted in ("name", "kind", "why"):
        if wanted not in entries:
            raise item.fault(
                f"the rule has no '{wanted}'", "Add it: a stranger must be able to check the rule"
            )
    verb, value = verbs[0], entries[verbs[0]]
    return Rule(
        name=f"{key}/{entries['name'].text()}",
        kind=_one_of(entries["kind"], KINDS),
        why=entries["why"].text(),
        verb=verb,
        select=_selector(value) if verb in ("strip", "strip_links") else None,
        tokens=frozenset(value.texts()) if verb == "strip_id_or_class" else frozenset(),
        pattern=None if verb in ("strip", "strip_id_or_class", "strip_links") else _pattern(value),
        place=_one_of(entries["place"], PLACES) if "place" in entries else "anywhere",
        max_letters=_number(entries.get("max_letters"), 60),
        unless=_pattern(entries["unless"]) if "unless" in entries else None,
        min_links=float(_number(entries.get("min_links"), 0)) / 100,
        whole=_flag(entries.get("whole"), True),
    )


def _field(key: str, item: Lined) -> FieldRule:
    entries = item.mapping(FIELD_KEYS)
    if "field" not in entries:
        raise item.fault("the reading has no 'field'", f"Add one of: {', '.join(FIELDS)}")
    name = entries["name"].text() if "name" in entries else entries["field"].text()

    def text(wanted: str) -> str | None:
        return entries[wanted].text() if wanted in entries else None

    return FieldRule(
        name=f"{key}/{name}",
        field=_one_of(entries["field"], FIELDS),
        why=text("why") or "",
        select=_selector(entries["select"]) if "select" in entries else None,
        attribute=text("attribute"),
        pattern=_pattern(entries["line"]) if "line" in entries else None,
        value=text("value"),
        lift=_flag(entries.get("lift"), False),
        front_matter=text("front_matter"),
        place=_one_of(entries["place"], PLACES) if "place" in entries else "anywhere",
    )


def _flag_of(key: str, item: Lined) -> Flag:
    entries = item.mapping(frozenset({"name", "why", "line"}))
    for wanted in ("name", "why", "line"):
        if wanted not in entries:
            raise item.fault(f"the flag has no '{wanted}'", "Add it")
    return Flag(f"{key}/{entries['name'].text()}", entries["why"].text(), _pattern(entries["line"]))


def _selector(node: Lined):  # type: ignore[no-untyped-def]
    try:
        return compile_selector(node.texts())
    except ValueError as error:
        raise node.fault(f"not a selector: {error}", "Write CSS, or XPath that begins with /") from None


def _pattern(node: Lined) -> re.Pattern[str]:
    """One regular expression of all alternatives; white space in them is literal."""
    alternatives = []
    for item in node.items():
        try:
            re.compile(item.text())
        except re.error as error:
            raise item.fault(
                f"not a regular expression: {error}", "Mend it, or escape the character"
            ) from None
        alternatives.append(item.text())
    try:
        return re.compile("|".join(f"(?:{text})" for text in alternatives), re.I)
    except re.error as error:
        raise node.fault(
            f"the alternatives do not go together: {error}", "Give each group its own name"
        ) from None


def _one_of(node: Lined, known: tuple[str, ...]) -> str:
    if node.text() not in known:
        raise node.fault(f"'{node.text()}' is not known here", f"Use one of: {', '.join(known)}")
    return node.text()


def _number(node: Lined | None, default: int) -> int:
    if node is None:
        return default
    if not node.text().isdigit():
        raise node.fault(f"'{node.text()}' is not a whole number", "Write digits only")
    return int(node.text())


def _flag(node: Lined | None, default: bool) -> bool:
    if node is None:
        return default
    return _one_of(node, ("true", "false")) == "true"


__all__ = ["RuleError", "compile_source"]
