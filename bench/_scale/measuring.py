"""Runs a command and says what it cost: processor time, clock time, and memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PERIOD = 0.2
"""Seconds between two looks at the memory."""
INDEXER = "pagefind"
"""What stands in the command lines of the processes that make the search index."""
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    cpu: float
    """Seconds of the processors, of all its processes together."""
    wall: float
    memory: int | None
    """Most bytes that its processes held at once, the indexer aside; None where the system does not say."""
    index_memory: int | None
    """Most bytes that the indexer held."""
    index_cpu: float = 0.0
    """Seconds of the processors that went to the indexer."""
    status: int = 0
    said: str = ""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run ``command`` in ``folder`` to its end."""
    start = time.monotonic()
    with (folder / ".bench.log").open("w+", encoding="utf-8") as log:
        env = {**os.environ, **(environment or {})}
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
        watch = Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        watch.stop()
        log.seek(0)
        said = log.read()
    memory = (watch.memory, watch.index_memory) if PROC.is_dir() else (None, None)
    return Cost(used.ru_utime + used.ru_stime, wall, *memory, watch.index_cpu, process.returncode, said)


class Watch:
    """Looks again and again at a process and all that descend from it."""

    def __init__(self, root: int) -> None:
        self.memory = self.index_memory = 0
        self._index_cpu: dict[int, float] = {}
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_again, daemon=True)
        self._thread.start()

    @property
    def index_cpu(self) -> float:
        """Seconds of the processors that the indexer's processes had used when last looked at."""
        return sum(self._index_cpu.values())

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _look_again(self) -> None:
        while PROC.is_dir() and not self._ended.wait(PERIOD):
            self._look()

    def _look(self) -> None:
        others = indexer = 0
        for pid in descendants(self._root):
            held = memory_of(pid)
            if INDEXER in _text(pid, "cmdline"):
                indexer += held
                self._index_cpu[pid] = max(self._index_cpu.get(pid, 0.0), _cpu_of(pid))
            else:
                others += held
        self.memory, self.index_memory = max(self.memory, others), max(self.index_memory, indexer)


def descendants(root: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for place in PROC.iterdir():
        if place.name.isdigit() and (stat := _text(int(place.name), "stat")):
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(place.name))
    waiting = [root]
    while waiting:
        yield (pid := waiting.pop())
        waiting += children.get(pid, [])


def memory_of(pid: int) -> int:
    """Return the bytes that a process holds, with its part of what it shares with others."""
    for line in _text(pid, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _cpu_of(pid: int) -> float:
    stat = _text(pid, "stat").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK") if stat else 0.0


def _text(pid: int, name: str) -> str:
    try:
        return (PROC / str(pid) / name).read_text("utf-8", "replace")
    except OSError:
        return ""
