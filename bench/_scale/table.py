"""The tables that the benchmark of scale prints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench._scale.measuring import Cost
from bench._scale.rounds import Round

PUT = "<!-- tables -->", "<!-- end of tables -->"


def render(rounds: Sequence[Round]) -> str:
    """Return all tables as Markdown."""
    tables = (_costs(rounds), _ratios(rounds), _weights(rounds))
    return "\n\n".join("\n".join(lines) for lines in tables)


def put(page: Path, tables: str) -> None:
    """Put the tables between the two marks of a page."""
    text = page.read_text("utf-8")
    before, rest = text.split(PUT[0])
    _, after = rest.split(PUT[1])
    page.write_text(f"{before}{PUT[0]}\n\n{tables}\n\n{PUT[1]}{after}", "utf-8")


def _costs(rounds: Sequence[Round]) -> Iterable[str]:
    yield _row("CPU s, wall s, memory MB (+ indexer)", *(f"{each.count:,}" for each in rounds), "exponent")
    yield _rule(len(rounds) + 2)
    for name in dict.fromkeys(name for each in rounds for name in each.costs):
        found = [(each.count, each.costs[name]) for each in rounds if name in each.costs]
        cells = (_cell(each.costs.get(name)) for each in rounds)
        yield _row(name, *cells, _exponent([(count, cost.cpu) for count, cost in found]))


def _ratios(rounds: Sequence[Round]) -> Iterable[str]:
    yield _row("ratio", *(f"{each.count:,}" for each in rounds))
    yield _rule(len(rounds) + 1)
    for name, ratio in _RATIOS.items():
        yield _row(name, *(_figure(ratio(each)) for each in rounds))


def _weights(rounds: Sequence[Round]) -> Iterable[str]:
    weights = [each.weight for each in rounds if each.weight]
    yield _row("weight", *(f"{each.count:,}" for each in rounds))
    yield _rule(len(rounds) + 1)
    yield _row("files", *(f"{each.files:,}" for each in weights))
    yield _row("site, MB", *(f"{each.total / 1e6:.1f}" for each in weights))
    yield _row("of that the search, MB", *(f"{each.search / 1e6:.1f}" for each in weights))
    yield _row("an article's page, mean, KB", *(f"{each.article / 1e3:.2f}" for each in weights))
    yield _row("the heaviest page, KB", *(f"{each.heaviest / 1e3:.1f}" for each in weights))


def _per_second(each: Round) -> float | None:
    cost = each.costs.get("conversion, cold")
    return each.count / cost.cpu if cost else None


def _over(each: Round, name: str, other: float | None) -> float | None:
    cost = each.costs.get(name)
    return (cost.cpu - cost.index_cpu) / other if cost and other else None


def _clock_over_floor(each: Round) -> float | None:
    cost, floor = each.costs.get("site, cold"), each.figures.get("floor")
    return cost.wall / floor if cost and floor else None


def _beside_hugo(each: Round) -> float | None:
    cost, other = each.costs.get("all, one article"), each.costs.get("Hugo")
    return cost.wall / other.wall if cost and other else None


def _beside_stock(each: Round) -> float | None:
    cost, other = each.costs.get("site, cold"), each.costs.get("stock MkDocs")
    return other.cpu / cost.cpu if cost and other else None


def _beside_extractor(each: Round) -> float | None:
    times = [time for name, time in each.figures.items() if "trafilatura" in name]
    return times[0] / each.figures["annotated-reader"] if times else None


_RATIOS = {
    "articles converted per second and core": _per_second,
    "trafilatura's CPU over ours, extraction alone": _beside_extractor,
    "site, cold, without the index, over Markdown and templates alone": lambda each: _over(
        each, "site, cold", each.figures.get("floor")
    ),
    "the same by the clock, on all cores, index included": _clock_over_floor,
    "stock MkDocs' CPU over ours, index included": _beside_stock,
    "one article changed, wall, over Hugo's whole build": _beside_hugo,
    "seconds until `mkdocs serve` answers, warm": lambda each: each.figures.get("serve, start"),
    "seconds until it shows an edit": lambda each: each.figures.get("serve, edit"),
}


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return "–"
    memory = "–" if cost.memory is None else f"{cost.memory / 1e6:,.0f}"
    indexer = f" + {cost.index_memory / 1e6:,.0f}" if cost.index_memory else ""
    return f"{cost.cpu:,.1f}, {cost.wall:,.1f}, {memory}{indexer}"


def _exponent(points: Sequence[tuple[int, float]]) -> str:
    """By how much the cost grows with the count, from the smallest size to the largest: 1 is linear."""
    if len(points) < 2:
        return "–"
    (few, little), (many, much) = points[0], points[-1]
    return f"{math.log(much / little) / math.log(many / few):.2f}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "|---" * columns + "|"
