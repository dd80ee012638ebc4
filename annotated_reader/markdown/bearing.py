"""Markdown that its reader cannot bear, or breaks on, becomes the words it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import NamedTuple

from markdown import Markdown

from annotated_reader.bounds import TooLongError, bounded

LONGEST = 10.0
"""Seconds of computing for one page or note; a megabyte of an article takes one."""
LONGEST_SAID = 120
"""Characters of what a library says of a text."""
_STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What libraries raise in the middle of a text that nobody thought of, such as a link to ``http://[::1``."""


class UnbearableError(Exception):
    """Says of a text, as a fact, why it cannot be read as Markdown."""


class Converted(NamedTuple):
    """HTML, and what kept it from being more than words."""

    html: str
    fault: str = ""


@contextmanager
def bearable() -> Iterator[None]:
    """Raise UnbearableError where the block recurses without end, takes too long, or breaks on the text."""
    try:
        with bounded(LONGEST):
            yield
    except RecursionError:
        raise UnbearableError("its marks stand too deep in one another") from None
    except TooLongError:
        raise UnbearableError(f"its marks were not made out in {LONGEST:.0f} seconds of computing") from None
    except _STUMBLES as error:
        said = " ".join(f"{type(error).__name__} {error}".split())
        raise UnbearableError(f"something in it cannot be read ({said[:LONGEST_SAID]})") from error


def convert(renderer: Callable[[], Markdown], markdown: str, forget: Callable[[], None]) -> Converted:
    """Return the HTML of Markdown; its own words where it is unbearable, and then ``forget`` the renderer."""
    try:
        with bearable():
            return Converted(renderer().reset().convert(markdown))
    except UnbearableError as error:
        forget()  # it stopped in the middle of something, and may go on with it on the next page
        return Converted(as_words(markdown), str(error))


def as_words(markdown: str) -> str:
    """Return HTML that shows the Markdown as it is written."""
    return f"<pre>{escape(markdown, quote=False)}</pre>"
