"""Turns a parsed source file into a Source: every selector and pattern compiled, every key checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from annotated_reader.errors import RuleError
from annotated_reader.sources import strict
from annotated_reader.sources.lined_yaml import Lined
from annotated_reader.sources.model import PLACES, Claim, FieldRule, Flag, Rule, Source
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
_SEVERAL = re.compile(r"[,|&]|\bor\b|\bnot\b|!=")
"""What makes a quoted string of a selector dispensable, or stand in the capture in another form."""
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
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "place": ("strip_line", "strip_section", "strip_links"),
    "max_letters": ("strip_line", "strip_section"),
    "min_links": ("strip_line",),
    "whole": ("strip_line",),
    "company": ("strip_line",),
    "unless": ("strip_links",),
}
"""What narrows a rule, and the verbs that it narrows."""
RULE_KEYS = frozenset({"name", "kind", "why", *OPTIONS, *VERBS})
READ_FROM = ("select", "line", "front_matter", "value")
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
    strict.required(entries, ("name", "role"), tree, "Add it at the top of the file")
    role = strict.one_of(entries["role"], ROLES)
    model = _model(entries.get("like"), others)
    hosts = strict.hosts(entries.get("hosts"))
    claims = (*((Claim(hosts=hosts),) if hosts else ()), *_claims(entries.get("claim")))
    if not claims and role != "general":
        raise tree.fault("nothing says which captures are its own", "Add 'hosts' or 'claim'")
    _check_names(_items(entries.get("remove")))
    return Source(
        key=key,
        name=entries["name"].text(),
        role=role,
        url=entries["url"].text() if "url" in entries else None,
        hosts=hosts,
        claims=claims,
        body=tuple(strict.selector(item) for item in _items(entries.get("body"))),
        unlink=tuple(
            strict.selector(item) for part in (model, entries) for item in _items(part.get("unlink"))
        ),
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
        if not entries:
            raise item.fault("the claim is empty", f"Add one of: {', '.join(sorted(CLAIM_KEYS))}")
        claims.append(
            Claim(
                hosts=strict.hosts(entries.get("host")),
                select=strict.selector(entries["select"]) if "select" in entries else None,
                needles=_needles(entries["select"]) if "select" in entries else (),
                pattern=strict.pattern(entries["line"]) if "line" in entries else None,
            )
        )
    return tuple(claims)


def _needles(node: Lined) -> tuple[bytes, ...]:
    """The quoted strings of a selector without alternatives, as they must stand in a capture's bytes."""
    texts = node.texts()
    if len(texts) != 1 or _SEVERAL.search(texts[0]):
        return ()
    return tuple(text.encode() for text in re.findall(r"[\"']([!-~]{6,})[\"']", texts[0]))


def _check_names(rules: list[Lined]) -> None:
    """The ledger, the tests and the tally tell rules apart by name."""
    seen: set[str] = set()
    for rule in rules:
        name = rule.mapping(RULE_KEYS).get("name")
        if name and name.text() in seen:
            raise name.fault(f"another rule is called '{name.text()}' too", "Give each rule its own name")
        seen.add(name.text() if name else "")


def _rule(key: str, item: Lined) -> Rule:
    entries = item.mapping(RULE_KEYS)
    verbs = [verb for verb in VERBS if verb in entries]
    if len(verbs) != 1:
        raise item.fault(f"a rule needs exactly one of {', '.join(VERBS)}", "Write one, or split the rule")
    strict.required(
        entries, ("name", "kind", "why"), item, "Add it: a stranger must be able to check the rule"
    )
    verb, value = verbs[0], entries[verbs[0]]
    for option in OPTIONS.keys() & entries:
        if verb not in OPTIONS[option]:
            raise entries[option].fault(
                f"'{option}' means nothing to {verb}", f"It goes with {', '.join(OPTIONS[option])}; remove it"
            )
    return Rule(
        name=f"{key}/{entries['name'].text()}",
        kind=strict.one_of(entries["kind"], KINDS),
        why=entries["why"].text(),
        verb=verb,
        select=strict.selector(value) if verb in ("strip", "strip_links") else None,
        tokens=frozenset(value.texts()) if verb == "strip_id_or_class" else frozenset(),
        pattern=None if verb in ("strip", "strip_id_or_class", "strip_links") else strict.pattern(value),
        place=strict.one_of(entries["place"], PLACES) if "place" in entries else "anywhere",
        max_letters=strict.number(entries.get("max_letters"), 60),
        unless=strict.pattern(entries["unless"]) if "unless" in entries else None,
        min_links=float(strict.number(entries.get("min_links"), 0, 100)) / 100,
        whole=strict.flag(entries.get("whole"), True),
        company=strict.flag(entries.get("company"), False),
    )


def _field(key: str, item: Lined) -> FieldRule:
    entries = item.mapping(FIELD_KEYS)
    strict.required(entries, ("field",), item, f"Use one of: {', '.join(FIELDS)}")
    if not entries.keys() & set(READ_FROM):
        raise item.fault("the reading does not say where to read", f"Add one of: {', '.join(READ_FROM)}")
    name = entries["name"].text() if "name" in entries else entries["field"].text()

    def text(wanted: str) -> str | None:
        return entries[wanted].text() if wanted in entries else None

    return FieldRule(
        name=f"{key}/{name}",
        field=strict.one_of(entries["field"], FIELDS),
        why=text("why") or "",
        select=strict.selector(entries["select"]) if "select" in entries else None,
        attribute=text("attribute"),
        pattern=strict.pattern(entries["line"]) if "line" in entries else None,
        value=text("value"),
        lift=strict.flag(entries.get("lift"), False),
        front_matter=text("front_matter"),
        place=strict.one_of(entries["place"], PLACES) if "place" in entries else "anywhere",
    )


def _flag_of(key: str, item: Lined) -> Flag:
    entries = item.mapping(frozenset({"name", "why", "line"}))
    strict.required(entries, ("name", "why", "line"), item, "Add it")
    return Flag(f"{key}/{entries['name'].text()}", entries["why"].text(), strict.pattern(entries["line"]))


__all__ = ["RuleError", "compile_source"]
