"""One round of the benchmark: an archive of one size, through all that is measured, in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotated_reader.progress import Progress
from bench._scale import peers
from bench._scale.extracting import extractors_cost
from bench._scale.measuring import Cost, measure
from bench._scale.serving import free_place, serving, wait_for
from bench._scale.stories import Archive
from bench._scale.weighing import Weight, weigh
from bench._scale.workspace import Workspace, changes

BUILD = (sys.executable, "build_site.py")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict")
QUIETLY = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass
class Round:
    """What was measured of an archive of one size."""

    count: int
    costs: dict[str, Cost] = field(default_factory=dict)
    """By what was done."""
    figures: dict[str, float] = field(default_factory=dict)
    weight: Weight | None = None


@dataclass(frozen=True)
class Scope:
    """What is to be measured, and where."""

    folder: Path
    seed: int
    stock_most: int
    """Pages that stock MkDocs is given at most: its cost grows with their square."""
    serve: bool = True
    peers: bool = True


def run(count: int, scope: Scope) -> Round:
    """Measure an archive of ``count`` captures."""
    round_ = Round(count)
    workspace = Workspace(scope.folder / f"{count}", count, Archive(scope.seed))
    progress = Progress(f"Writing {count:,} captures", count)
    workspace.make(progress.advance)
    progress.close()
    for name, cost in _steps(workspace, round_):
        _keep(round_, name, cost)
    if scope.peers:
        for name, cost in _peers(workspace, round_, scope):
            _keep(round_, name, cost)
    if scope.serve:
        _serve(workspace, round_)
    return round_


def _keep(round_: Round, name: str, cost: Cost) -> None:
    if cost.status:
        raise SystemExit(f"{name} ended with status {cost.status}:\n{cost.said[-4000:]}")
    round_.costs[name] = cost
    memory = f", {cost.memory / 1e6:.0f} MB" if cost.memory else ""
    indexer = (
        f", index {cost.index_cpu:.1f} s, {(cost.index_memory or 0) / 1e6:.0f} MB" if cost.index_cpu else ""
    )
    said = f"{round_.count:6} {name}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s{memory}{indexer}"
    print(said, file=sys.stderr, flush=True)


def _steps(workspace: Workspace, round_: Round) -> Iterator[tuple[str, Cost]]:
    root = workspace.root
    yield "conversion, cold", measure(BUILD, root)
    yield "conversion, nothing changed", measure(BUILD, root)
    round_.figures["notes"] = workspace.write_notes()
    yield "site, cold", measure(MKDOCS, root, QUIETLY)
    round_.weight = weigh(workspace.site)
    for name, change in changes(workspace):
        change()
        yield f"all, {name}", measure((*BUILD, "site"), root)
    yield "check", measure((*BUILD, "check"), root)


def _peers(workspace: Workspace, round_: Round, scope: Scope) -> Iterator[tuple[str, Cost]]:
    round_.figures |= extractors_cost(workspace.root / "captures")
    place = workspace.root / ".floor"
    floor = Path(__file__).parent / "floor.py"
    anew = {**QUIETLY, "KEEP_PAGES": "false"}
    cost = measure((sys.executable, str(floor), str(place)), workspace.root, anew)
    if not cost.status:
        round_.figures["floor"] = float(place.read_text("utf-8"))
    pages: Sequence[Path] = workspace.pages
    if len(pages) <= scope.stock_most:
        yield "stock MkDocs", peers.stock_mkdocs(pages, scope.folder / "stock")
    if cost_of_hugo := peers.hugo(pages, scope.folder / "hugo"):
        yield "Hugo", cost_of_hugo


def _serve(workspace: Workspace, round_: Round) -> None:
    place = free_place()  # the same for both: pages that are kept have the site's address in them
    with serving(workspace.root, place):
        pass
    with serving(workspace.root, place) as (address, start):
        round_.figures["serve, start"] = start
        for _ in range(2):
            slug, words = workspace.change_page()
            seconds = wait_for(f"{address}articles/{slug}/", lambda page, words=words: words in page)
            round_.figures["serve, edit"] = seconds
            print(f"{round_.count:6} edit shown after {seconds:.2f} s", file=sys.stderr)
