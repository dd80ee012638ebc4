"""What is indexed: of each article its words, facts and notes, ready to be searched."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml.html import HtmlElement

from annotated_reader.fragments import read_fragment
from annotated_reader.progress import over
from annotated_reader.site.cutting import cut
from annotated_reader.site.kept.findings import NONE, Findings, Json
from annotated_reader.vocabulary import simplify

NOTHING = "<!doctype html><html><body data-pagefind-body>nothinghasbeenarchivedyet</body></html>"
"""What is indexed where there are no articles: Pagefind refuses a folder without a word."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (*HEADINGS, *"p li blockquote figure figcaption table tr td th dt dd pre div ul ol section hr br".split())
)
_IGNORED = "data-pagefind-ignore"

LABEL = "Reading articles for the index"

Block = tuple[str, str]
"""``h1`` to ``h6`` or ``p``, and the text."""


@dataclass(frozen=True)
class Indexed:
    """What the index is to know of one article."""

    facts: tuple[tuple[str, str], ...]
    """Shown with a result: title, publisher, day."""
    filters: tuple[tuple[str, str], ...]
    """Names and values by which results can be narrowed."""
    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, str], ...]
    """Id on the page and words of each note."""

    @property
    def published(self) -> str:
        """The day, empty where it is unknown."""
        return dict(self.facts).get("published", "")

    @property
    def text(self) -> str:
        """The article's words as they stand, block by block, without its title."""
        return "\n".join(text for tag, text in self.blocks if tag != "h1")


@dataclass(frozen=True)
class Ready:
    """One article as the indexer takes it, and what its results can be narrowed to."""

    html: str
    published: str
    """The day, empty where it is unknown."""
    filters: tuple[tuple[str, str], ...]


def read_pages(site: Path, findings: Findings = NONE, jobs: int | None = None) -> dict[str, Ready]:
    """Return every article of ``site`` ready to be indexed, by its path there; ``jobs`` processes read."""
    places = sorted(site.glob("articles/*/index.html"))
    found: dict[Path, Ready] = {}
    unknown: list[Path] = []
    for place in over(LABEL, places):
        article = _article_in(place)
        if findings.has("indexed", (article,)):
            found[place] = _found(article, findings)
        else:
            unknown.append(place)

    def find(number: int) -> Ready:
        return _found(_article_in(unknown[number]), findings)

    findings.find_ahead(find, len(unknown), jobs, LABEL)
    found |= {place: find(number) for number, place in enumerate(unknown)}
    return {place.relative_to(site).as_posix(): found[place] for place in places}


def _article_in(place: Path) -> str:
    return _article_of(place.read_text("utf-8"))


def _found(article: str, findings: Findings) -> Ready:
    html, published, filters = findings.of("indexed", (article,), partial(_ready, article))
    return Ready(html, published, tuple(map(tuple, filters)))


def _ready(article: str) -> Json:
    page = look_up(article)
    return to_html(page), page.published, page.filters


def _article_of(page: str) -> str:
    start, end = page.find("<article"), page.rfind("</article>")
    return page[start:end] if 0 <= start < end else page


def look_up(page: str) -> Indexed:
    """Return what there is to know of a built page."""
    article = read_fragment(_article_of(page))
    facts = {
        part.get("data-pagefind-meta", ""): _words(part) for part in _marked(article, "data-pagefind-meta")
    }
    tags = [_words(part) for part in _marked(article, "data-pagefind-filter")]
    notes = tuple(_notes(article))
    filters = [("tag", tag) for tag in tags]
    filters += [("publisher", facts["publisher"])] if facts.get("publisher") else []
    if day := facts.get("published"):
        filters += [("year", day[:4]), ("month", str(int(day[5:7])))]
    filters += [("notes", "1")] if notes else []
    blocks = tuple(block for part in _marked(article, "data-pagefind-body") for block in _blocks(part))
    return Indexed(tuple(facts.items()), tuple(filters), blocks, notes)


def to_html(page: Indexed) -> str:
    """Return the page to be indexed; the words as they stand go with it where the index has others.

    Headings are paragraphs there: so the first place that the index names of a phrase is the first on
    the page, and a search can put those articles in front that name it in their title or beginning.
    """
    facts = [*page.facts]
    if any(simplify(text) != text for _, text in page.blocks):
        facts.append(("text", page.text))
    if page.notes:
        facts.append(("notes", json.dumps(page.notes, ensure_ascii=False)))
    lines = [_fact(name, value) for name, value in facts]
    lines += [f"<p>{html.escape(cut(text), quote=False)}</p>" for _, text in page.blocks]
    lines += [f"<p>{html.escape(cut(said), quote=False)}</p>" for _, said in page.notes]
    inner = "\n".join(lines)
    return f"<!doctype html><html><body data-pagefind-body>\n{inner}\n</body></html>"


def _fact(name: str, value: str) -> str:
    return f'<i data-pagefind-meta="{name}[data-value]" data-value="{html.escape(value)}"></i>'


def _marked(article: HtmlElement, attribute: str) -> list[HtmlElement]:
    return list(article.iterfind(f".//*[@{attribute}]"))


def _notes(article: HtmlElement) -> Iterator[tuple[str, str]]:
    for note in article.iterfind('.//section[@id="notes"]//li[@id]'):
        bodies = (part for part in note.iter("div") if "note-body" in (part.get("class") or "").split())
        yield str(note.get("id")), " ".join(text for body in bodies for _, text in _blocks(body))


def _words(part: HtmlElement) -> str:
    return " ".join(part.text_content().split())


def _blocks(part: HtmlElement) -> Iterator[Block]:
    """Yield the text of an element block by block, without what is not to be found."""
    tag, pieces = "p", [""]
    for step, text in _walk(part):
        if step:
            if block := " ".join("".join(pieces).split()):
                yield tag, block
            tag, pieces = (step if step in HEADINGS else "p"), []
        pieces.append(text)
    if block := " ".join("".join(pieces).split()):
        yield tag, block


def _walk(part: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield pieces of text, each with the tag of the block that begins before it, if one does or one ends."""
    tag = part.tag if isinstance(part.tag, str) else ""
    if tag and _IGNORED not in part.attrib:
        yield (tag if tag in _BLOCKS else ""), part.text or ""
        for child in part:
            yield from _walk(child)
            yield ("p" if child.tag in _BLOCKS else ""), child.tail or ""
