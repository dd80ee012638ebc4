"""From articles to pages and receipts as they should stand, with what people have changed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from annotated_reader import edits, pages, receipts, slugs
from annotated_reader.errors import CaptureError, PageError, ReaderError
from annotated_reader.ownership import decide
from annotated_reader.plan import Draft, Plan
from annotated_reader.progress import over
from annotated_reader.shelf import PAGE, RECEIPT, Shelved, digest
from annotated_reader.store import Write
from annotated_reader.values import Article
from annotated_reader.view import View


def draft_all(
    plan: Plan, view: View, results: Mapping[str, Article | CaptureError]
) -> tuple[dict[str, Draft], dict[str, ReaderError]]:
    """Return the drafts of the articles and the faults of the rest, both by the capture's path."""
    articles = {path: each for path, each in results.items() if isinstance(each, Article)}
    faults: dict[str, ReaderError] = {
        path: each for path, each in results.items() if isinstance(each, CaptureError)
    }
    names = _names(view, articles)
    drafts: dict[str, Draft] = {}
    for path, article in over("Comparing pages", sorted(articles.items())):
        try:
            drafts[path] = _draft(plan, view, article, names[path])
        except ReaderError as error:
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


def _draft(plan: Plan, view: View, article: Article, slug: str) -> Draft:
    there = view.shelf.get(slug, Shelved(slug))
    page = pages.render(article, slug)
    size = view.files[article.capture_path].stamp.size
    receipt = receipts.render(article, slug, size, digest(page))
    verdict = decide(there, digest(page), digest(receipt))
    if verdict.action == "carried":
        page = _carry(plan.pages, there, article)
        verdict = replace(verdict, page=digest(page) != there.page_sha256)
    stands = digest(page) if verdict.page or there.page_sha256 is None else there.page_sha256
    write = Write(slug, page if verdict.page else None, receipt, stands, there.page_sha256)
    return Draft(article, write, verdict, edits.faults_of(page) if verdict.action == "carried" else ())


def _carry(folder: Path, there: Shelved, article: Article) -> bytes:
    """Return the page with a person's edits and the new text; raises PageError where that cannot be done."""
    place = folder / f"{there.slug}{PAGE}"
    receipt = folder / f"{there.slug}{RECEIPT}"
    try:
        page = place.read_bytes()
        base = receipts.base_of(receipt.read_bytes()) if there.base_sha256 else None
    except OSError as error:
        fact = f"it cannot be read ({error.strerror})"
        raise PageError(str(error.filename), fact, "Give yourself the right to read it") from error
    if digest(page) != there.page_sha256:
        raise PageError(str(place), "it was changed while the build ran, and was left alone", "Build again")
    try:
        return edits.carry(page, base, pages.fields(article, there.slug), article.body)
    except ValueError as error:
        fact = f"what a person changed in its front matter does not go with the new one ({error})"
        raise PageError(str(place), fact, "Write it in simpler lines, and build again") from error
