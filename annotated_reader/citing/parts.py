"""What citations are made of: words, and the day on which a reader read the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Accessed:
    """Where the day of access goes: only the reader knows it, and a page is the same whenever it is built."""

    before: str
    after: str
    separator: str = "-"
    """Between year, month and day."""
    padded: bool = True
    """Months and days have two digits."""

    def written(self, day: date | None) -> str:
        """Return the day with what stands around it; nothing where it is not known."""
        if day is None:
            return ""
        width = 2 if self.padded else 1
        told = self.separator.join((str(day.year), f"{day.month:0{width}}", f"{day.day:0{width}}"))
        return self.before + told + self.after


Part = str | Accessed
