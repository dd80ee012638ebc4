"""Shares work out among processes that begin as copies of this one: they know all that it knows."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from typing import Any

CHUNK = 16
"""Pieces of work handed to a process at a time."""
FEW = 4 * CHUNK
"""Up to so many pieces, starting processes costs more than it saves."""

Work = Callable[[int], Any]
"""Does the piece of work with a number; what it returns must be fit for ``pickle``."""

_work: list[Work] = []
"""In a copy, what it was made for."""


def cores() -> int:
    """Return how many processes can run at a time."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def how_many(jobs: object) -> int:
    """Return how many processes are to work: ``jobs``, or as many as there are cores."""
    return jobs if isinstance(jobs, int) and jobs > 0 else cores()


def is_worth_sharing(count: int, jobs: int | None) -> bool:
    """Tell whether so many pieces of work are better done by several processes, and can be.

    ``jobs`` is how many processes may work; none, as many as there are cores.
    A process that has threads is not copied: a lock that one of them holds stays locked in the copy.  Nor is
    one on macOS, whose own libraries do not stand it.
    """
    if count <= FEW or how_many(jobs) == 1:
        return False
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def share_out(work: Work, count: int, jobs: int | None, advance: Callable[[int], None]) -> Iterator[Any]:
    """Yield what ``work`` returns for the numbers below ``count``, with the number, in no order.

    What a copy that dies was at is missing, and is for the caller to do.  Work that raises ends the rest.
    """
    _work[:] = [work]
    gc.freeze()  # a collection in a copy would touch, and so copy, all that it shares with this process
    chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    pool = ProcessPoolExecutor(how_many(jobs), mp_context=get_context("fork"), initializer=_start)
    try:
        running = [pool.submit(_do, chunk) for chunk in chunks]
        with suppress(BrokenProcessPool):
            for future in as_completed(running):
                done = future.result()
                running.remove(future)
                advance(len(done))
                yield from done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()
        _work.clear()


def end_with_parent() -> None:
    """See that this process ends with the one that began it, and leave interrupts to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _start() -> None:
    """Begin a copy: it says nothing, for what is to be said its parent says."""
    end_with_parent()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)


def _do(numbers: range) -> list[tuple[int, Any]]:
    return [(number, _work[0](number)) for number in numbers]


def _wait_for_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
