"""Fetches one picture: follows where it is led, comes back where it may, and reads what it got."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from annotated_reader.images.addresses import follow
from annotated_reader.images.exchange import Allows, Answer, Bounds, ask
from annotated_reader.images.public import is_public
from annotated_reader.images.values import Address, LastingError, PassingError, RefusedError, UnreachableError

HOPS = 5
"""Redirects that are followed; browsers follow 20, but none of these pictures needs more than two."""
TRIES = 3
BACKOFF = 1.0
"""Seconds before the second try; four times as many before each further one."""
PATIENCE = 60.0
"""Most seconds that a host is waited for when it asks to be."""

_LEADS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((408, 425, 429))


@dataclass(frozen=True)
class Way:
    """How pictures are asked for; tests hand in what may be asked and how to wait."""

    allows: Allows = is_public
    bounds: Bounds = field(default_factory=Bounds)
    wait: Callable[[float], object] = time.sleep


def fetch(address: Address, way: Way) -> bytes:
    """Return the bytes that stand at an address; raises FetchError after all tries."""
    tries = TRIES
    while True:
        tries -= 1
        try:
            return _fetch_once(address, way)
        except PassingError as error:
            last = UnreachableError if isinstance(error, UnreachableError) else PassingError
            if not tries or error.after > PATIENCE:
                raise last(error.fact) from error
            way.wait(max(error.after, BACKOFF * 4 ** (TRIES - 1 - tries)))


def _fetch_once(address: Address, way: Way) -> bytes:
    here = address
    for _ in range(HOPS + 1):
        try:
            answer = ask(here, way.allows, way.bounds)
        except RefusedError as error:
            raise (error if here is address else LastingError(f"leads to what {error.fact}")) from error
        except UnreachableError as error:
            raise (error if here is address else PassingError(f"leads to what {error.fact}")) from error
        if answer.status not in _LEADS:
            return _settled(answer)
        if not answer.location:
            raise LastingError("leads nowhere")
        try:
            here = follow(here, answer.location)
        except RefusedError as error:
            raise LastingError(f"leads to what {error.fact}") from error
    raise LastingError(f"leads on more than {HOPS} times")


def _settled(answer: Answer) -> bytes:
    """Return the body of an answer that brought one; raises FetchError."""
    if answer.status == 200:
        return answer.body
    if answer.status in _BUSY or answer.status >= 500:
        after = answer.after or ""
        raise PassingError(f"is not given now ({answer.status})", float(after) if after.isdecimal() else 0.0)
    raise LastingError(f"is not given ({answer.status})")
