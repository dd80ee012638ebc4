"""Recognises files that are no text of one article: pictures, documents, archives, feeds."""

from __future__ import annotations

import re

from annotated_reader.errors import CaptureError
from annotated_reader.values import Capture

_TAKE_OUT = "Take it out of the folder"
_SAVE_PAGE = "Open it and save its text, or the page as HTML, into the folder instead"
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "a picture (PNG)", _TAKE_OUT),
    (b"\xff\xd8\xff", "a picture (JPEG)", _TAKE_OUT),
    (b"GIF87a", "a picture (GIF)", _TAKE_OUT),
    (b"GIF89a", "a picture (GIF)", _TAKE_OUT),
    (b"RIFF", "a picture or a recording (RIFF)", _TAKE_OUT),
    (b"%PDF-", "a PDF document", _SAVE_PAGE),
    (b"{\\rtf", "an RTF document", _SAVE_PAGE),
    (b"\xd0\xcf\x11\xe0", "an office document", _SAVE_PAGE),
    (b"PK\x03\x04", "a ZIP archive or an office document", _SAVE_PAGE),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it into the folder"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)", "Unpack it into the folder"),
    (b"Rar!\x1a", "a compressed file (RAR)", "Unpack it into the folder"),
    (b"bplist00", "a web archive of Safari", _SAVE_PAGE),
    (b"SQLite format 3", "a database", _TAKE_OUT),
)
"""Signatures as the formats' own specifications give them."""
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.I)
"""A page with its pictures in one file, as browsers save it: a MIME message."""
_FEED = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF|sitemapindex|urlset|opml)\b", re.S
)


def refuse_foreign(capture: Capture) -> None:
    """Raise CaptureError where the bytes are a picture, a document or an archive."""
    content = capture.content
    for beginning, what, action in _BEGINNINGS:
        if content.startswith(beginning):
            raise CaptureError(capture.path, f"it is {what}, not the text of an article", action)
    if _MHTML.match(content[:4000].replace(b"\r\n", b"\n")):
        fact = "it is a page packed together with its pictures (MHTML)"
        raise CaptureError(capture.path, fact, "Save the page again as “Web page, HTML only”")


def refuse_feed(capture: Capture, text: str) -> None:
    """Raise CaptureError where the text is a list of articles for machines."""
    if _FEED.match(text):
        fact = "it is a feed or a site map, not an article"
        raise CaptureError(
            capture.path, fact, "Save the articles that it lists, and take it out of the folder"
        )
