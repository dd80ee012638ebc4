"""What came of each capture last time, where it is sure to be the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotated_reader import cache
from annotated_reader.memory import Facts, Memory
from annotated_reader.plan import Draft, Plan
from annotated_reader.shelf import Shelved, digest
from annotated_reader.tally import SETTLED, Outcome, from_row, to_row
from annotated_reader.view import View


def recall(plan: Plan, view: View, memory: Memory) -> dict[str, Outcome]:
    """Return the outcomes that are sure to be as they were, since nothing they depend on has moved."""
    outcomes: dict[str, Outcome] = {}
    for path in view.pending:
        there = view.shelf.get(view.matches.slugs.get(path, ""))
        known = there and memory.of_work(path, _state(view, path, there))
        if known:
            outcomes[path] = from_row(known)
    return outcomes


def remember(
    plan: Plan, view: View, memory: Memory, drafts: Mapping[str, Draft], outcomes: Mapping[str, Outcome]
) -> None:
    """Note what came of each capture, under the state in which it would come out the same again."""
    for path, outcome in outcomes.items():
        if path in drafts:
            there = _after(plan, view, drafts[path])
            if there and outcome.action not in ("failed", "carried"):
                memory.keep_work(path, _state(view, path, there), to_row(outcome))
        elif outcome.action in SETTLED:
            there = view.shelf[view.matches.slugs[path]]
            memory.keep_work(path, _state(view, path, there), to_row(outcome))
    memory.save()
    if plan.writes and drafts:
        context = plan.workshop.context
        used = {cache.key(path, view.digests[path], context) for path in view.pending}
        cache.prune(plan.workshop.cache, used)


def _after(plan: Plan, view: View, draft: Draft) -> Shelved | None:
    """Return what stands on the shelf after the draft was settled; None if it was not."""
    there = view.shelf.get(draft.write.slug, Shelved(draft.write.slug))
    if not draft.verdict.receipt:
        return there
    if not plan.writes:
        return None
    return replace(there, page_sha256=draft.write.page_sha256, receipt_sha256=digest(draft.write.receipt))


def _state(view: View, path: str, there: Shelved) -> Facts:
    return [view.digests[path], there.slug, there.page_sha256, there.receipt_sha256]
