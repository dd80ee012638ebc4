"""What a citation says of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from annotated_reader.citing.people import Person

_CUT = re.compile(r"[\x00-\x20\x7f\xa0\u2000-\u200b\u3000<>\"{}|\\^`]")
"""What ends an address where it stands in running text, and no URL may hold (RFC 3986, section 2)."""


@dataclass(frozen=True)
class Reference:
    """An article as bibliographies know it; nothing in it is guessed."""

    key: str
    """Its permanent name in this archive."""
    title: str
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    published: str | None = None
    """``YYYY-MM-DD``."""
    url: str | None = None
    """Where it was first published or, where that is unknown, where its copy was taken from."""
    copy_url: str | None = None
    """Its address in this archive, where the archive has a public one."""
    archive: str = ""
    """The archive's name."""
    lang: str = "und"
    sha256: str = ""
    """Of the capture."""
    tags: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        """True where the rules for Chinese works apply."""
        return self.lang.startswith("zh")

    @property
    def address(self) -> str | None:
        """The address to cite: the original's, else the copy's."""
        return self.url or self.copy_url

    @property
    def day(self) -> tuple[int, ...]:
        """Year, month and day; empty where unknown."""
        return tuple(int(part) for part in self.published.split("-")) if self.published else ()


def citable(address: str) -> str:
    """Return the address with what would cut it short in a text written as a URL has it; else as it is."""
    return _CUT.sub(lambda char: quote(char[0], safe=""), address.strip())
