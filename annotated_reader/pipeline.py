"""The way of one capture through the house; the only place that knows the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotated_reader.addresses import is_front
from annotated_reader.captions import make_figures
from annotated_reader.claim import claim
from annotated_reader.cleaning import (
    Mask,
    cut_above_title,
    cut_bare_headings,
    cut_below,
    cut_biography,
    cut_chrome,
    cut_elements,
    cut_frame,
    cut_headlines,
    cut_insets,
    cut_lines,
    cut_teasers,
    doubted_lines,
    heavy_rules,
    is_list,
    lifted,
    match_lines,
    prune,
    removals,
)
from annotated_reader.disguise import count_turns, disguised_hosts
from annotated_reader.errors import CaptureError
from annotated_reader.formats import read
from annotated_reader.fragments import read_fragment
from annotated_reader.language import recognise
from annotated_reader.laws import broken_laws
from annotated_reader.links import mend_addresses, unlink
from annotated_reader.markdown import render, to_markdown
from annotated_reader.metadata import (
    Metadata,
    facts_lines,
    gather,
    gather_again,
    read_addresses,
    read_metadata,
)
from annotated_reader.provenance import hops
from annotated_reader.sources.model import Source, Sources
from annotated_reader.values import Article, Capture

UNCLAIMED = "no source claims it: cleaned by the general rules"
_SET_APART = re.compile(r"[\s*_~\\\u200b-\u200f\u2060\ufeff]+")
DOUBTS = 3
"""Doubtful lines that the tally quotes; ``explain`` lists them all."""
FLAG_LETTERS = 60
"""Longest line that is looked at for words like "page 1 of 3"."""
TITLE_LETTERS = 30
"""How much of the first line stands in for a title that the capture does not have."""


@dataclass(frozen=True)
class Cleaned:
    """A document after all rules: what is left of it, and what was read from it."""

    mask: Mask
    metadata: Metadata
    lineage: tuple[Source, ...]
    review: tuple[str, ...]


def convert(capture: Capture, sources: Sources) -> Article:
    """Return the article of one capture.

    Raises CaptureError where the file cannot be read, two sources claim it, or
    no article is left in it.
    """
    return _article(clean(capture, sources), sources)


def find_broken_laws(capture: Capture, sources: Sources) -> tuple[str, ...]:
    """Convert a capture again and return a sentence for each law of text that its article breaks.

    Raises CaptureError as ``convert`` does.
    """
    cleaned = clean(capture, sources)
    article = _article(cleaned, sources)
    shown = read_fragment(render(article.body)).text_content()
    return tuple(broken_laws(cleaned.mask.document.text, cleaned.mask.covered, article, shown))


def _article(cleaned: Cleaned, sources: Sources) -> Article:
    document, metadata = cleaned.mask.document, cleaned.metadata
    capture = document.capture
    tree = prune(cleaned.mask)
    unlink(tree, (*cleaned.lineage, *sources.general))
    astray = mend_addresses(tree, metadata.original_url, sources)
    make_figures(tree)
    body = to_markdown(tree)
    if not any(char.isalnum() for char in body):
        raise CaptureError(
            capture.path,
            "no article is left in it after cleaning",
            f"See what went with 'python build_site.py explain {capture.path}', and mend the rule",
        )
    doubts = () if cleaned.lineage else doubted_lines(cleaned.mask)
    return Article(
        title=metadata.title or _first_words(body),
        body=body,
        capture_path=capture.path,
        capture_sha256=capture.sha256,
        authors=metadata.authors,
        publisher=metadata.publisher,
        published=metadata.published,
        original_url=metadata.original_url,
        archive_url=metadata.archive_url,
        lang=recognise(body, metadata.lang),
        tags=metadata.tags,
        provenance=hops(metadata, cleaned.lineage, capture),
        sources=tuple(source.key for source in cleaned.lineage),
        removals=removals(cleaned.mask),
        lifted=lifted(cleaned.mask),
        readings=metadata.readings,
        review=(*cleaned.review, *_phrases(cleaned, body), *_disguised(document.text, body)),
        doubts=doubts,
        notes=(*document.notes, *(() if cleaned.lineage else (UNCLAIMED,)), *_told(doubts), *_missed(astray)),
    )


def _disguised(text: str, body: str) -> Iterator[str]:
    """What might deceive a reader's eye."""
    if count := count_turns(text):
        yield f"{count} characters that turn the direction of writing were left out: read it again"
    if hosts := disguised_hosts(body):
        yield f"a link's host is written in letters that look like others: {', '.join(hosts[:3])}"


def _told(doubts: tuple[str, ...]) -> Iterator[str]:
    """One sentence on the lines that may be litter of a new kind."""
    if doubts:
        shown = "”, “".join(doubt[:40] for doubt in doubts[:DOUBTS])
        rest = f" and {len(doubts) - DOUBTS} more" if len(doubts) > DOUBTS else ""
        yield f"kept, but look at “{shown}”{rest}"


def _missed(pictures: tuple[str, ...]) -> Iterator[str]:
    """One sentence on the pictures whose addresses lead nowhere without the page's own."""
    if pictures:
        shown = ", ".join(address[:60] for address in pictures[:DOUBTS])
        rest = f" and {len(pictures) - DOUBTS} more" if len(pictures) > DOUBTS else ""
        yield f"nothing says on which host these pictures are: {shown}{rest}"


def _phrases(cleaned: Cleaned, body: str) -> Iterator[str]:
    """What the sources' own phrases say against the article."""
    phrases = [
        (source, phrase) for source in cleaned.lineage for phrase in (*source.must_stay, *source.must_go)
    ]
    if not phrases:
        return
    before, after = _squeezed(cleaned.mask.document.text), _squeezed(body)
    for source, phrase in phrases:
        words = _squeezed(phrase)
        if phrase in source.must_stay and words in before and words not in after:
            yield f"“{phrase}” must stay, says {source.path}, but a rule took it out"
        if phrase in source.must_go and words in after:
            yield f"“{phrase}” must go, says {source.path}, but it is still there"


def _squeezed(text: str) -> str:
    """What two ways of setting one phrase have in common: no white space, no marks of emphasis."""
    return _SET_APART.sub("", text)


def clean(capture: Capture, sources: Sources) -> Cleaned:
    """Read a capture, cut what is not the article, and read its metadata."""
    document = read(capture)
    mask = Mask(document)
    evidence = gather(mask)
    lineage = claim(document, read_addresses(evidence, sources), sources)
    rules = (*lineage, *sources.general)
    review = [*cut_elements(mask, rules)]
    matched = {} if document.page else match_lines(mask, rules)
    evidence = gather_again(evidence, frozenset(matched), facts_lines(mask, rules))
    metadata = read_metadata(mask, evidence, lineage, sources)
    if document.page:
        review += cut_chrome(mask, rules, _title_end(metadata))
        cut_insets(mask)
        matched = match_lines(mask, rules)
    cut_lines(mask, rules, matched)
    if document.page:
        cut_headlines(mask, metadata.original_url)
        cut_teasers(mask, metadata.original_url)
        cut_below(mask, metadata.original_url)
        cut_biography(mask, metadata.authors)
        cut_bare_headings(mask)
    review.extend(heavy_rules(mask))
    if document.format == "text":
        cut_above_title(mask, _title_start(metadata))
        cut_frame(mask, _title_start(metadata), rules, matched)
    if document.page and is_list(mask):
        review.append("most of what is left are links to other pages: it may be a front page, not an article")
    if document.page and metadata.original_url and is_front(metadata.original_url):
        review.append("the page gives a site's front page as its address: it may be no article")
    if metadata.title is None:
        review.append("no title was found: the first words stand in for it")
    review.extend(_flagged(mask, rules))
    return Cleaned(mask, metadata, lineage, tuple(review))


def _flagged(mask: Mask, rules: tuple[Source, ...]) -> Iterator[str]:
    """What short lines of the capture, kept or cut, tell a person to look at."""
    short = [line.text for line in mask.document.lines if line.letters <= FLAG_LETTERS]
    for flag in (flag for source in rules for flag in source.flags):
        said = next((text for text in short if flag.pattern.fullmatch(text[:200])), None)
        if said:
            yield f"{flag.why}: “{said}”"


def _title_end(metadata: Metadata) -> int | None:
    """Where the last line that says the title ends."""
    starts = [
        reading.start
        for reading in metadata.readings
        if reading.field == "title" and reading.start is not None
    ]
    return max(starts) if starts else None


def _title_start(metadata: Metadata) -> int | None:
    """Where the first line that says the title begins."""
    starts = [
        reading.start
        for reading in metadata.readings
        if reading.field == "title" and reading.start is not None
    ]
    return min(starts) if starts else None


def _first_words(body: str) -> str:
    line = next(line for line in body.splitlines() if any(char.isalnum() for char in line))
    words = line.lstrip("#>-* ")
    return words if len(words) <= TITLE_LETTERS else words[:TITLE_LETTERS] + "…"
