"""Converts many captures, in several processes where that pays; the result does not depend on how many."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from annotated_reader import cache
from annotated_reader.bounds import TooLongError, bounded
from annotated_reader.captures import read_capture
from annotated_reader.errors import CaptureError, ReaderError
from annotated_reader.matching import Seen
from annotated_reader.processes import cores, end_with_parent
from annotated_reader.values import Article, Capture

Convert = Callable[[Capture], Article]
Open = Callable[[], Convert]
"""Makes a converter; called once in each process, and therefore picklable."""

CHUNK = 16
"""Captures handed to a process at a time."""

FEW = 2 * CHUNK
"""Up to so many captures, starting processes costs more than it saves."""

LONGEST = 60.0
"""Seconds of the processor that one capture may take: a thousand times what a long article takes,
and more than ten megabytes in one paragraph do.  Beyond it a rule has met text that it cannot end with."""


@dataclass(frozen=True)
class Workshop:
    """Where captures are converted, and how."""

    captures: Path
    cache: Path
    open: Open
    context: str
    """Hash of all that a conversion depends on beside the capture: rules, code, libraries."""
    jobs: int | None = None
    """Processes; None for as many as there are cores."""


Result = tuple[str, Article | tuple[str, str, str]]
"""A capture's path, and its article or the place, fact and action of what was wrong with it."""


def convert_all(
    workshop: Workshop, captures: Sequence[Seen], advance: Callable[[], None]
) -> dict[str, Article | CaptureError]:
    """Return the article, or what was wrong, for the path of every capture."""
    chunks = [captures[start : start + CHUNK] for start in range(0, len(captures), CHUNK)]
    wanted = workshop.jobs or (1 if len(captures) <= FEW else cores())
    jobs = min(wanted, len(chunks))
    results: dict[str, Article | CaptureError] = {}
    for path, result in _in_processes(workshop, chunks, jobs) if jobs > 1 else _here(workshop, chunks):
        results[path] = CaptureError(*result) if isinstance(result, tuple) else result
        advance()
    return results


def _here(workshop: Workshop, chunks: Sequence[Sequence[Seen]]) -> Iterator[Result]:
    convert = workshop.open()
    for chunk in chunks:
        yield from (_convert_one(workshop, convert, capture) for capture in chunk)


def _in_processes(workshop: Workshop, chunks: Sequence[Sequence[Seen]], jobs: int) -> Iterator[Result]:
    """Yield results as they come; what a dying process took with it is tried again in smaller pieces."""
    lost: list[Sequence[Seen]] = []
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(workshop,))
    try:
        running: dict[Future[list[Result]], Sequence[Seen]] = {}
        for chunk in chunks:
            running[pool.submit(_convert_chunk, chunk)] = chunk
        for future in as_completed(running):
            try:
                yield from future.result()
            except BrokenProcessPool:
                lost.append(running[future])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for chunk in lost:
        yield from _isolate(workshop, chunk)


def _isolate(workshop: Workshop, chunk: Sequence[Seen]) -> Iterator[Result]:
    """Convert a chunk in a process of its own, halving it until the capture that kills it stands alone."""
    with ProcessPoolExecutor(1, initializer=_start, initargs=(workshop,)) as pool:
        try:
            yield from pool.submit(_convert_chunk, chunk).result()
            return
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        yield chunk[0].path, _bug(chunk[0].path, "the process died while converting it")
        return
    for half in (chunk[: len(chunk) // 2], chunk[len(chunk) // 2 :]):
        yield from _isolate(workshop, half)


_here_workshop: list[tuple[Workshop, Convert]] = []
"""In a worker process: the workshop it was started for, and its converter."""


def _start(workshop: Workshop) -> None:
    """Ready a worker: an interrupt is the parent's business, and a worker outlives no parent."""
    end_with_parent()
    _here_workshop.append((workshop, workshop.open()))


def _convert_chunk(chunk: Sequence[Seen]) -> list[Result]:
    workshop, convert = _here_workshop[0]
    return [_convert_one(workshop, convert, capture) for capture in chunk]


def _convert_one(workshop: Workshop, convert: Convert, seen: Seen) -> Result:
    name = cache.key(seen.path, seen.sha256 or "", workshop.context)
    if known := cache.get(workshop.cache, name):
        return seen.path, known
    try:
        capture = read_capture(workshop.captures, seen.path)
        if capture.sha256 != seen.sha256:
            raise CaptureError(seen.path, "it was changed while the build ran", "Build again")
        with bounded(LONGEST):
            article = convert(capture)
    except ReaderError as error:
        return seen.path, (error.place, error.fact, error.action)
    except TooLongError:
        fact = f"its conversion was stopped after {LONGEST:.0f} seconds of computing"
        return seen.path, (seen.path, fact, "Take it out of the folder, or report it with the capture")
    except Exception as error:  # one capture that meets a bug of ours must not cost the others their pages
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        return seen.path, _bug(seen.path, f"{type(error).__name__} at {place}: {error}")
    cache.put(workshop.cache, name, article)
    return seen.path, article


def _bug(path: str, fact: str) -> tuple[str, str, str]:
    fact = " ".join(fact.split())
    return path, f"a fault of the program, not of the capture ({fact})", "Please report it with the capture"
