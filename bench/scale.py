"""Measures conversion and site at several sizes of a made-up archive, beside stock MkDocs and Hugo.

    python bench/scale.py [--sizes 500,2000,10000] [--seed N] [--folder DIR] [--write FILE]

All that is compared runs on this machine, in this run.  Ten thousand captures take about an hour,
6 GB of disk, and a quiet machine with two cores.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench._scale.rounds import Round, Scope, run  # noqa: E402  # after the path is set
from bench._scale.table import put, render  # noqa: E402


def main() -> int:
    options = _options()
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as place:
        scope = Scope(
            options.folder or Path(place), options.seed, options.stock_most, options.serve, options.peers
        )
        for count in options.sizes:
            rounds.append(run(count, scope))
            print(render(rounds), flush=True)
    if options.write:
        put(options.write, render(rounds))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--sizes", type=_sizes, default=[500, 2000, 10_000], help="captures, with commas between")
    add("--seed", type=int, default=1)
    add("--folder", type=Path, help="where to build; else in a folder that is deleted at the end")
    add("--stock-most", type=int, default=2000, help="pages that stock MkDocs is given at most (2000)")
    add("--no-serve", dest="serve", action="store_false", help="leave out the server")
    add("--no-peers", dest="peers", action="store_false", help="leave out all that is compared")
    add("--write", type=Path, help="put the tables between the marks of this page")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(size) for size in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
