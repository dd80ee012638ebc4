"""Says how an article is cited, in the formats that reference managers and journals ask for."""

from annotated_reader.citing.formats import FORMATS, Accessed, Format, Part, written
from annotated_reader.citing.people import Person, is_body, person
from annotated_reader.citing.reference import Reference, citable

__all__ = [
    "FORMATS",
    "Accessed",
    "Format",
    "Part",
    "Person",
    "Reference",
    "citable",
    "is_body",
    "person",
    "written",
]
