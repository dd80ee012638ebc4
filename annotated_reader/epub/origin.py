"""Where an article comes from, at the end of its chapter: every hop, what was taken out, how to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from annotated_reader.epub.xhtml import X, say_language
from annotated_reader.portable import sayable
from annotated_reader.portable.links import sound
from annotated_reader.site.entries import Entry
from annotated_reader.values import Hop


def origin(entry: Entry, words: Mapping[str, str], site_url: str) -> etree._Element:
    """Return the section; ``site_url`` is empty where nobody else can reach the site."""
    section: etree._Element = X.section({"class": "origin"}, X.h2(words["provenance"]))
    say_language(section, words["lang"])
    section.append(X.ul(*(X.li(*row) for row in _rows(entry, words, site_url))))
    return section


def _rows(entry: Entry, words: Mapping[str, str], site_url: str) -> Iterator[list[etree._Element | str]]:
    for hop in entry.provenance:
        if hop.role != "capture":
            yield _hop(hop, words)
    for other in entry.variants:
        label = words["also_printed"] + words["colon"]
        yield [label, _linked(other.publisher or words["unknown_publisher"], other.original_url or "")]
    if site_url:
        address = site_url + entry.url
        yield [words["feed_here"] + words["colon"], _linked(address, address)]
    if entry.tally:
        taken = words["comma"].join(
            f"{words[kind]} {words['pieces'].format(n=count)}" for kind, count in entry.tally
        )
        yield [f"{words['taken_out']}{words['colon']}{taken}"]
    for sentence in entry.review:
        yield [sayable(f"{words['review']}{words['colon']}{sentence}")]
    if entry.capture_sha256:
        label = f"{words['capture']}{words['colon']}{entry.capture_path} "
        yield [sayable(label), X.code(sayable(f"SHA-256 {entry.capture_sha256}"))]


def _hop(hop: Hop, words: Mapping[str, str]) -> list[etree._Element | str]:
    label = words.get(hop.role, hop.role) + words["colon"]
    name = hop.name or hop.url or words["unknown_publisher"]
    return [sayable(label), _linked(name, hop.url or ""), sayable(f" {hop.date or ''}".rstrip())]


def _linked(said: str, address: str) -> etree._Element:
    target = sound(address)
    link: etree._Element = X.a(sayable(said), {"href": target}) if target else X.span(sayable(said))
    return link
