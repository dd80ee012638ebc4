"""How often anchoring finds, moves, refuses and errs, beside the rule of a browser annotator.

Run ``python bench/anchoring.py [--texts DIR] [--quick] [--count N] [--seed N] [--write FILE]``.
The same texts and seed print the same tables; only the timings differ. Without context and base,
a quotation stands once in its text.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from random import Random

import _root  # noqa: F401  # the project's folder on the path
from _anchoring import browser_rule, cases, edits, page, texts
from _page import put

from annotated_reader.anchoring import Outcome, Selector, anchor, fold

VERDICTS = ("found", "moved", "refused", "gone", "wrong found", "wrong moved", "twin")
MODES = {
    (c, b): f"{'with' if c else 'without'} context, {'with' if b else 'without'} base"
    for c in (1, 0)
    for b in (1, 0)
}
Tally = dict[tuple[str, int, int, int], Counter[str]]


def main() -> None:
    """Print the tables, the targets and the timings."""
    options = _options()
    articles = texts.load(options.texts)
    if len(articles) < 2:
        raise SystemExit(
            "bench/anchoring: fewer than two texts of 400 characters. Name a folder with --texts."
        )
    count = 20 if options.quick else options.count
    print(f"{len(articles)} texts, {sum(map(len, articles)):,} characters, {count} cases a cell\n")
    ours, rival = _measure(articles, count, options.seed)
    for mode, title in MODES.items():
        _print_table(title, mode, ours, rival)
    _print_targets(ours)
    _print_timings(articles, options.seed)
    if options.write:
        put(options.write, page.render(ours, rival))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of .md and .txt files")
    parser.add_argument("--quick", action="store_true", help="20 cases a cell")
    parser.add_argument("--count", type=int, default=200, help="cases a cell (200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="put the tables between the marks of this page")
    return parser.parse_args()


def _measure(articles: list[str], count: int, seed: int) -> tuple[Tally, Tally]:
    ours: Tally = {}
    rival: Tally = {}
    for case in cases.cases(articles, count, seed):
        for context, base in MODES:
            if not context and not case.once:
                continue
            key = case.kind, case.size, context, base
            selector = case.selector if context else Selector(case.selector.exact)
            answer = anchor(selector, case.text, case.base if base else None)
            verdict = cases.verdict(case, answer.outcome, answer.span, bool(context), bool(base))
            ours.setdefault(key, Counter())[verdict] += 1
            span = browser_rule.place(selector, case.text.original, case.at if base else None)
            verdict = cases.verdict(case, Outcome.FOUND, span, bool(context), bool(base))
            rival.setdefault(key, Counter())[verdict] += 1
    return ours, rival


def _print_table(title: str, mode: tuple[int, int], ours: Tally, rival: Tally) -> None:
    heads = "found moved refused  gone wrongF wrongM  twin |  found refused  gone  wrong  twin"
    print(f"{title}, per cent\n{'':19} size {heads}")
    shown = ("found", "refused", "gone", "wrong found", "twin")
    for kind in cases.KINDS:
        for size in cases.SIZES:
            tally, other = (table.get((kind, size, *mode), Counter()) for table in (ours, rival))
            if not tally:
                continue
            left = " ".join(f"{_share(tally, name):6.1f}" for name in VERDICTS)
            right = " ".join(f"{_share(other, name):6.1f}" for name in shown)
            print(f"{kind:19} {size:3} {left} | {right}")
    print()


def _print_targets(ours: Tally) -> None:
    wrong = {key: _share(tally, "wrong found") for key, tally in ours.items()}
    for name, worst, limit in (
        ("wrongly Found, any cell", max(wrong.values()), 0.5),
        ("wrongly Found, 8 characters on", max(v for k, v in wrong.items() if k[1] >= 8), 0.0),
    ):
        print(f"{name}: {worst:.2f} % at most (target {limit} %)")
    for kind, base, names, target in (
        ("15 % edited", 1, ("found", "moved", "gone"), 97),
        ("other script", None, ("found", "moved"), 99),
        ("sentence deleted", None, ("gone",), 97),
    ):
        cells = {k: t for k, t in ours.items() if k[0] == kind and base in (None, k[3])}
        worst = min(cells, key=lambda key: sum(_share(cells[key], name) for name in names))
        total = sum((Counter(t) for t in cells.values()), Counter())
        print(
            f"{kind}: {' or '.join(names)} {sum(_share(total, n) for n in names):.2f} % over all, "
            f"{sum(_share(cells[worst], n) for n in names):.1f} % at least ({worst[1]} characters, "
            f"{MODES[worst[2], worst[3]]}); target {target} %"
        )


def _share(tally: Counter[str], name: str) -> float:
    return 100 * tally[name] / max(1, tally.total())


def _print_timings(articles: list[str], seed: int) -> None:
    random = Random(seed)
    base = max(articles, key=len)[:5000]
    changed = edits.apply(edits.edits(0.15), base, (0, 1), [base], random).text
    selectors = [_random_selector(base, random) for _ in range(1000)]
    print(f"\n1,000 notes on one text of {len(base):,} characters, folding and diff included, µs a note")
    for title, text, quoted_from in (
        ("unedited", base, None),
        ("15 % edited, with base", changed, base),
        ("15 % edited, without base", changed, None),
        ("another text", min(articles, key=lambda a: abs(len(a) - 5000)), None),
    ):
        start = time.perf_counter()
        folded, old = fold(text), fold(quoted_from) if quoted_from else None
        for selector in selectors:
            anchor(selector, folded, old)
        print(f"  {title:28} {(time.perf_counter() - start) * 1000:6.0f}")


def _random_selector(base: str, random: Random) -> Selector:
    size = random.choice(cases.SIZES)
    at = random.randrange(len(base) - size)
    return Selector(base[at : at + size], base[max(0, at - 32) : at], base[at + size : at + size + 32])


if __name__ == "__main__":
    main()
