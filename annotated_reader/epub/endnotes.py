"""Notes at the end of a chapter: reading systems show them where they are referred to, or here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from annotated_reader.annotations.links import ROOT
from annotated_reader.epub.content_model import settle, xml_name
from annotated_reader.epub.pictures import Pictures
from annotated_reader.epub.xhtml import TYPE, X, in_namespace, say_language
from annotated_reader.gate import pass_authors
from annotated_reader.portable import Picture, Way, sayable, take_along
from annotated_reader.portable.links import sound
from annotated_reader.site.notes import NoteView

REFERENCES = {"note-ref": "noteref", "footnote-ref": "noteref", "footnote-backref": "backlink"}
"""Classes of links, and what they are to a reading system."""

BELOW = "articles/"
"""A folder below the root, from where the pictures of notes are looked for."""


def refer(root: HtmlElement) -> None:
    """Say of the references in an article's text that they are such, and give each its number; in place."""
    for link in root.iter("a"):
        kinds = [REFERENCES[name] for name in (link.get("class") or "").split() if name in REFERENCES]
        if kinds:
            link.set(TYPE, kinds[0])
            link.set("role", f"doc-{kinds[0]}")
    for footnotes in root.find_class("footnote"):
        footnotes.set(TYPE, "footnotes")
        for item in footnotes.iter("li"):
            item.set(TYPE, "footnote")


def number(root: HtmlElement) -> None:
    """Write the number of each note into the reference to it, which a web page leaves to its stylesheet."""
    for link in root.find_class("note-ref"):
        link.text = link.get("data-number")


@dataclass(frozen=True)
class Ways:
    """What notes need to know of the book."""

    words: Mapping[str, str]
    way_to: Callable[[str], str | None]
    """From an address below the site's root to the way there from a chapter."""
    pictures: Pictures


def endnotes(notes: Sequence[NoteView], ways: Ways) -> etree._Element:
    """Return the section of an article's notes, in their order."""
    words = ways.words
    section: etree._Element = X.section({TYPE: "footnotes", "class": "notes"}, X.h2(words["notes"]))
    say_language(section, words["lang"])
    for view in notes:
        section.append(_note(view, ways))
    return section


def _note(view: NoteView, ways: Ways) -> etree._Element:
    note, words = view.placed.note, ways.words
    aside: etree._Element = X.aside(
        _head(view, words), {TYPE: "footnote", "role": "doc-footnote", "id": xml_name(view.id)}
    )
    if view.placed.quoted:
        quotation = X.blockquote(X.p(sayable(view.placed.quoted)))
        say_language(quotation, view.entry.lang)
        aside.append(quotation)
    if view.state:
        now = f"{words['note_now']}{words['colon']}{view.placed.now}" if view.placed.now else ""
        aside.append(X.p(X.strong(words[f"note_{view.state}"]), sayable(f" {now}".rstrip())))
    aside.append(_said(view, ways))
    if note.tags:
        aside.append(X.p({"class": "facts"}, sayable(" ".join(f"#{tag}" for tag in note.tags))))
    return aside


def _head(view: NoteView, words: Mapping[str, str]) -> etree._Element:
    note = view.placed.note
    facts = [words[f"note_{note.kind}"], note.by or "", (note.date or "")[:10]]
    if note.resolved:
        facts.append(words["note_resolved"])
    if view.placed.quoted is None:
        facts.append(words["note_whole"])
    said = sayable("".join(f" · {fact}" for fact in facts if fact))
    back = X.a(words["note_number"].format(n=view.placed.number), {"href": f"#{xml_name(f'ref-{note.id}')}"})
    head: etree._Element = X.p({"class": "facts"}, back, said)
    return head


def _said(view: NoteView, ways: Ways) -> etree._Element:
    def lead(address: str) -> str | None:
        return ways.way_to(address.removeprefix(ROOT)) if address.startswith(ROOT) else sound(address)

    def picture(address: str) -> Picture | None:
        own = address.startswith(ROOT)
        return ways.pictures.take(BELOW, f"../{address.removeprefix(ROOT)}" if own else address)

    root = take_along(pass_authors(view.said.html).html, Way(lead, picture, ways.words))
    settle(root)
    for element in root.iter("*"):
        element.attrib.pop("id", None)
    return in_namespace(root)
