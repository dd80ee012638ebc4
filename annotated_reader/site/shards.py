"""Indexes articles in parts, so that memory stays bounded, and keeps the parts that have not changed.

Pagefind takes half a megabyte of memory for an article while it indexes: 5 GB for 10,000 in one index.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory, mkdtemp

from annotated_reader.errors import PageError
from annotated_reader.processes import how_many
from annotated_reader.progress import Progress
from annotated_reader.site.sums import NAME as SUMS
from annotated_reader.site.sums import is_whole, write_sums

MOST = 1500
"""Articles of one part, on the average: 0.75 GB of memory.  With fewer, an edit has less to index again;
a query then asks for more files, of which each holds more that it does not need."""
AT_ONCE = 2
"""Parts that are indexed side by side, so that memory stays bounded."""
SPARE = 2
"""States of each part that are kept beside those in use: an edit taken back costs nothing."""
GLANCE = 0.5
"""Seconds between two looks at a clock while the indexer works."""
UNUSED = ("pagefind*ui.*", "pagefind-highlight.js")
"""What Pagefind adds for those who have no search box of their own: scripts that no page here loads."""
ONCE = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""What is asked for of the first part alone."""

Pages = Mapping[str, str]
"""The pages to be indexed, by their path below the site."""


def parts_of(pages: Pages) -> list[Pages]:
    """Share the pages out by their names; the number of parts doubles where it must, and else stays."""
    count = 1
    while len(pages) > MOST * count:
        count *= 2
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for path in sorted(pages):
        parts[hashlib.sha256(path.encode()).digest()[0] % count][path] = pages[path]
    return list(parts)


def index_parts(parts: Sequence[Pages], language: str, kept: Path, jobs: int | None = None) -> list[Path]:
    """Return a folder with the index of each part, below ``kept``; those that are there whole stay.

    Raises PageError where the indexer fails; what it printed is the fact.
    """
    found = [kept / _digest(pages, language) for pages in parts]
    progress = Progress("Indexing articles", sum(map(len, parts)))

    def index(pages: Pages, place: Path) -> None:
        if not is_whole(place):
            shutil.rmtree(place, ignore_errors=True)
            _index(pages, language, place, progress)
        progress.advance(len(pages))
        os.utime(place)

    with ThreadPoolExecutor(min(how_many(jobs), AT_ONCE)) as pool:
        for _ in pool.map(index, parts, found):
            pass
    _prune(kept, found)
    return found


def put(indexes: Mapping[str, Path], target: Path) -> None:
    """Have ``target`` hold kept indexes, each in the folder of its name, and nothing else.

    They are put there as links to their files where the file system has them; those that are there stay.
    """
    wanted = {
        target / name / each: index / each
        for name, index in indexes.items()
        for each in _files(index)
        if each != SUMS and not (name and any(map(PurePath(each).match, ONCE)))
    }
    standing = [target / each for each in _files(target)]
    for place in standing:
        if place not in wanted:
            place.unlink()
    for place, source in wanted.items():
        if not (place.is_file() and place.samefile(source)):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            _link(source, place)
    for above, _, _ in os.walk(target, topdown=False):
        if not any(os.scandir(above)):
            Path(above).rmdir()


def _files(folder: Path) -> list[str]:
    """Return the paths of all files below a folder."""
    return [
        Path(above, name).relative_to(folder).as_posix()
        for above, _, names in os.walk(folder)
        for name in names
    ]


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _digest(pages: Pages, language: str) -> str:
    state = hashlib.sha256(f"{version('pagefind')}\0{language}\0".encode())
    for path, page in sorted(pages.items()):
        state.update(f"{path}\0{len(page)}\0{page}".encode())
    return state.hexdigest()[:32]


def _index(pages: Pages, language: str, place: Path, progress: Progress) -> None:
    """Index pages into a folder of another name, and rename it when it is whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix="making-", dir=place.parent))
    try:
        with TemporaryDirectory() as articles:
            for path, page in pages.items():
                (Path(articles) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(articles) / path).write_text(page, "utf-8")
            _run(Path(articles), made / "index", language, progress)
        for pattern in UNUSED:
            for part in (made / "index").glob(pattern):
                part.unlink()
        write_sums(made / "index")
        if not place.is_dir():  # another build may have been first
            (made / "index").rename(place)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _run(articles: Path, target: Path, language: str, progress: Progress) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(articles), "--output-path", str(target)]
    command += ["--force-language", language.split("-", maxsplit=1)[0], "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as indexer:
        while True:
            try:
                printed, _ = indexer.communicate(timeout=GLANCE)
                break
            except subprocess.TimeoutExpired:
                progress.advance(0)
    if indexer.returncode:
        said = " ".join(printed.split())[-300:]
        ended = f"Pagefind ended with status {indexer.returncode}"
        fact = f"the search index could not be built: {said or ended}"
        raise PageError("site", fact, "Mend what it says, and build again")


def _prune(kept: Path, used: Sequence[Path]) -> None:
    """Take away the states that were not asked for in the longest time."""
    spare = [place for place in kept.iterdir() if place not in used and not place.name.startswith("making-")]
    spare.sort(key=lambda place: place.stat().st_mtime, reverse=True)
    for place in spare[SPARE * len(used) :]:
        shutil.rmtree(place, ignore_errors=True)
