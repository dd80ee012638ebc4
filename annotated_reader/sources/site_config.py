"""Reads site files of the field's common convention (``title: … body: … strip: …``) as sources.

The convention is documented by its collection, ftr-site-config: one file per host,
named ``host.txt``, one directive per line, XPath as the selector language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from annotated_reader.errors import RuleError
from annotated_reader.sources.model import Claim, FieldRule, Rule, Select, Source
from annotated_reader.sources.select import compile_selector

WITHOUT_MEANING = frozenset(
    """
    prune tidy autodetect_on_failure autodetect_next_page single_page_link single_page_link_in_feed
    next_page_link http_header convert_double_br_tags parser test_url insert_detected_image
    native_ad_clue skip_json_ld if_page_contains wrap_in src_lazy_load_attr strip_attr footnotes
    find_string replace_string requires_login not_logged_in_xpath login_uri login_username_field
    login_password_field login_extra_fields move_into strip_comments dissolve rename
    """.split()
)
"""Directives for fetching and for other people's parsers: known, and of no use on a capture."""

_OF_ELEMENT = re.compile(r"/text\(\)\Z")
"""An expression for the text of an element means the element here."""
_ATTRIBUTE = re.compile(r"(.+)/@([\w:-]+)")
_LINE = re.compile(r"(?P<name>[a-z_]+)(?:\((?P<argument>.*?)\))?\s*:\s?(?P<value>.*)\Z")


@dataclass
class _Draft:
    """What the lines of one file have added up to so far."""

    key: str
    body: list[Select] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fields: list[FieldRule] = field(default_factory=list)
    must_stay: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_site_config(name: str, text: str) -> tuple[Source, tuple[RuleError, ...]]:
    """Return the source that a site file describes, and a RuleError for each line that cannot be used."""
    host = PurePath(name).stem.lstrip(".")
    draft = _Draft(host)
    errors: list[RuleError] = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            try:
                _take(draft, stripped, f"{name}:{number}")
            except RuleError as error:
                errors.append(error)
    return _source(draft, host), tuple(errors)


def _take(draft: _Draft, line: str, place: str) -> None:
    match = _LINE.match(line)
    if match is None:
        raise RuleError(
            place, f"'{line[:40]}' is no directive", "Write 'directive: value', or begin it with #"
        )
    name, value = match["name"], match["value"].strip()
    if name in WITHOUT_MEANING:
        draft.ignored.append(f"{place} {name}")
    elif name in _TAKERS:
        _TAKERS[name](draft, value, place)
    else:
        raise RuleError(place, f"unknown directive '{name}'", "Remove the line, or begin it with #")


def _selector(value: str, place: str) -> Select:
    try:
        return compile_selector([value if value.startswith(("/", "(")) else f"//{value}"])
    except ValueError as error:
        raise RuleError(place, f"not XPath: {error}", "Mend the expression") from None


def _take_body(draft: _Draft, value: str, place: str) -> None:
    draft.body.append(_selector(value, place))


def _take_strip(draft: _Draft, value: str, place: str) -> None:
    draft.rules.append(_rule(draft, "strip", place, select=_selector(value, place)))


def _take_token(draft: _Draft, value: str, place: str) -> None:
    tokens = frozenset({f"*{value.strip(chr(34)).strip(chr(39))}*"})
    draft.rules.append(_rule(draft, "strip_id_or_class", place, tokens=tokens))


def _take_image(draft: _Draft, value: str, place: str) -> None:
    pattern = re.compile(re.escape(value.strip("\"'")), re.I)
    draft.rules.append(_rule(draft, "strip_image_src", place, pattern=pattern))


def _take_phrase(draft: _Draft, value: str, place: str) -> None:
    draft.must_stay.append(value)


def _taker_of(name: str) -> Callable[[_Draft, str, str], None]:
    def take(draft: _Draft, value: str, place: str) -> None:
        match = _ATTRIBUTE.fullmatch(value)
        path, attribute = match.groups() if match else (_OF_ELEMENT.sub("", value), None)
        draft.fields.append(
            FieldRule(
                f"{draft.key}/{name}",
                name,
                f"{name} in {place}",
                select=_selector(path, place),
                attribute=attribute,
            )
        )

    return take


def _rule(
    draft: _Draft,
    verb: str,
    place: str,
    select: Select | None = None,
    tokens: frozenset[str] = frozenset(),
    pattern: re.Pattern[str] | None = None,
) -> Rule:
    why = f"the site file says so at {place}"
    line = place.rsplit(":", 1)[-1]
    return Rule(
        f"{draft.key}/line-{line}", "chrome", why, verb, select=select, tokens=tokens, pattern=pattern
    )


_TAKERS: dict[str, Callable[[_Draft, str, str], None]] = {
    "title": _taker_of("title"),
    "author": _taker_of("author"),
    "date": _taker_of("published"),
    "body": _take_body,
    "strip": _take_strip,
    "strip_id_or_class": _take_token,
    "strip_image_src": _take_image,
    "test_contains": _take_phrase,
}


def _source(draft: _Draft, host: str) -> Source:
    return Source(
        key=draft.key,
        name=host,
        role="original",
        url=f"https://{host}/",
        hosts=(host,),
        claims=(Claim(hosts=(host,)),),
        body=tuple(draft.body),
        rules=tuple(draft.rules),
        fields=tuple(draft.fields),
        must_stay=tuple(draft.must_stay),
        ignored=tuple(draft.ignored),
        ending=".txt",
    )


def site_configs(contents: Sequence[tuple[str, bytes]], errors: list[RuleError]) -> list[Source]:
    """Return the sources of all site files; faults go to ``errors``, the rest of a file is used."""
    found = []
    for name, content in contents:
        if "." not in name.removesuffix(".txt").strip("."):
            errors.append(RuleError(name, "its name is no host", "Call it host.txt, or move it elsewhere"))
            continue
        try:
            source, faults = read_site_config(name, content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            errors.append(RuleError(name, "the file is not UTF-8", "Save it as UTF-8"))
            continue
        errors.extend(faults)
        found.append(source)
    return found
