"""What a capture says about itself, gathered in one place for the readers of each field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from lxml.html import HtmlElement

from annotated_reader.cleaning.mask import Mask
from annotated_reader.document import Document, Line
from annotated_reader.metadata.linked import linked_articles

_SITE = re.compile(r"(?:https?:)?//(?:[^/?#@]*\.)?([\w-]+\.[\w-]+)(?=[/:?#]|\Z)", re.I)
_CREDITS = re.compile(r"[（(\[【]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s*[:：]")
"""The editor's name ends an article."""
_EDITORIAL = "（([【责責编編"
_ENDED = re.compile(r"[。！？…；][”」’』）)]?\Z|[.!?][\"”’]?\Z")
"""How sentences end."""
_ESCAPED = re.compile(r"&(?:amp|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|#0?3[49]|#8[0-9]{3}|#x27|#160);")
_SPACED_COLON = re.compile(r"\s*:\s*")
HEAD_LINES = 16
"""Bylines and datelines are looked for in so many lines below the title."""
BOXED_LETTERS = 60
"""Longest line of a share or tool box that is still read as a byline."""
TAIL_LINES = 8
"""Credits are looked for in so many lines at the end."""
PROSE_LETTERS = 45
"""Letters of a line that reads like a paragraph."""
GAP = 14
"""So many lines without prose end the article on a whole page; captions and headings are fewer in a row."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that a field might have, and where it was read."""

    field: str
    value: str
    kind: str
    """The kind of evidence, which ``ORDER`` ranks."""
    rule: str
    evidence: str
    lift: tuple[int, int] | None = None
    """The stretch of text that becomes metadata if the value is taken."""


@dataclass(frozen=True)
class Evidence:
    """A document seen as a witness: its head, its structured data and its visible lines."""

    document: Document
    mask: Mask
    metas: Mapping[str, str]
    """``<meta>`` contents by lower-case name, property or itemprop; the first one counts."""
    linked: tuple[Mapping[str, object], ...]
    """JSON-LD objects that describe an article."""
    lines: tuple[Line, ...]
    """The lines that the element rules left."""
    witnesses: tuple[Line, ...]
    """``lines``, and the short ones in boxes that went as site chrome: bylines often stand there."""
    litter: frozenset[int] = frozenset()
    """Indices of the lines that some line rule matches; the title is none of them."""
    facts: frozenset[int] = frozenset()
    """Indices of a text's lines that state a date, a source or an author and little else."""
    canonical: str | None = None
    title_tag: str = ""
    home: str | None = None
    """An address on the host that a whole page links to most: its own site."""

    def head(self, below: int = 0) -> tuple[Line, ...]:
        """The first lines whose index in the document is ``below`` or more."""
        place = bisect_left(self.witnesses, below, key=_index)
        return self.witnesses[place : place + HEAD_LINES]

    def above(self, below: int) -> tuple[Line, ...]:
        """The lines above the one whose index in the document is ``below`` or more."""
        place = bisect_left(self.witnesses, below, key=_index)
        return self.witnesses[max(0, place - HEAD_LINES) : place]

    def tail(self, below: int = 0) -> tuple[Line, ...]:
        """The last lines; on a whole page, those behind the prose that begins at line ``below``."""
        last = self._last_prose(below) if self.document.format != "markdown" else None
        end = tuple(line for line in self.lines[-3 * TAIL_LINES :] if line.letters)[-TAIL_LINES:]
        if last is None:
            return end
        while last + 1 < len(self.lines) and _is_short_paragraph(self.lines[last + 1]):
            last += 1
        behind = self.lines[last : last + TAIL_LINES + 1]
        return behind if self.document.page else (*behind, *(line for line in end if line not in behind))

    def _last_prose(self, below: int) -> int | None:
        """The place of the last paragraph before the editor's name or a long stretch without paragraphs."""
        last = None
        for place in self._landmarks:
            if self.lines[place].index < below:
                continue
            if last is not None and (place - last > GAP or _CREDITS.match(self.lines[place].text)):
                break
            if is_prose(self.lines[place]):
                last = place
        return last

    @cached_property
    def _landmarks(self) -> tuple[int, ...]:
        """Places of the paragraphs, and of the lines that name an editor."""
        return tuple(
            place
            for place, line in enumerate(self.lines)
            if is_prose(line) or (line.text and line.text[0] in _EDITORIAL and _CREDITS.match(line.text))
        )


def once(text: str) -> str:
    """Return text that was escaped twice, as it was meant: "&#39;" for an apostrophe."""
    return _ESCAPED.sub(lambda mark: unescape(mark[0]), text) if "&" in text else text


def is_prose(line: Line) -> bool:
    """True for a line as long as a paragraph that is not made of links."""
    return line.letters >= PROSE_LETTERS and line.link_share < 0.5


def _is_short_paragraph(line: Line) -> bool:
    """True for a line without links that ends as sentences do: an article's last ones are often short."""
    return bool(_ENDED.search(line.text)) and not line.linked


def _index(line: Line) -> int:
    return line.index


def gather(mask: Mask) -> Evidence:
    """Return the evidence of a document, what has been cut from it left out."""
    document = mask.document
    root = document.root
    lines = _left(mask)
    canonical = next((link.get("href") for link in root.iterfind(".//link[@rel='canonical']")), None)
    title = root.find(".//title") if document.page else None
    return Evidence(
        document=document,
        mask=mask,
        metas=_metas(root),
        linked=tuple(linked_articles(root)),
        lines=lines,
        witnesses=_witnesses(mask, lines) if mask.cuts else lines,
        canonical=canonical or None,
        title_tag=" ".join(once(title.text_content() if title is not None else "").split()),
        home=_home(root) if document.page else None,
    )


def gather_again(before: Evidence, litter: frozenset[int], facts: frozenset[int]) -> Evidence:
    """Return the evidence of the same document once its element rules have been obeyed."""
    lines = _left(before.mask)
    witnesses = _witnesses(before.mask, lines) if before.mask.cuts else lines
    return replace(before, lines=lines, witnesses=witnesses, litter=litter, facts=facts)


def _left(mask: Mask) -> tuple[Line, ...]:
    lines = mask.document.lines
    return tuple(line for line in lines if mask.is_left(line)) if mask.cuts else tuple(lines)


def _witnesses(mask: Mask, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    boxes = [(cut.start, cut.end) for cut in mask.cuts if cut.kind in ("chrome", "promo")]
    boxed = {
        line.index
        for start, end in boxes
        for line in mask.document.lines_from(start, end)
        if 4 <= line.letters <= BOXED_LETTERS
    }
    left = {line.index for line in lines}
    return tuple(line for line in mask.document.lines if line.index in left or line.index in boxed)


def _home(root: HtmlElement) -> str | None:
    """The site whose host at least half of the page's absolute links share, by its last two labels."""
    links = (_SITE.match(link.get("href", "")) for link in root.iter("a"))
    names = Counter(link.group(1).lower() for link in links if link)
    if not names:
        return None
    name, count = names.most_common(1)[0]
    return f"https://{name}/" if count * 2 >= sum(names.values()) else None


def _metas(root: HtmlElement) -> Mapping[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := meta.get(key)):
                metas.setdefault(_SPACED_COLON.sub(":", name.strip().lower()), once(content))
    return metas
