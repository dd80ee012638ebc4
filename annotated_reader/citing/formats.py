"""The formats that an article can be cited in, under the names they are known by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annotated_reader.citing import bibtex, csl, gbt, plain, ris
from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.reference import Reference

__all__ = ["FORMATS", "Accessed", "Format", "Part", "written"]


@dataclass(frozen=True)
class Format:
    """One way to cite."""

    key: str
    name: str
    """What the format is called; empty where the interface has a word for it."""
    cite: Callable[[Reference], Iterator[Part]]
    ending: str = ""
    """Of the files that reference managers read; empty for texts."""


FORMATS = (
    Format("gbt", "GB/T 7714", gbt.cite),
    Format("plain", "", plain.cite),
    Format("bibtex", "BibTeX", bibtex.cite, "bib"),
    Format("ris", "RIS", ris.cite, "ris"),
    Format("csl", "CSL-JSON", csl.cite, "json"),
)


def written(parts: Iterable[Part], accessed: date | None = None) -> str:
    """Return a citation as text, with or without the day on which its source was read."""
    return "".join(part if isinstance(part, str) else part.written(accessed) for part in parts)
