"""Asks many hosts at once, and each of them as a single reader would.

The pictures of one host go down one or two lanes, one after the other, with a rest in between; the workers
take whole lanes, the longest first. Only the caller's thread touches the store.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from annotated_reader.images.fetch import Way, fetch
from annotated_reader.images.formats import read_picture
from annotated_reader.images.values import Address, FetchError, PassingError, Picture, UnreachableError

STRIKES = 3
"""Pictures in succession that a host must fail before the rest of its pictures are left for another day."""


@dataclass(frozen=True)
class Pace:
    """How hard hosts are asked."""

    workers: int = 8
    lanes: int = 2
    """Requests at a time to one host; browsers make six."""
    rest: float = 0.2
    """Seconds between two pictures of one lane."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one picture."""

    address: Address
    served: bytes = b""
    picture: Picture | None = None
    error: FetchError | None = None


def fetch_all(addresses: Iterable[Address], way: Way, pace: Pace) -> Generator[Fetched]:
    """Yield what became of each picture, as they come; the threads end with the process, or before."""
    lanes = _lanes(addresses, pace.lanes)
    job = _Job(way, pace.rest, queue.SimpleQueue(), queue.Queue(maxsize=pace.workers))
    for lane in lanes:
        job.lanes.put(lane)
    working = min(pace.workers, len(lanes))
    for _ in range(working):
        threading.Thread(target=job.work, daemon=True).start()
    try:
        while working:
            found = job.done.get()
            if found:
                yield found
            else:
                working -= 1
    finally:
        job.stopped.set()


class _Host:
    """How a host has fared; shared by its lanes."""

    def __init__(self) -> None:
        self.strikes = 0
        self.said = ""

    def hear(self, error: FetchError | None) -> None:
        if isinstance(error, UnreachableError):
            self.strikes += 1
            self.said = error.fact
        else:
            self.strikes = 0

    @property
    def is_out(self) -> bool:
        return self.strikes >= STRIKES


@dataclass(frozen=True)
class _Lane:
    host: _Host
    addresses: Sequence[Address]


def _lanes(addresses: Iterable[Address], count: int) -> list[_Lane]:
    lanes = []
    for _, group in groupby(sorted(addresses, key=lambda each: each.host), key=lambda each: each.host):
        host, of_host = _Host(), list(group)
        lanes += [_Lane(host, part) for start in range(count) if (part := of_host[start::count])]
    return sorted(lanes, key=lambda lane: -len(lane.addresses))


@dataclass(frozen=True)
class _Job:
    """What the workers share."""

    way: Way
    rest: float
    lanes: queue.SimpleQueue[_Lane]
    done: queue.Queue[Fetched | None]
    """None says that a worker has ended, be it by a fault of ours: nobody waits for it."""
    stopped: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        """Take lane after lane to its end."""
        try:
            while True:
                self._go_down(self.lanes.get_nowait())
        except queue.Empty:
            return
        finally:
            self.done.put(None)

    def _go_down(self, lane: _Lane) -> None:
        for number, address in enumerate(lane.addresses):
            if number and not lane.host.is_out:
                self.way.wait(self.rest)
            if self.stopped.is_set():
                return
            self.done.put(_fetched(address, lane.host, self.way))


def _fetched(address: Address, host: _Host, way: Way) -> Fetched:
    if host.is_out:
        return Fetched(address, error=PassingError(host.said))
    try:
        served = fetch(address, way)
        host.hear(None)
        return Fetched(address, served, read_picture(served))
    except FetchError as error:
        host.hear(error)
        return Fetched(address, error=error)
