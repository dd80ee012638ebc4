"""Settles which entity a name belongs to: one name, one entity, and no going round in circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotated_reader.errors import VocabularyError
from annotated_reader.vocabulary.folding import fold
from annotated_reader.vocabulary.model import Entity

Faults = list[VocabularyError]


def settle(entities: Iterable[Entity], path: str, faults: Faults) -> tuple[list[Entity], dict[str, Entity]]:
    """Return the entities without the variants they may not have, and the way from every name to its entity.

    A preferred name goes before a variant, and of two claims the first in the file stands.
    """
    preferred = _preferred(entities, path, faults)
    owners = dict(preferred)
    kept: dict[str, Entity] = {}
    for own, entity in preferred.items():
        variants = []
        for variant in entity.variants:
            owner = owners.setdefault(fold(variant), entity)
            if owner is entity:
                variants.append(variant)
            else:
                faults.append(_claimed(variant, entity, owner, preferred, path))
        kept[own] = replace(entity, variants=tuple(variants))
    by_name = {name: kept[fold(owner.name)] for name, owner in owners.items()}
    return list(kept.values()), by_name


def _preferred(entities: Iterable[Entity], path: str, faults: Faults) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for entity in entities:
        first = found.setdefault(fold(entity.name), entity)
        if first is not entity:
            fact = f"'{entity.name}' is the name of an entry on line {first.line} too"
            faults.append(VocabularyError(f"{path}:{entity.line}", fact, "Make one entry of the two"))
    return found


def _claimed(
    variant: str, entity: Entity, owner: Entity, preferred: Mapping[str, Entity], path: str
) -> VocabularyError:
    place = f"{path}:{entity.lines.get(variant, entity.line)}"
    if fold(owner.name) != fold(variant):
        fact = f"'{variant}' is a variant of '{owner.name}' too, on line {_line_of(variant, owner)}"
        return VocabularyError(place, fact, "Leave it to one of them")
    circle = _circle(entity, owner, preferred)
    if circle:
        fact = f"the variants go in a circle: {' → '.join(circle)}"
        return VocabularyError(place, fact, "Choose one preferred name, and make the others its variants")
    fact = f"'{variant}' is a variant of '{entity.name}' and has an entry of its own on line {owner.line}"
    return VocabularyError(place, fact, "Take it out of the variants, or make one entry of the two")


def _line_of(variant: str, owner: Entity) -> int:
    lines = (line for name, line in owner.lines.items() if fold(name) == fold(variant))
    return next(lines, owner.line)


def _circle(entity: Entity, owner: Entity, preferred: Mapping[str, Entity]) -> list[str]:
    """The names from ``entity`` over ``owner`` back to ``entity``, each a variant of the one before."""
    came: dict[str, Entity] = {owner.name: entity}
    queue = [owner]
    for reached in queue:
        if reached is entity:
            return _way_back(entity, came)
        for variant in reached.variants:
            following = preferred.get(fold(variant))
            if following and following is not reached and following.name not in came:
                came[following.name] = reached
                queue.append(following)
    return []


def _way_back(entity: Entity, came: Mapping[str, Entity]) -> list[str]:
    way = [entity.name]
    step = came[entity.name]
    while step is not entity:
        way.append(step.name)
        step = came[step.name]
    return [*reversed([*way, entity.name])]
