"""Pictures that people put in by hand: fitted to the articles by their names, and never touched.

A file fits in one of two ways. In a folder that is called like an article it is called like the picture's
number there, ``2021-06-22-some-article/2.jpg``; else it is called like the end of the picture's address,
``cave17.jpg`` for ``https://img.example/pic/cave17.jpg``. What kind of picture it is, its bytes say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from annotated_reader.images.exchange import Bounds
from annotated_reader.images.formats import read_picture
from annotated_reader.images.named import Named, Spot
from annotated_reader.images.records import StoreError
from annotated_reader.images.store import Store
from annotated_reader.images.values import Held, LastingError

BY_HAND = "by-hand"
_ENDINGS = frozenset("jpg jpeg jfif png gif webp avif".split())
_SHOWN = 3
"""Addresses that a message lists."""


@dataclass(frozen=True)
class _Places:
    """What a file can fit."""

    by_spot: Mapping[Spot, str]
    by_name: Mapping[str, set[str]]


def adopt(store: Store, named: Named) -> tuple[StoreError, ...]:
    """Put into the store what people put in by hand; return an error for each file that fits nothing."""
    places = _places(named)
    faults: list[StoreError] = []
    taken: dict[str, str] = {}
    idle: set[str] = set()
    for path in _files(store.folder / BY_HAND):
        name = path.relative_to(store.folder / BY_HAND).as_posix()
        try:
            address = _address(path, name, places)
            if other := taken.get(address):
                raise StoreError(str(path), f"is the same picture as {other}", "Take one of the two away")
            taken[address] = name
            _take_in(store, path, name, address)
        except StoreError as error:
            faults.append(error)
            idle.add(name)
    _forget(store, taken, idle)
    return tuple(faults)


def _take_in(store: Store, path: Path, name: str, address: str) -> None:
    try:
        if path.stat().st_size > Bounds().size:
            raise LastingError(f"is larger than {Bounds().size:,} bytes")
        served = path.read_bytes()
        store.keep(address, served, read_picture(served), name)
    except LastingError as error:
        raise StoreError(str(path), error.fact, "Save it as JPEG, PNG, GIF, WebP or AVIF") from error
    except OSError as error:
        fact = f"it cannot be read ({error.strerror})"
        raise StoreError(str(path), fact, "Give yourself the right to read it") from error


def _forget(store: Store, taken: Mapping[str, str], idle: Collection[str]) -> None:
    """Drop the records of files that people took away again, but none whose file only fits no page now.

    The pages may be others for once, as where the command is told of another docs folder.
    """
    for address, record in list(store.records.items()):
        by_hand = record.by_hand if isinstance(record, Held) else None
        if by_hand is not None and by_hand not in idle and address not in taken:
            store.forget(address)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that people put there; what is hidden, behind links, or a pipe is passed over."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix.lower() != ".md" and path.is_file():
            yield path


def _places(named: Named) -> _Places:
    by_spot = {spot: str(address) for spot, address in named.numbered.items()}
    by_name: dict[str, set[str]] = {}
    for address in by_spot.values():
        for name in _names(address):
            by_name.setdefault(name, set()).add(address)
    return _Places(by_spot, by_name)


def _names(address: str) -> set[str]:
    """What a file may be called that holds the picture of an address."""
    last = _folded(unquote(address.partition("?")[0].rstrip("/").rpartition("/")[2]))
    return {last, _bare(last)} - {""}


def _folded(name: str) -> str:
    """A name as every file system would have it."""
    return normalize("NFC", name).lower()


def _bare(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return stem if ending in _ENDINGS else name


def _address(path: Path, name: str, places: _Places) -> str:
    folder, _, last = name.rpartition("/")
    last = _folded(last)
    number = _bare(last)
    if folder:
        address = places.by_spot.get(Spot(folder, int(number))) if number.isdecimal() else None
        if address:
            return address
        fact = f"there is no picture {number} in a page called {folder}"
        raise StoreError(str(path), fact, "See 'python build_site.py images --list' for names and numbers")
    found = places.by_name.get(last) or places.by_name.get(number) or set()
    if len(found) == 1:
        return next(iter(found))
    hint = f"Put it in {BY_HAND}/ARTICLE/NUMBER; 'python build_site.py images --list' tells both"
    if not found:
        raise StoreError(str(path), "no picture of any page is called like that", hint)
    shown = ", ".join(sorted(found)[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    raise StoreError(str(path), f"{len(found)} pictures are called like that ({shown})", hint)
