"""A capture read into one element tree, and the same tree laid out as one string.

Every later step speaks of places in that string: a rule names spans, cleaning is
their union, and what no span covers is the article.  The tree is never changed,
so nothing can be lost on the way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lxml.html import HtmlElement

from annotated_reader.letters import folded
from annotated_reader.values import Capture

IMAGE = "\ufffc"
"""Stands in the text for one image (OBJECT REPLACEMENT CHARACTER)."""

INVISIBLE = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "math", "datalist"})
"""Elements whose content a browser does not show as text."""

BLOCKS = frozenset(
    """
    html body address amp-sidebar article aside blockquote center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol
    option p pre section select summary table tbody td textarea tfoot th thead tr ul video audio
    iframe object
    """.split()
)
"""Elements that begin and end a line; ``br`` does so too."""

LAZY = (
    "data-src",
    "data-original",
    "zoomfile",
    "file",
    "data-lazyload",
    "data-lazy-src",
    "data-original-src",
    "data-echo",
    "src",
    "data-actualsrc",
)
"""Attributes that hold an image's address; ``src`` of a lazy one is a placeholder."""
IMAGES = frozenset({"img", "amp-img", "image"})


class Run(NamedTuple):
    """One text node: its place in the text and in the tree."""

    start: int
    end: int
    element: HtmlElement
    is_tail: bool
    """The text stands behind the element, not in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What stands between two line breaks of the rendered page."""

    index: int
    start: int
    end: int
    text: str
    """White space folded; images left out."""
    letters: int
    """Letters and digits in it."""
    linked: int
    """How many of the letters stand inside links."""
    images: int
    element: HtmlElement
    """The innermost block that holds it."""

    @property
    def link_share(self) -> float:
        """Share of the letters that are link text, 0 to 1."""
        return self.linked / self.letters if self.letters else 0.0


@dataclass(frozen=True)
class Document:
    """A capture as one tree and one string, with what was said about it outside the text."""

    capture: Capture
    format: str
    """``html``, ``markdown`` or ``text``."""
    root: HtmlElement
    text: str
    runs: Sequence[Run]
    spans: Mapping[HtmlElement, tuple[int, int]]
    """Start and end in the text of every element, without its tail."""
    lines: Sequence[Line]
    front_matter: Mapping[str, object] = field(default_factory=dict)
    comments: Sequence[str] = ()
    """HTML comments, in order; some mirrors write the date into one."""
    page: bool = False
    """A whole web page rather than a fragment of one."""
    notes: tuple[str, ...] = ()

    @cached_property
    def images(self) -> Mapping[int, str]:
        """The address of every image under its place in the text; empty where it has none."""
        return {
            span[0]: next((address for name in LAZY if (address := element.get(name))), "")
            for element, span in self.spans.items()
            if element.tag in IMAGES
        }

    def lines_from(self, start: int, end: int) -> Sequence[Line]:
        """Return the lines that begin between two places of the text."""
        return self.lines[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def lines_in(self, start: int, end: int) -> Sequence[Line]:
        """Return the lines that stand wholly between two places of the text."""
        lines = self.lines_from(start, end)
        return lines[:-1] if lines and lines[-1].end > end else lines

    @cached_property
    def folded(self) -> Sequence[str]:
        """The text of each line without case, in which strings are sought."""
        return [folded(line.text) for line in self.lines]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [line.start for line in self.lines]
