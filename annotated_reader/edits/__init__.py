"""What a person changed in a generated page, and how that lives on when the page is generated anew.

A page is merged from three texts: the person's, the one that the build wrote last, and the one that it would
write now. Of the second only short keys are needed, and they stand in the page's receipt (``base``). What
only one side changed is taken from that side; what both changed stays twice (``undecided``).
"""

from annotated_reader.edits.base import Base, remember
from annotated_reader.edits.carry import carry
from annotated_reader.edits.faults import Fault, faults_of

__all__ = ["Base", "Fault", "carry", "faults_of", "remember"]
