"""What results can be narrowed to, as one file that is loaded when a reader asks for it.

Pagefind has filters of its own, but writes them in an order that changes from build to build.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotated_reader.site.index_pages import Ready

FILE = "filters.json"
NAMES = ("publisher", "year", "month", "tag", "notes")
MOST_VALUES = 100
"""Values of one filter that are offered, the most used; the others have listings of their own."""


def write_filters(folder: Path, indexes: Iterable[Path], pages: Mapping[str, Ready]) -> None:
    """Write into ``folder`` which values the results of ``indexes`` have; ``pages`` are by address.

    Results are numbered from the newest on: ``ids`` says what the index calls each, and every value
    of a filter has the numbers of those it lets through.
    """
    ids = {url: name for index in indexes for name, url in _fragments(index) if url in pages}
    newest_first = sorted(sorted(ids), key=lambda url: pages[url].published, reverse=True)
    values: dict[str, dict[str, list[int]]] = {name: {} for name in NAMES}
    for number, url in enumerate(newest_first):
        for name, value in dict.fromkeys(pages[url].filters):
            values[name].setdefault(value, []).append(number)
    filters = {name: _most_used(found) for name, found in values.items()}
    known = {"ids": [ids[url] for url in newest_first], "filters": filters}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text, "utf-8")


def _most_used(found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    counts = Counter({value: len(numbers) for value, numbers in found.items()})
    order = sorted(counts, key=lambda value: (-counts[value], value))
    return {value: found[value] for value in order[:MOST_VALUES]}


def _fragments(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the address of every page that the index in ``folder`` holds."""
    for path in sorted((folder / "fragment").glob("*.pf_fragment")):
        content = gzip.decompress(path.read_bytes())
        yield path.stem, json.loads(content[content.index(b"{") :])["url"]
