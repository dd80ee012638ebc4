"""Whether GitHub Pages takes a built site, and by which folders to divide it where it does not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotated_reader.errors import PageError
from annotated_reader.stored import read_json

MOST = 1_000_000_000
"""Bytes of a site, and of the archive it is uploaded as: "no larger than 1 GB", says GitHub of Pages.
It states no limit on the number of files, but ends a deployment that takes more than ten minutes."""
ROOM = 0.8
"""Share of the limit up to which parts are proposed, so that they can grow."""
BLOCK = 512
"""Bytes of a tar archive's header; contents are filled up to a whole number of blocks."""
RECEIPT = ".receipt.json"
FRONT = "index.html"


@dataclass(frozen=True)
class Weight:
    """What a built site comes to."""

    files: int
    content: int
    """Bytes of all files."""
    archive: int
    """Bytes of the tar archive in which they are uploaded."""
    links: tuple[str, ...]
    """Symbolic links, which the archive may not hold, by path."""

    @property
    def is_fit(self) -> bool:
        """Whether it can be published on GitHub Pages."""
        return self.archive <= MOST and not self.links

    def __str__(self) -> str:
        size = f"{self.content / 1e6:,.1f} MB, {self.archive / 1e6:,.1f} MB as an archive"
        return f"{self.files:,} files, {size}; GitHub Pages takes {MOST / 1e6:,.0f} MB"


def weigh(site: Path) -> Weight:
    """Return the weight of the site in a folder. Raises PageError where there is no such folder."""
    if not site.is_dir():
        raise PageError(str(site), "there is no such folder", "Build the site first, with 'make site'")
    files = content = archive = 0
    links: list[str] = []
    for entry in _entries(str(site)):
        if entry.is_symlink():
            links.append(Path(entry.path).relative_to(site).as_posix())
        elif entry.is_dir():
            archive += BLOCK
        else:
            size = entry.stat().st_size
            files, content = files + 1, content + size
            archive += BLOCK + -(-size // BLOCK) * BLOCK
    return Weight(files, content, archive, tuple(sorted(links)))


def account(site: Path, weight: Weight) -> Iterator[str]:
    """Yield in lines what the site weighs, what keeps it from being published, and how to divide it.

    Raises PageError where no site is in the folder.
    """
    if not (site / FRONT).is_file():
        raise PageError(str(site), f"there is no {FRONT} in it", "Build the site first, with 'make site'")
    yield str(weight)
    yield from faults(site, weight)
    yield from proposal(site, weight)


def faults(site: Path, weight: Weight) -> Iterator[str]:
    """Yield what keeps a site from being published, each with the next action."""
    for link in weight.links:
        yield f"{site / link}: it is a symbolic link, which GitHub Pages refuses. Put the file itself there"
    if weight.archive > MOST:
        fact = f"its archive has {weight.archive / 1e6:,.0f} MB, and GitHub Pages takes {MOST / 1e6:,.0f} MB"
        advice = "Divide the captures into several repositories, each with a site of its own"
        yield f"{site}: {fact}. {advice}; docs/guide/publishing.md says how"


def proposal(site: Path, weight: Weight) -> Iterator[str]:
    """Yield a line for each of the sites into which one that is too large can be divided, by folder."""
    if weight.archive <= MOST:
        return
    articles = articles_by_folder(site)
    per_article = weight.archive / max(1, sum(articles.values()))
    most = max(1, int(MOST * ROOM / per_article))
    for number, folders in enumerate(divide(articles, most), 1):
        count = sum(articles[folder] for folder in folders)
        size = f"{count:,} articles, about {count * per_article / 1e6:,.0f} MB"
        yield f"site {number} ({size}): {', '.join(folders)}"
        if count > most:
            yield f"  {folders[0]} alone is too large: divide it into folders first"


def divide(sizes: Mapping[str, int], most: int) -> list[list[str]]:
    """Share folders out so that no part comes to more than ``most``; a larger folder is a part alone."""
    parts: list[list[str]] = []
    for folder in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fits = (part for part in parts if sum(map(sizes.__getitem__, part)) + sizes[folder] <= most)
        part = next(fits, None)
        if part is None:
            parts.append([folder])
        else:
            part.append(folder)
    return parts


def articles_by_folder(site: Path) -> Mapping[str, int]:
    """Return how many articles came from each folder of captures, by their receipts that can be read."""
    return Counter(filter(None, map(_folder_by, site.glob(f"articles/*{RECEIPT}"))))


def _folder_by(receipt: Path) -> str | None:
    try:
        return _folder(str(read_json(receipt.read_bytes())["capture"]["path"]).split("/"))
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
    ):  # it is advice, which no damage may stop
        return None


def _folder(parts: Sequence[str]) -> str:
    return f"{parts[0]}/" if len(parts) > 1 else "(captures in no folder)"


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield all that stands below a folder; links are not followed."""
    for entry in os.scandir(folder):
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)
