"""Pages while they are made: what they asked so far, and whether anything was said of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotated_reader.site.kept.digests import UnknownError
from annotated_reader.site.kept.seen import Look, Watch
from annotated_reader.site.kept.store import Kept


class Said(logging.Handler):
    """Counts what is said: a page of which something is said is not kept, so that it is said each time."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        self.count += 1


@dataclass
class Making:
    """A page that is being made."""

    made_of: str
    look: Look = field(default_factory=Look)
    kept: Kept | None = None
    """As it was before, if it is still the same."""
    said: bool = False
    """Whether something was said of it."""

    def kept_as(
        self, watch: Watch, html: str, anchors: set[str], links: Mapping[str, Mapping[str, str]]
    ) -> Kept | None:
        """Return the finished page as it may be kept; None where it may not."""
        if self.said or not self.look.is_whole:
            return None
        try:
            answers = watch.answers(self.look.questions)
        except UnknownError:
            return None
        return Kept(self.made_of, tuple(self.look.questions), answers, sorted(anchors), links, html)
