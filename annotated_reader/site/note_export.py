"""Notes as Web Annotations: a collection for the site, whose pages are one document for each article.

The model is the W3C Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml.html import tostring
from lxml.html.builder import E

from annotated_reader.anchoring import Outcome
from annotated_reader.annotations.links import from_root
from annotated_reader.annotations.values import Placed
from annotated_reader.fragments import read_fragment
from annotated_reader.site.notes import NoteView, Views

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = "notes.jsonld"
"""Where the collection stands below the site's root."""
MOTIVATIONS = {
    "comment": "commenting",
    "question": "questioning",
    "correction": "editing",
    "link": "linking",
    "tag": "tagging",
}
"""Why each kind of note is made, in the Recommendation's words."""
AROUND = 32
"""Code points of context on each side of a quotation."""

Json = dict[str, Any]


def collection(views: Views, site_url: str, label: str) -> Json:
    """Return the collection of all notes; ``site_url`` ends in a slash."""
    total = sum(len(found) for found in views.by_slug.values())
    fields: Json = {
        "@context": CONTEXT,
        "id": site_url + COLLECTION,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
    }
    pages = [found[0].entry.notes_jsonld for found in views.by_slug.values() if found]
    if pages:
        fields |= {"first": site_url + pages[0], "last": site_url + pages[-1]}
    return fields


def pages(views: Views, texts: Mapping[str, str], site_url: str) -> Iterator[tuple[str, Json]]:
    """Yield the pages of the collection, one for each article with notes, with their addresses.

    ``texts`` are the plain texts of the articles by slug.
    """
    found = [each for each in views.by_slug.values() if each]
    before = 0
    for at, notes in enumerate(found):
        entry = notes[0].entry
        fields: Json = {
            "@context": CONTEXT,
            "id": site_url + entry.notes_jsonld,
            "type": "AnnotationPage",
            "label": entry.title,
            "partOf": site_url + COLLECTION,
            "startIndex": before,
        }
        if at:
            fields["prev"] = site_url + found[at - 1][0].entry.notes_jsonld
        if at + 1 < len(found):
            fields["next"] = site_url + found[at + 1][0].entry.notes_jsonld
        fields["items"] = [annotation(view, texts.get(entry.slug, ""), site_url) for view in notes]
        yield entry.notes_jsonld, fields
        before += len(notes)


def annotation(view: NoteView, text: str, site_url: str) -> Json:
    """Return one note; ``text`` is the plain text of its article."""
    note = view.placed.note
    fields: Json = {
        "@context": CONTEXT,
        "id": site_url + view.url,
        "type": "Annotation",
        "motivation": MOTIVATIONS[note.kind],
    }
    if note.date:
        fields["created"] = note.date if "T" in note.date else f"{note.date}T00:00:00Z"
    if note.by:
        fields["creator"] = {"id": site_url + view.by_url, "type": "Person", "name": note.by}
    if bodies := _bodies(view, site_url):
        fields["body"] = bodies
    return fields | {"target": _target(view, text, site_url)}


def _bodies(view: NoteView, site_url: str) -> list[Json]:
    note = view.placed.note
    bodies: list[Json] = []
    if note.body:
        html = from_root(_without_remote_pictures(view.said.html), site_url)
        purpose = "describing" if note.kind == "tag" else MOTIVATIONS[note.kind]
        bodies.append({"type": "TextualBody", "value": html, "format": "text/html", "purpose": purpose})
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    return bodies


def _without_remote_pictures(html: str) -> str:
    """Return a note's HTML with links in the place of pictures that a program would load from elsewhere."""
    if "<img" not in html:
        return html
    root = read_fragment(html)
    for image in list(root.iter("img")):
        if "://" not in (address := image.get("src") or ""):
            continue
        said = image.get("alt") or address
        in_link = next(image.iterancestors("a"), None) is not None
        words = E.span(said) if in_link else E.a(said, href=address)
        words.tail = image.tail
        image.getparent().replace(image, words)
    return escape(root.text or "", quote=False) + "".join(tostring(each, encoding="unicode") for each in root)


def _target(view: NoteView, text: str, site_url: str) -> Json:
    source = {"id": site_url + view.entry.url, "type": "Text", "format": "text/html"}
    if view.entry.lang != "und":
        source["language"] = view.entry.lang
    if view.placed.quoted is None:
        return source
    return {"type": "SpecificResource", "source": source, "selector": _selectors(view.placed, text)}


def _selectors(placed: Placed, text: str) -> Json | list[Json]:
    """Return the words as they stand now with what is around them, and as quoted where that differs."""
    note = placed.note
    quoted = _selector(placed.quoted or "", note.prefix, note.suffix)
    if not placed.spans:
        return quoted
    start, end = placed.spans[0].start, placed.spans[-1].end
    now = _selector(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])
    return [now, quoted] if placed.outcome is Outcome.MOVED else now


def _selector(exact: str, prefix: str, suffix: str) -> Json:
    fields = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {name: value for name, value in fields.items() if value or name == "exact"}
