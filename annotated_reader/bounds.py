"""Stops what computes for too long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AT_ONCE = 1e-3


class TooLongError(Exception):
    """Raised in the middle of whatever was computing when its time ran out."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TooLongError once the block has used so many seconds of the processor, not of the clock.

    The signal reaches Python code and the engine of regular expressions, which looks for signals
    as it searches.  A bound within another ends no later than that.  Without such signals (Windows), or
    outside the main thread, nothing is bounded.
    """
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    outer = signal.getitimer(signal.ITIMER_PROF)[0]
    mine = min(seconds, outer or seconds)
    signal.setitimer(signal.ITIMER_PROF, mine)
    try:
        yield
    finally:
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if outer:
            signal.setitimer(signal.ITIMER_PROF, max(outer - mine + left, _AT_ONCE))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError
