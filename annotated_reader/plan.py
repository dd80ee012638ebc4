"""What a build is to do, and what it wants of one page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotated_reader.edits import Fault
from annotated_reader.ownership import Verdict
from annotated_reader.shelf import digest
from annotated_reader.store import Write
from annotated_reader.values import Article
from annotated_reader.workshop import Workshop


@dataclass(frozen=True)
class Plan:
    """What a build is to do."""

    workshop: Workshop
    pages: Path
    """The folder of generated pages; nothing outside it is written but the cache."""
    writes: bool = True
    """False to find out only what a build would do."""


@dataclass(frozen=True)
class Draft:
    """A page and its receipt as they should stand, and what may be done about it."""

    article: Article
    write: Write
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    """What a person has to see to in the page, once it is written."""


def memory_place(plan: Plan) -> Path:
    """Return where builds like this one, over this pair of folders, are remembered."""
    like = f"{plan.workshop.captures.resolve()}\0{plan.pages.resolve()}\0{plan.writes}"
    return plan.workshop.cache / "builds" / f"{digest(like.encode(errors='replace'))[:12]}.json"
