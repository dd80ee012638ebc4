"""What the pages of one run carry and no file may hold: taken out of pages that are kept, and given back."""

from __future__ import annotations

from collections.abc import Sequence


class Secrets:
    """The secrets of this run, in an order that every run has."""

    def __init__(self, values: Sequence[str] = ()) -> None:
        self._marks = {value: f"\0{number}\0" for number, value in enumerate(values)}

    def take_out(self, html: str) -> str | None:
        """Return a page with marks in the place of secrets; None where it has such marks of its own."""
        for value, mark in self._marks.items():
            if mark in html:
                return None
            html = html.replace(value, mark)
        return html

    def give_back(self, html: str) -> str:
        """Return a page with this run's secrets in the place of marks."""
        for value, mark in self._marks.items():
            html = html.replace(mark, value)
        return html
