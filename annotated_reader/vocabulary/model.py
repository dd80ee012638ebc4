"""The vocabulary: entities, each with its preferred name and what else it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotated_reader.vocabulary.folding import fold

KINDS = ("person", "place", "organisation", "treaty", "topic")
"""What an entity can be, in the order in which the site lists them."""


@dataclass(frozen=True)
class Entity:
    """One person, place, organisation, treaty or topic."""

    name: str
    """The preferred name, under which the site lists it."""
    kind: str
    gloss: str
    """What it is, in one line."""
    variants: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    """Longer words in which its names stand by accident, such as 普京城 for 普京."""
    not_for: tuple[str, ...] = ()
    """Slugs of articles that are not about it, whatever is counted in them."""
    in_text: bool = True
    """Whether its names are looked for in texts; if not, only tags lead to it."""
    note: str | None = None
    """Path below ``docs/`` of a page on it."""
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where each variant stands in the file."""

    @property
    def names(self) -> tuple[str, ...]:
        """The preferred name, then the variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True)
class Vocabulary:
    """All entities, in the order of the file, and the way from any of their names to them."""

    entities: tuple[Entity, ...] = ()
    by_name: Mapping[str, Entity] = field(default_factory=dict, compare=False)
    """Folded name to entity."""

    def find(self, name: str) -> Entity | None:
        """Return the entity of that name, in whatever script, width and case it is written."""
        return self.by_name.get(fold(name.strip()))


EMPTY = Vocabulary()
