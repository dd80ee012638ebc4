"""Reads the vocabulary strictly: a bad entry is left out and named with its line, the others stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from annotated_reader.errors import VocabularyError
from annotated_reader.presence import is_there
from annotated_reader.vocabulary.claims import settle
from annotated_reader.vocabulary.lines import Line, read_lines
from annotated_reader.vocabulary.model import EMPTY, KINDS, Entity, Vocabulary
from annotated_reader.vocabulary.names import names_in, needless

FILE = "vocabulary.yaml"
"""Its name below ``docs/``."""
KEYS = ("kind", "gloss", "variants", "not_in", "not_for", "in_text", "note")
GLOSS_LETTERS = 120
"""Longest gloss; it has to fit into a tooltip."""

Faults = list[VocabularyError]


def load_vocabulary(docs: Path) -> tuple[Vocabulary, tuple[VocabularyError, ...]]:
    """Return the vocabulary of a site, and what is wrong with its file; empty where there is none."""
    path = docs / FILE
    if path.is_symlink():
        fact = "it is a link, and links are not followed"
        return EMPTY, (VocabularyError(str(path), fact, "Put the file itself in its place"),)
    if not path.is_file():
        return EMPTY, ()
    faults: Faults = []
    try:
        table = read_lines(path, faults)
    except VocabularyError as fault:
        return EMPTY, (*faults, fault)
    entities = [entity for line in table if (entity := _entity(line, docs, faults))]
    kept, by_name = settle(entities, str(path), faults)
    return Vocabulary(tuple(kept), by_name), tuple(faults)


def _entity(line: Line, docs: Path, faults: Faults) -> Entity | None:
    """Return the entity of one entry, without what is wrong in it; None where nothing can be made of it."""
    if not line.key.strip():
        faults.append(
            line.fault("an entry has no name that anybody could see", "Write one, or delete the entry")
        )
        return None
    fields = dict(_fields(line, faults))
    variants = fields.get("variants")
    try:
        entity = Entity(
            name=line.key.strip(),
            kind=_kind(line, fields),
            gloss=_gloss(line, fields),
            variants=names_in(variants, faults),
            not_in=names_in(fields.get("not_in"), faults),
            not_for=_texts(fields.get("not_for")),
            in_text=_in_text(fields.get("in_text")),
            line=line.number,
            lines=variants.texts() if variants else {},
        )
    except VocabularyError as fault:
        faults.append(fault)
        return None
    faults.extend(needless(entity, fields.get("not_in")))
    try:
        return replace(entity, note=_note(fields.get("note"), docs))
    except VocabularyError as fault:
        faults.append(fault)
        return entity


def _fields(line: Line, faults: Faults) -> Iterator[tuple[str, Line]]:
    seen: dict[str, int] = {}
    for child in line.children("kind: and gloss: are wanted below the name"):
        if child.key not in KEYS:
            faults.append(child.fault(f"unknown key '{child.key}'", f"Use one of: {', '.join(KEYS)}"))
        elif child.key in seen:
            faults.append(
                child.fault(f"'{child.key}' stands on line {seen[child.key]} too", "Keep one of them")
            )
        else:
            seen[child.key] = child.number
            yield child.key, child


def _kind(line: Line, fields: dict[str, Line]) -> str:
    if "kind" not in fields:
        raise line.fault(f"'{line.key}' has no kind", f"Write kind: with one of: {', '.join(KINDS)}")
    kind = fields["kind"].text()
    if kind not in KINDS:
        raise fields["kind"].fault(f"'{kind}' is no kind", f"Use one of: {', '.join(KINDS)}")
    return kind


def _gloss(line: Line, fields: dict[str, Line]) -> str:
    gloss = " ".join(fields["gloss"].text().split()) if "gloss" in fields else ""
    if not gloss:
        raise line.fault(f"'{line.key}' has no gloss", "Write gloss: with one line that says what it is")
    if len(gloss) > GLOSS_LETTERS:
        fact = f"the gloss has {len(gloss)} characters, and {GLOSS_LETTERS} fit into a tooltip"
        raise fields["gloss"].fault(fact, "Shorten it, and put the rest into a note page")
    return gloss


def _in_text(line: Line | None) -> bool:
    said = line.text() if line else "true"
    if line and said not in ("true", "false"):
        raise line.fault(f"in_text is '{said}'", "Write true or false")
    return said == "true"


def _texts(line: Line | None) -> tuple[str, ...]:
    """The strings of a list, each once; a single one need not be a list."""
    return tuple(line.texts()) if line else ()


def _note(line: Line | None, docs: Path) -> str | None:
    if line is None:
        return None
    path = PurePosixPath(line.text())
    if path.is_absolute() or ".." in path.parts or path.suffix != ".md":
        raise line.fault(f"'{path}' is no page below docs/", "Write it as in vocabulary/chao-xian.md")
    if not is_there(docs / path):
        raise line.fault(f"there is no page docs/{path}", "Write the page, or take the line out")
    return path.as_posix()
