"""The names that an entry lists: each once, one to a place, and none that does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotated_reader.errors import VocabularyError
from annotated_reader.vocabulary.folding import fold
from annotated_reader.vocabulary.lines import Line
from annotated_reader.vocabulary.model import Entity

_BETWEEN = re.compile(r"[，、；]")
_TITLE = re.compile(r"《[^》]*》")


def names_in(line: Line | None, faults: list[VocabularyError]) -> tuple[str, ...]:
    """Return the names of a list; what is said twice, or is several names, is added to ``faults``."""
    if line is None:
        return ()
    faults.extend(
        line.fault_at(number, f"'{name}' stands in this list twice", "Delete one of the two")
        for name, number in line.repeated()
    )
    several = {name: number for name, number in line.texts().items() if _is_several(name)}
    for name, number in several.items():
        apart = ", ".join(filter(None, _BETWEEN.split(name)))
        faults.append(line.fault_at(number, f"'{name}' is several names in one", f"Write [{apart}]"))
    return tuple(name for name in line.texts() if name not in several)


def _is_several(name: str) -> bool:
    return bool(_BETWEEN.search(_TITLE.sub("", name)))


def needless(entity: Entity, line: Line | None) -> Iterator[VocabularyError]:
    """Yield an error for each word in ``not_in`` that none of the names stands in."""
    if line is None:
        return
    names = [fold(name) for name in entity.names]
    for word, number in line.texts().items():
        if word in entity.not_in and not any(name in fold(word) for name in names):
            fact = f"no name of '{entity.name}' stands in '{word}', so not_in does nothing"
            yield line.fault_at(number, fact, "Mend the word, or take it out")
