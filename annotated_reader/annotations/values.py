"""What an annotation is, and where it stands in its article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotated_reader.anchoring import Outcome, Span

KINDS = ("comment", "question", "correction", "link", "tag")
"""What a note can be; the first is what it is where its file does not say."""

FOLDER = "annotations"
"""Where the note files stand, below the docs folder: in a folder named as the article's slug."""


@dataclass(frozen=True, slots=True)
class Note:
    """One quotation and what is said about it, as an editor's file has it."""

    slug: str
    """The article's."""
    path: str
    """The file, below the annotations folder, with ``/``."""
    line: int
    """Where in the file the note begins: its quotation, or its first word."""
    id: str
    """Unique within the article, and safe in an address, which is ``#note-`` and this."""
    kind: str = KINDS[0]
    by: str | None = None
    date: str | None = None
    """``YYYY-MM-DD``, or with the time in UTC: ``YYYY-MM-DDTHH:MM:SSZ``."""
    quote: str | None = None
    """The words as they stand in the file; None for a note on the whole article."""
    prefix: str = ""
    suffix: str = ""
    base: str | None = None
    """The sha256 of the article text quoted from, in hexadecimal."""
    resolved: bool = False
    tags: tuple[str, ...] = ()
    body: str = ""
    """What is said, in Markdown."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A note and its place in the article's plain text as it is now."""

    note: Note
    outcome: Outcome | None
    """None for a note on the whole article."""
    spans: tuple[Span, ...] = ()
    """The place, in code points of the plain text; empty where there is none, or none is certain."""
    quoted: str | None = None
    """The words sought: the quotation without Markdown, if that is how it was understood."""
    now: str | None = None
    """What stands there now; None without a place."""
    candidates: tuple[str, ...] = ()
    """For an ambiguous note, each place that fits, with some words around it."""
    near: str | None = None
    """For an orphan, the passage that is most like its words, if any is."""
    reason: str = ""
    """One sentence for a person."""
    number: int = 0
    """From 1, in the order in which the notes stand in the article; those without a place come last."""

    def numbered(self, number: int) -> Placed:
        """Return the same with another number."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a note file, in a form that can be printed as one line."""

    path: str
    """Below the annotations folder."""
    line: int
    fact: str
    action: str
