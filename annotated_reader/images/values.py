"""The values of the picture store: an address, what is known of it, and why there is nothing to show."""

from __future__ import annotations

from dataclasses import dataclass

ENDINGS = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp", "avif": "avif"}
"""The kinds of picture that may be held, each with the ending of its files; none of them can run."""


PIXELS = 50_000_000
"""Most pixels of a picture; unpacked by a browser they take 200 MB."""
SIDE = 32_767
"""Most pixels in a row or a column; long drawings have 20,000."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a picture is asked for, spelt in one way only."""

    scheme: str
    host: str
    port: int | None
    """None where the scheme tells it."""
    target: str
    """Path and query, as they are sent."""

    @property
    def origin(self) -> str:
        """The address up to its path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port is None else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture read to its end, without what cameras and programs wrote into it."""

    kind: str
    width: int
    """In pixels, as it is shown: turned where it says that it is to be turned."""
    height: int
    content: bytes
    taken: tuple[str, ...] = ()
    """What was taken out: ``Exif``, ``XMP``, ``comment`` …"""


@dataclass(frozen=True, slots=True)
class Held:
    """A picture in the store."""

    address: str
    sha256: str
    """Of the file in the store."""
    kind: str
    size: int
    """In bytes."""
    width: int
    height: int
    served: str | None = None
    """The hash of what came from the host, where something was taken out of it."""
    taken: tuple[str, ...] = ()
    gone: str | None = None
    """Why the host does not give it any more; whoever has the file still has the picture."""
    by_hand: str | None = None
    """The file that a person put in the folder for it; None where the picture was fetched."""

    @property
    def name(self) -> str:
        """Path of its file below the folder of files, and of its copy in the site."""
        return f"{self.sha256[:2]}/{self.sha256}.{ENDINGS[self.kind]}"


@dataclass(frozen=True, slots=True)
class Lost:
    """A picture that its host does not give; it is not asked for again."""

    address: str
    fact: str


Record = Held | Lost


class FetchError(Exception):
    """Why a picture could not be had; ``fact`` ends the sentence that begins with its address."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


class RefusedError(FetchError):
    """An address that is not asked for, whatever stands there."""


class LastingError(FetchError):
    """What will be the same tomorrow: the picture is gone, or is none."""


class PassingError(FetchError):
    """What may be otherwise at the next try; ``after`` is for how many seconds the host wants peace."""

    def __init__(self, fact: str, after: float = 0.0) -> None:
        super().__init__(fact)
        self.after = after


class UnreachableError(PassingError):
    """A host that nothing came from: its other pictures would fare alike."""
