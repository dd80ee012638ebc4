"""What a build did, capture by capture: for a person, and for a machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

ACTIONS = ("created", "updated", "unchanged", "kept-edited", "carried", "duplicate", "failed")
"""What can become of a capture's page, in the order in which the tally lists them. ``kept-edited``: a person
edited it, and nothing new is to go in. ``carried``: a person edited it, and the edit was carried into a new
text."""

SETTLED = ("unchanged", "kept-edited")
"""The actions that come out the same when nothing has moved."""

SHOWN, MANY = 20, 200
"""Lines of one sort, and errors, that the tally prints before it says how many more there are."""


@dataclass(frozen=True)
class Outcome:
    """What became of one capture."""

    path: str
    action: str
    sha256: str | None = None
    slug: str | None = None
    sources: tuple[str, ...] = ()
    removed: dict[str, int] = field(default_factory=dict)
    """Number of removals by kind."""
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None
    """What a person has to see to; None if nothing."""


@dataclass(frozen=True)
class Tally:
    """What became of all captures, and what else a person has to see to."""

    outcomes: tuple[Outcome, ...]
    """By path."""
    problems: tuple[str, ...] = ()
    """Faults that belong to no capture."""
    remarks: tuple[str, ...] = ()
    """Facts that need nobody now."""

    @property
    def status(self) -> int:
        """The exit status: 1 if something needs a person, else 0."""
        return int(bool(self.problems) or any(outcome.error for outcome in self.outcomes))


def to_row(outcome: Outcome) -> list[Any]:
    """Return an outcome as plain JSON that says what it will be when nothing moves."""
    action = "kept-edited" if outcome.action == "kept-edited" else "unchanged"
    fields = {name: list(each) if isinstance(each, tuple) else each for name, each in vars(outcome).items()}
    return [{**fields, "action": action}]


def from_row(row: list[Any]) -> Outcome:
    """Return the outcome that ``to_row`` wrote."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row[0].items()
    }
    return Outcome(**fields)


def to_json(tally: Tally) -> str:
    """Return the tally as JSON, the captures by path."""
    report: dict[str, Any] = {
        "captures": [asdict(outcome) for outcome in tally.outcomes],
        "counts": _counts(tally),
        "problems": tally.problems,
        "remarks": tally.remarks,
        "status": tally.status,
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def to_text(tally: Tally) -> str:
    """Return the tally as lines for a person: counts, facts, and last what has to be seen to."""
    counts = ", ".join(f"{count} {action}" for action, count in _counts(tally).items() if count)
    removed: Counter[str] = Counter()
    for outcome in tally.outcomes:
        removed.update(outcome.removed)
    lines = [f"{len(tally.outcomes)} captures: {counts or 'none'}"]
    if removed:
        lines.append("Taken out: " + ", ".join(f"{kind} {count}" for kind, count in sorted(removed.items())))
    lines += _few("note", [f"{outcome.path}: {note}" for outcome in tally.outcomes for note in outcome.notes])
    lines += _few("note", tally.remarks)
    lines += _few(
        "review", [f"{each.path}: {sentence}" for each in tally.outcomes for sentence in each.review]
    )
    lines += _few("error", (*_errors(tally), *tally.problems), MANY)
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Return the text as a terminal may show it: a file name in it can neither break nor colour the line."""
    return "".join(
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode()
        for char in text
    )


def some_lines(text: str) -> str:
    """Return a message of several lines likewise: what stands below the first is seen to belong to it.

    Services that run builds take lines for commands that begin with certain marks, such as ``::``.
    """
    return "\n  | ".join(map(one_line, text.split("\n")))


def _errors(tally: Tally) -> Iterator[str]:
    yield from (outcome.error for outcome in tally.outcomes if outcome.error)


def _counts(tally: Tally) -> dict[str, int]:
    counted = Counter(outcome.action for outcome in tally.outcomes)
    return {action: counted[action] for action in ACTIONS}


def _few(sort: str, facts: Iterable[str], shown: int = SHOWN) -> list[str]:
    lines = [f"{sort}: {one_line(fact)}" for fact in facts]
    if len(lines) <= shown:
        return lines
    return [*lines[:shown], f"{sort}: and {len(lines) - shown} more; --json lists them all"]
