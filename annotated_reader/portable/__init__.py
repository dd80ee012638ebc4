"""Articles made fit to be read without the site around them: in a feed reader, in a book."""

from __future__ import annotations

from annotated_reader.portable.taking import Picture, Way, inside, take_along
from annotated_reader.portable.texts import sayable

__all__ = ["Picture", "Way", "inside", "sayable", "take_along"]
