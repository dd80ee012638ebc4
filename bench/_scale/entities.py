"""The people, places and bodies of a made-up archive, and the vocabulary that names them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from random import Random

from bench._scale.language import Language

KINDS = ("person", "place", "organisation", "topic")
MOST = 1200


@dataclass(frozen=True)
class Entity:
    """Somebody or something, under all its names; the preferred one first."""

    kind: str
    names: tuple[str, ...]


def known_by(number: int) -> int:
    """Return how many entities an archive of so many articles has met: new ones come ever more slowly."""
    return min(MOST, round(8 * math.sqrt(number + 200)))


def entities(language: Language, seed: int) -> list[Entity]:
    """Return all entities, no name twice."""
    random = Random(f"{seed}/entities")
    taken: set[str] = set()
    found: list[Entity] = []
    while len(found) < MOST:
        kind = random.choices(KINDS, (5, 3, 2, 1))[0]
        names = {language.name(random, kind): None for _ in range(random.choice((1, 1, 1, 2, 3)))}
        new = tuple(name for name in names if name not in taken and len(name) > 1)
        if new and not any(name in other or other in name for name in new for other in taken):
            taken.update(new)
            found.append(Entity(kind, new))
    return found


def vocabulary(known: list[Entity]) -> str:
    """Return them as ``docs/vocabulary.yaml``."""
    lines = []
    for entity in known:
        lines += [
            f"{entity.names[0]}:",
            f"  kind: {entity.kind}",
            f"  gloss: {entity.names[0]}是编造出来测速的。",
        ]
        if entity.names[1:]:
            lines.append(f"  variants: {json.dumps(entity.names[1:], ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
