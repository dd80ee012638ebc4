"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations


class ReaderError(Exception):
    """A fault with a place, a fact and the next action; printed as one line.

    ``place`` is a path, with ``:line`` where a line is known.
    """

    def __init__(self, place: str, fact: str, action: str) -> None:
        super().__init__(f"{place}: {fact}. {action}")
        self.place = place
        self.fact = fact
        self.action = action


class CaptureError(ReaderError):
    """A capture that cannot become an article."""


class RuleError(ReaderError):
    """A source file, or a rule in it, that cannot be used."""


class PageError(ReaderError):
    """A page or a receipt in ``docs/`` that the build may not or cannot write."""


class VocabularyError(ReaderError):
    """A line of the vocabulary that cannot be used."""
