"""What Markdown and templates alone cost: the time that a build of the site spends inside those two.

Run as ``python floor.py FILE`` in the folder of a site; the seconds of the processor are written to FILE.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import markdown


class Stopwatch:
    """Adds up the time inside some functions; a call within a call counts once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._within = False

    def timing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` with its time taken."""

        def timed(*given: Any, **named: Any) -> Any:
            if self._within:
                return function(*given, **named)
            self._within, start = True, time.process_time()
            try:
                return function(*given, **named)
            finally:
                self._within = False
                self.seconds += time.process_time() - start

        return timed


def main() -> None:
    sys.path.insert(0, str(Path.cwd()))
    from mkdocs.__main__ import cli

    from annotated_reader.site import search

    stopwatch = Stopwatch()
    markdown.Markdown.convert = stopwatch.timing(markdown.Markdown.convert)  # type: ignore[method-assign]
    jinja2.Template.render = stopwatch.timing(jinja2.Template.render)  # type: ignore[method-assign]
    search.build_index = lambda *given, **named: (Path.cwd() / "site/pagefind").mkdir(exist_ok=True)
    cli(["build", "--quiet", "--site-dir", "site"], standalone_mode=False)
    Path(sys.argv[1]).write_text(str(stopwatch.seconds), "utf-8")


if __name__ == "__main__":
    main()
