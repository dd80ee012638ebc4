"""The parts of a book around its chapters: what it is, what is in it, in which order, and its first pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from annotated_reader.epub.content_model import language
from annotated_reader.epub.xhtml import TYPE, X, maker, page, say_language
from annotated_reader.portable import sayable

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    b"</rootfiles></container>\n"
)
XHTML_TYPE = "application/xhtml+xml"
COVER = "cover-image"
"""The id of the drawing that libraries show."""
DRAWING = "cover.svg"
ACCESSIBLE = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityHazard", "none"),
)
"""What EPUB Accessibility 1.1 wants a book to say of itself."""

_O = maker(OPF, dc=DC)
_D = maker(DC)


@dataclass(frozen=True)
class Book:
    """What a book says of itself."""

    title: str
    subtitle: str
    """Its number of articles, and the time that they are from."""
    site: str
    """The site's name, which is who made the book."""
    identity: str
    """The same for the same choice from the same site, however often it is made."""
    digest: str
    """The sha256 of what is in it, in hexadecimal."""
    modified: str
    """``YYYY-MM-DDTHH:MM:SSZ``: the newest date in it, for a clock would make every copy another."""
    language: str
    languages: tuple[str, ...]
    """Those of its articles, most used first."""
    subjects: tuple[str, ...]
    address: str
    """Of the site; empty where nobody else can reach it."""

    @property
    def urn(self) -> str:
        """Its identifier."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.identity).urn


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of contents."""

    group: str
    """The heading that it stands under."""
    title: str
    language: str
    file: str
    """The chapter's name."""


def package(book: Book, files: Sequence[str], images: Iterable[tuple[str, str]]) -> bytes:
    """Return the package document; ``images`` are names and media types."""
    manifest = _O.manifest(
        _O.item(id="nav", href="nav.xhtml", properties="nav", **{"media-type": XHTML_TYPE}),
        _O.item(id="css", href="book.css", **{"media-type": "text/css"}),
        _O.item(id="cover", href="cover.xhtml", **{"media-type": XHTML_TYPE}),
        _O.item(id=COVER, href=DRAWING, properties="cover-image", **{"media-type": "image/svg+xml"}),
    )
    spine = _O.spine(_O.itemref(idref="cover"), _O.itemref(idref="nav"))
    for count, file in enumerate(files, 1):
        manifest.append(_O.item(id=f"c{count}", href=f"text/{file}", **{"media-type": XHTML_TYPE}))
        spine.append(_O.itemref(idref=f"c{count}"))
    for count, (name, kind) in enumerate(images, 1):
        manifest.append(_O.item(id=f"i{count}", href=f"images/{name}", **{"media-type": kind}))
    root = _O.package(_metadata(book), manifest, spine, version="3.0")
    root.set("unique-identifier", "id")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language(book.language))
    etree.cleanup_namespaces(root, top_nsmap={"dc": DC})
    etree.indent(root, " ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _metadata(book: Book) -> etree._Element:
    metadata: etree._Element = _O.metadata(
        _D.identifier(book.urn, id="id"),
        _D.identifier(f"urn:sha256:{book.digest}"),
        _D.title(sayable(book.title)),
        *(_D.language(each) for each in book.languages),
        _D.creator(sayable(book.site)),
        _D.publisher(sayable(book.site)),
        _D.description(sayable(book.subtitle)),
        *(_D.subject(sayable(subject)) for subject in book.subjects),
        *([_D.source(book.address)] if book.address else []),
    )
    for name, value in (("dcterms:modified", book.modified), *ACCESSIBLE):
        metadata.append(_O.meta(value, property=name))
    metadata.append(_O.meta(name="cover", content=COVER))  # where readers of EPUB 2 look
    return metadata


def cover(book: Book, lang: str) -> bytes:
    """Return the first page, made of words."""
    parts = [X.h1(sayable(book.title)), X.p(sayable(book.subtitle))]
    if book.site != book.title:
        parts.append(X.p(sayable(book.site)))
    if book.address:
        parts.append(X.p(X.a(book.address, {"href": book.address})))
    return page(sayable(book.title), lang, [X.section({TYPE: "cover", "class": "cover"}, *parts)])


def contents(lines: Sequence[Line], label: str, lang: str) -> bytes:
    """Return the table of contents, by groups where there are several; ``label`` is its heading."""
    groups = [(name, list(found)) for name, found in groupby(lines, key=lambda line: line.group)]
    top = X.ol()
    for name, found in groups:
        rows = list(_rows(found))
        if len(groups) == 1:
            top.extend(rows)
        else:
            top.append(X.li(X.span(name), X.ol(*rows)))
    toc = X.nav({TYPE: "toc", "role": "doc-toc", "id": "toc"}, X.h1(label), top)
    marks = X.ol(
        X.li(X.a(label, {TYPE: "toc", "href": "#toc"})),
        X.li(X.a(sayable(lines[0].title), {TYPE: "bodymatter", "href": f"text/{lines[0].file}"})),
    )
    landmarks = X.nav({TYPE: "landmarks", "hidden": "hidden"}, marks)
    return page(label, lang, [toc, landmarks])


def _rows(lines: Iterable[Line]) -> Iterator[etree._Element]:
    for line in lines:
        link = X.a(sayable(line.title) or line.file, {"href": f"text/{line.file}"})
        say_language(link, line.language)
        yield X.li(link)
