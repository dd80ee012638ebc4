"""The reviewed table of preferred names and variants, and where its names stand in a text."""

from annotated_reader.vocabulary.folding import fold, simplify
from annotated_reader.vocabulary.load import load_vocabulary
from annotated_reader.vocabulary.model import EMPTY, KINDS, Entity, Vocabulary
from annotated_reader.vocabulary.scan import Mention, Scanner

__all__ = [
    "EMPTY",
    "KINDS",
    "Entity",
    "Mention",
    "Scanner",
    "Vocabulary",
    "fold",
    "load_vocabulary",
    "simplify",
]
