"""From the folder of captures to the folder of pages: one build, told in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from annotated_reader import pages, store
from annotated_reader.drafting import draft_all
from annotated_reader.errors import CaptureError, PageError, ReaderError
from annotated_reader.matching import Seen
from annotated_reader.memory import Memory
from annotated_reader.plan import Draft, Plan, memory_place
from annotated_reader.progress import Progress
from annotated_reader.recall import recall, remember
from annotated_reader.shelf import PAGE
from annotated_reader.tally import Outcome, Tally
from annotated_reader.values import Article
from annotated_reader.view import View, look
from annotated_reader.workshop import Workshop, convert_all

COMMAND = "python build_site.py"

STALE = {
    "created": "there is no page yet",
    "updated": "the page, or its receipt, is stale",
    "carried": "the page is stale, and what a person changed in it has to be carried into the new text",
}
"""What is wrong with a page of which a build that does not write would say this."""

CARRIED = "a person's edits were carried into the new text"


def build(plan: Plan) -> Tally:
    """Bring the pages up to date with the captures and return what became of each.

    Raises PageError where the folder of pages cannot be used at all.
    """
    if plan.pages.is_symlink():
        fact = "it is a link, and what it leads to is no folder of this project"
        raise PageError(str(plan.pages), fact, "Make a folder of it, or name another site's with --docs")
    if not plan.writes:
        return _build(plan)
    with store.locked(plan.pages):
        return _build(plan)


def survey(plan: Plan) -> View:
    """Return what stands in both folders now; raises PageError where the pages cannot be read."""
    return look(plan.workshop.captures, plan.pages, Memory(memory_place(plan), plan.workshop.context))


def _build(plan: Plan) -> Tally:
    memory = Memory(memory_place(plan), plan.workshop.context)
    view = look(plan.workshop.captures, plan.pages, memory)
    outcomes = recall(plan, view, memory)
    results = _convert(plan.workshop, view, [path for path in view.pending if path not in outcomes])
    drafts, faults = draft_all(plan, view, results)
    refused = _write(plan, drafts.values())
    for path, draft in drafts.items():
        outcomes[path] = _outcome(plan, draft, refused.get(draft.write.slug))
    for path, fault in {**view.faults, **faults}.items():
        outcomes[path] = _failure(view, path, fault)
    for path, first in view.matches.duplicates.items():
        note = f"the same bytes as {first}, whose page stands for both"
        outcomes[path] = Outcome(path, "duplicate", view.digests[path], notes=(note,))
    remember(plan, view, memory, drafts, outcomes)
    written = {draft.write.slug for draft in drafts.values() if draft.verdict.action == "carried"}
    return _tally(plan, view, outcomes, written)


def _convert(workshop: Workshop, view: View, paths: list[str]) -> dict[str, Article | CaptureError]:
    progress = Progress("Converting", len(paths))
    try:
        return convert_all(workshop, [Seen(path, view.digests[path]) for path in paths], progress.advance)
    finally:
        progress.close()


def _write(plan: Plan, drafts: Iterable[Draft]) -> dict[str, PageError]:
    """Write what may be written; return the faults by slug."""
    if not plan.writes:
        return {}
    return store.write(plan.pages, [draft.write for draft in drafts if draft.verdict.receipt])


def _outcome(plan: Plan, draft: Draft, refused: PageError | None) -> Outcome:
    article = draft.article
    return Outcome(
        path=article.capture_path,
        action="failed" if refused else draft.verdict.action,
        sha256=article.capture_sha256,
        slug=draft.write.slug,
        sources=article.sources,
        removed=pages.count_kinds(article.removals),
        review=article.review,
        notes=(*article.notes, *((CARRIED,) if draft.verdict.action == "carried" and not refused else ())),
        error=str(refused) if refused else _error(plan, draft),
    )


def _error(plan: Plan, draft: Draft) -> str | None:
    place = f"{plan.pages / draft.write.slug}{PAGE}"
    if plan.writes or draft.verdict.action not in STALE:
        return " ".join(fault.sentence(place) for fault in draft.faults) or None
    return str(PageError(place, STALE[draft.verdict.action], f"Run '{COMMAND}' and commit what it writes"))


def _failure(view: View, path: str, fault: ReaderError) -> Outcome:
    slug = view.matches.slugs.get(path)
    return Outcome(path, "failed", view.digests.get(path), slug, error=str(fault))


def _tally(plan: Plan, view: View, outcomes: Mapping[str, Outcome], carried: Collection[str]) -> Tally:
    problems = list(view.problems(plan.pages, carried if plan.writes else ()))
    orphans = list(view.orphans(plan.pages))
    if not plan.writes and store.is_unfinished(plan.pages):
        problems.append(f"{plan.pages}: a build was interrupted there. Run '{COMMAND}' to finish it")
    in_order = tuple(outcome for _, outcome in sorted(outcomes.items()))
    if plan.writes:
        return Tally(in_order, tuple(problems), tuple(orphans))
    return Tally(in_order, (*problems, *orphans))
