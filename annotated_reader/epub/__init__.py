"""Binds articles into an EPUB 3.3 book: text, notes, provenance and the pictures that are held."""

from __future__ import annotations

from annotated_reader.epub.binding import Bound, bind
from annotated_reader.epub.choosing import DATE, Choice
from annotated_reader.epub.ordering import account_of, order

__all__ = ["DATE", "Bound", "Choice", "account_of", "bind", "order"]
