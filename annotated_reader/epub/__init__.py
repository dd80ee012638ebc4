"""Binds articles into an EPUB 3.3 book: text, notes, provenance and the pictures that are held."""

from __future__ import annotations

from annotated_reader.epub.binding import Bound, bind
from annotated_reader.epub.choosing import DATE, Choice, ChoiceError
from annotated_reader.epub.ordering import account_of, order
from annotated_reader.epub.pictures import File, held_in

__all__ = ["DATE", "Bound", "Choice", "ChoiceError", "File", "account_of", "bind", "held_in", "order"]
