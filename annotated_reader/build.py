"""From the folder of captures to the folder of pages: one build, told in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotated_reader import cache, pages, receipts, slugs, store
from annotated_reader.errors import CaptureError, PageError, ReaderError
from annotated_reader.matching import Seen
from annotated_reader.memory import Facts, Memory
from annotated_reader.ownership import Verdict, decide
from annotated_reader.progress import Progress
from annotated_reader.shelf import PAGE, Shelved, digest
from annotated_reader.store import Write
from annotated_reader.tally import SETTLED, Outcome, Tally, from_row, to_row
from annotated_reader.values import Article
from annotated_reader.view import View, look
from annotated_reader.workshop import Workshop, convert_all

COMMAND = "python build_site.py"


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


def build(plan: Plan) -> Tally:
    """Bring the pages up to date with the captures and return what became of each.

    Raises PageError where the folder of pages cannot be used at all.
    """
    if not plan.writes:
        return _build(plan)
    with store.locked(plan.pages):
        return _build(plan)


def survey(plan: Plan) -> View:
    """Return what stands in both folders now; raises PageError where the pages cannot be read."""
    return look(plan.workshop.captures, plan.pages, Memory(_memory_place(plan)))


def _build(plan: Plan) -> Tally:
    memory = Memory(_memory_place(plan))
    view = look(plan.workshop.captures, plan.pages, memory)
    outcomes = _recall(plan, view, memory)
    results = _convert(plan.workshop, view, [path for path in view.pending if path not in outcomes])
    drafts, faults = _draft(view, results)
    refused = _write(plan, drafts.values())
    for path, draft in drafts.items():
        outcomes[path] = _outcome(plan, draft, refused.get(draft.write.slug))
    for path, fault in {**view.faults, **faults}.items():
        outcomes[path] = _failure(view, path, fault)
    for path, first in view.matches.duplicates.items():
        note = f"the same bytes as {first}, whose page stands for both"
        outcomes[path] = Outcome(path, "duplicate", view.digests[path], notes=(note,))
    _remember(plan, view, memory, drafts, outcomes)
    return _tally(plan, view, outcomes)


def _convert(workshop: Workshop, view: View, paths: list[str]) -> dict[str, Article | CaptureError]:
    progress = Progress("Converting", len(paths))
    try:
        return convert_all(workshop, [Seen(path, view.digests[path]) for path in paths], progress.advance)
    finally:
        progress.close()


def _draft(
    view: View, results: Mapping[str, Article | CaptureError]
) -> tuple[dict[str, Draft], dict[str, CaptureError]]:
    """Return the pages of the articles and the faults of the rest, both by the capture's path."""
    articles = {path: each for path, each in results.items() if isinstance(each, Article)}
    faults = {path: each for path, each in results.items() if isinstance(each, CaptureError)}
    names = _names(view, articles)
    drafts: dict[str, Draft] = {}
    for path, article in sorted(articles.items()):
        try:
            drafts[path] = _draft_one(view, article, names[path])
        except CaptureError as error:
            faults[path] = error
    return drafts, faults


def _names(view: View, articles: Mapping[str, Article]) -> dict[str, str]:
    """Return the slug of every article: the one it has, or a new one."""
    had = {path: view.matches.slugs[path] for path in articles.keys() & view.matches.slugs.keys()}
    new = {
        path: (slugs.propose(article), article.capture_sha256)
        for path, article in articles.items()
        if path not in had
    }
    return had | slugs.assign(new, {slug.lower() for slug in view.shelf})


def _draft_one(view: View, article: Article, slug: str) -> Draft:
    there = view.shelf.get(slug, Shelved(slug))
    page = pages.render(article, slug)
    page_sha256 = digest(page)
    size = view.files[article.capture_path].size
    receipt = receipts.render(article, slug, size, page_sha256)
    verdict = decide(there, page_sha256, digest(receipt))
    write = Write(slug, page if verdict.page else None, receipt, page_sha256, there.page_sha256)
    return Draft(article, write, verdict)


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
        notes=article.notes,
        error=str(refused) if refused else _error(plan, draft),
    )


def _error(plan: Plan, draft: Draft) -> str | None:
    place = f"{plan.pages / draft.write.slug}{PAGE}"
    if draft.verdict.conflict:
        fact = "a person changed this page, and its capture or a rule now gives another text"
        action = "Copy your change elsewhere, delete the page, build again, and put the change back in"
        return str(PageError(place, fact + "; the page was left alone", action))
    if plan.writes or draft.verdict.action not in ("created", "updated"):
        return None
    fact = (
        "there is no page yet" if draft.verdict.action == "created" else "the page, or its receipt, is stale"
    )
    return str(PageError(place, fact, f"Run '{COMMAND}' and commit what it writes"))


def _failure(view: View, path: str, fault: ReaderError) -> Outcome:
    slug = view.matches.slugs.get(path)
    return Outcome(path, "failed", view.digests.get(path), slug, error=str(fault))


def _tally(plan: Plan, view: View, outcomes: Mapping[str, Outcome]) -> Tally:
    problems, orphans = list(view.problems(plan.pages)), list(view.orphans(plan.pages))
    if not plan.writes and store.is_unfinished(plan.pages):
        problems.append(f"{plan.pages}: a build was interrupted there. Run '{COMMAND}' to finish it")
    in_order = tuple(outcome for _, outcome in sorted(outcomes.items()))
    if plan.writes:
        return Tally(in_order, tuple(problems), tuple(orphans))
    return Tally(in_order, (*problems, *orphans))


def _recall(plan: Plan, view: View, memory: Memory) -> dict[str, Outcome]:
    """Return the outcomes that are sure to be as they were, since nothing they depend on has moved."""
    outcomes: dict[str, Outcome] = {}
    for path in view.pending:
        there = view.shelf.get(view.matches.slugs.get(path, ""))
        known = there and memory.of_work(path, _state(plan, view, path, there))
        if known:
            outcomes[path] = from_row(known)
    return outcomes


def _remember(
    plan: Plan, view: View, memory: Memory, drafts: Mapping[str, Draft], outcomes: Mapping[str, Outcome]
) -> None:
    """Note what came of each capture, under the state in which it would come out the same again."""
    for path, outcome in outcomes.items():
        if path in drafts:
            there = _after(plan, view, drafts[path])
            if there and outcome.action != "failed":
                memory.keep_work(path, _state(plan, view, path, there), to_row(outcome))
        elif outcome.action in SETTLED:
            there = view.shelf[view.matches.slugs[path]]
            memory.keep_work(path, _state(plan, view, path, there), to_row(outcome))
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
    page_sha256 = draft.write.page_sha256 if draft.verdict.page else there.page_sha256
    return replace(there, page_sha256=page_sha256, receipt_sha256=digest(draft.write.receipt))


def _state(plan: Plan, view: View, path: str, there: Shelved) -> Facts:
    return [plan.workshop.context, view.digests[path], there.slug, there.page_sha256, there.receipt_sha256]


def _memory_place(plan: Plan) -> Path:
    """Return where builds like this one, over this pair of folders, are remembered."""
    like = f"{plan.workshop.captures.resolve()}\0{plan.pages.resolve()}\0{plan.writes}"
    return plan.workshop.cache / "builds" / f"{digest(like.encode(errors='replace'))[:12]}.json"
