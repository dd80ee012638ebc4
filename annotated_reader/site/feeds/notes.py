"""Notes as items of a feed: the words quoted and what is said about them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from annotated_reader.annotations.links import from_root
from annotated_reader.gate import pass_authors
from annotated_reader.portable import Picture, Way, inside, take_along
from annotated_reader.portable.links import sound
from annotated_reader.site.feeds.values import Item, Publication
from annotated_reader.site.notes import NoteView

Holding = Callable[[str], Picture | None]
"""From a picture's address on the web to the picture that the site itself shows, if it does."""


def item_of(view: NoteView, site: Publication, held: Holding) -> Item:
    """Return one note; its identity is its place on the article's page."""
    note, words = view.placed.note, site.words
    kind = words[f"note_{note.kind}"]
    said = _said(view, site, held)
    return Item(
        url=site.url + view.url,
        title=f"{kind}{words['colon']}{view.entry.title}",
        language=site.language,
        date=note.date,
        authors=(note.by,) if note.by else (),
        tags=note.tags,
        summary=view.placed.quoted or words["note_whole"],
        html="\n".join([_quotation(view, site), said, _where(view, site)]),
    )


def _quotation(view: NoteView, site: Publication) -> str:
    if view.placed.quoted is None:
        return f"<p>{escape(site.words['note_whole'])}</p>"
    state = f"<p><strong>{escape(site.words[f'note_{view.state}'])}</strong></p>" if view.state else ""
    quoted = escape(view.placed.quoted).replace("\n", "<br>")
    return f'<blockquote lang="{escape(view.entry.lang)}"><p>{quoted}</p></blockquote>{state}'


def _said(view: NoteView, site: Publication, held: Holding) -> str:
    html = from_root(view.said.html, escape(site.url))

    def picture(address: str) -> Picture | None:
        return Picture(address) if site.url and address.startswith(site.url) else held(address)

    return inside(take_along(pass_authors(html).html, Way(sound, picture, site.words))).strip()


def _where(view: NoteView, site: Publication) -> str:
    page = f'<a href="{escape(site.url + view.entry.url)}">{escape(view.entry.title)}</a>'
    tags = " ".join(f"#{escape(tag)}" for tag in view.placed.note.tags)
    return f"<p>{tags}</p>\n<p>{page}</p>" if tags else f"<p>{page}</p>"
