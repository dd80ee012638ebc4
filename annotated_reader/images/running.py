"""One run: takes in what was put in by hand, asks for what is wanted, and says what became of it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from annotated_reader.images.by_hand import adopt
from annotated_reader.images.fetch import Way
from annotated_reader.images.fetching import Fetched, Pace, fetch_all
from annotated_reader.images.named import Named
from annotated_reader.images.records import StoreError
from annotated_reader.images.store import Store, opened
from annotated_reader.images.values import Address, Held, LastingError, Lost, PassingError
from annotated_reader.progress import Progress


@dataclass(frozen=True)
class Wish:
    """Which of the pictures a run is to ask for."""

    limit: int | None = None
    host: str | None = None
    slug: str | None = None
    again: bool = False
    """Ask for those too that their hosts did not give."""
    by_hand: bool = False
    """Ask nobody: only take in what people put there."""


@dataclass
class Account:
    """What a run came to; addresses stand with what is to be said of them."""

    here: int = 0
    """Pictures that were there before."""
    known_lost: int = 0
    """Those not asked for, because their hosts said that they are gone."""
    fetched: list[Held] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    passing: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    left: int = 0
    """Those that the wish leaves for another run."""
    faults: tuple[StoreError, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """True where another try, or a hand, could bring more."""
        return bool(self.passing or self.faults)


def fetch_named(folder: Path, named: Named, wish: Wish, way: Way, pace: Pace) -> Account:
    """Bring the store up to date; raises StoreError where it cannot be written."""
    account = Account()
    with opened(folder) as store:
        account.faults = adopt(store, named)
        account.refused = [(written, fact) for written, fact in named.facts.items() if not store.has(written)]
        account.here = len(named.facts) - len(account.refused)
        wanted = _wanted(store, named, wish, account)
        progress = Progress("pictures", len(wanted))
        try:
            with closing(fetch_all(wanted, way, pace)) as fetched:
                for each in fetched:
                    _settle(store, each, account)
                    progress.advance()
        finally:
            progress.close()
    return account


def _wanted(store: Store, named: Named, wish: Wish, account: Account) -> Collection[Address]:
    """Return what to ask for; count what is there, and what is left."""
    wanted: list[Address] = []
    for address in named.spots:
        record = store.records.get(str(address))
        if store.has(address):
            account.here += 1
        elif not wish.again and (isinstance(record, Lost) or (record and record.gone)):
            account.known_lost += 1
        elif _is_meant(address, named, wish):
            wanted.append(address)
        else:
            account.left += 1
    most = len(wanted) if wish.limit is None else wish.limit
    account.left += len(wanted[most:])
    return wanted[:most]


def _is_meant(address: Address, named: Named, wish: Wish) -> bool:
    if wish.by_hand:
        return False
    host = wish.host is None or address.host == wish.host or address.host.endswith(f".{wish.host}")
    return host and (wish.slug is None or any(spot.is_of(wish.slug) for spot in named.spots[address]))


def _settle(store: Store, each: Fetched, account: Account) -> None:
    address = str(each.address)
    if each.picture:
        account.fetched.append(store.keep(address, each.served, each.picture))
    elif isinstance(each.error, LastingError):
        store.lose(address, each.error.fact)
        account.lost.append((address, each.error.fact))
    elif isinstance(each.error, PassingError):
        account.passing.append((address, each.error.fact))
    elif each.error:
        account.refused.append((address, each.error.fact))
