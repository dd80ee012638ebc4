"""How long `mkdocs serve` takes to begin, and to show an edit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 900.0
"""Seconds after which a server is given up."""
PERIOD = 0.02
"""Seconds between two questions."""


def free_place() -> str:
    """Return a host and port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def serving(folder: Path, place: str) -> Iterator[tuple[str, float]]:
    """Serve the site in ``folder`` at ``place``; give its address, and the seconds until it answered."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place]
    start = time.monotonic()
    with (
        (folder / ".serve.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=folder, env=_environment(), stdout=log, stderr=log) as server,
    ):
        try:
            wait_for(f"http://{place}/", lambda page: True)
            yield f"http://{place}/", time.monotonic() - start
        finally:
            server.terminate()


def wait_for(url: str, shows: Callable[[str], bool]) -> float:
    """Ask for a page until it shows what it should; return the seconds that took."""
    start = time.monotonic()
    while time.monotonic() - start < LONGEST:
        try:
            with urllib.request.urlopen(url, timeout=LONGEST) as answer:
                if shows(answer.read().decode()):
                    return time.monotonic() - start
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(PERIOD)
    raise TimeoutError(url)


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
