"""Finds the names of the vocabulary in a text, all in one pass, however many there are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from annotated_reader.vocabulary.borders import is_letter_of_word, stands_alone
from annotated_reader.vocabulary.folding import fold, simplify
from annotated_reader.vocabulary.model import Entity, Vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entity is named."""

    entity: Entity
    start: int
    end: int


class Scanner:
    """The names of a vocabulary, made ready to be looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make one automaton of all names and of the longer words they must not be taken from."""
        sought = [entity for entity in vocabulary.entities if entity.in_text]
        self._names = {
            fold(name): (entity, name) for entity in sought for name in entity.names if _is_sought(name)
        }
        decoys = {fold(word) for entity in vocabulary.entities for word in entity.not_in}
        self._patterns = [*self._names, *sorted(decoys - self._names.keys())]
        self._sought = [(folded, entity.name, name) for folded, (entity, name) in self._names.items()]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def known(self) -> str:
        """A digest of what is looked for: two scanners that have the same one find the same names."""
        written = json.dumps([self._sought, self._patterns[len(self._names) :]])
        return hashlib.sha256(written.encode()).hexdigest()

    def mentions(self, text: str) -> list[Mention]:
        """Return every mention, in order, none over another: the leftmost, and there the longest."""
        folded = fold(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            entity, name = self._names.get(self._patterns[index], (None, ""))
            if entity and _is_written_so(name, text[start:end]) and stands_alone(folded, start, end):
                found.append(Mention(entity, start, end))
        return found


def _is_sought(name: str) -> bool:
    """Tell whether a name is long enough to be looked for: one character stands in too many words."""
    return sum(map(is_letter_of_word, name)) > 1


def _is_written_so(name: str, written: str) -> bool:
    """Tell whether the case agrees: WHO, all in capitals, is no word in small letters."""
    return not name.isupper() or simplify(written) == simplify(name)
