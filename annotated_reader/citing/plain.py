"""A sentence for a footnote or a message, with both addresses."""

from __future__ import annotations

from collections.abc import Iterator

from annotated_reader.citing.parts import Accessed, Part
from annotated_reader.citing.reference import Reference

_CLOSING = "’”'\")]"
"""What may stand behind the mark that ends a title."""


def cite(reference: Reference) -> Iterator[Part]:
    """Yield ``作者：《题名》，出版者，日期，网址。存档：…``, or the same in English."""
    yield from _chinese(reference) if reference.is_chinese else _english(reference)


def _chinese(reference: Reference) -> Iterator[Part]:
    if reference.authors:
        yield "、".join(author.literal for author in reference.authors) + "："
    title = reference.title.replace("《", "〈").replace("》", "〉")
    yield "，".join(filter(None, (f"《{title}》", reference.publisher, reference.published)))
    if reference.url:
        yield f"，{reference.url}"
        yield Accessed(" （读于 ", "）")
    yield "。"
    if reference.copy_url:
        yield f"存于{reference.archive}：{reference.copy_url}"


def _english(reference: Reference) -> Iterator[Part]:
    if reference.authors:
        names = [author.literal for author in reference.authors]
        yield (", ".join(names[:-1]) + " and " + names[-1] if names[1:] else names[0]) + ". "
    ending = "" if reference.title.rstrip(_CLOSING)[-1:] in "?!.…" else "."
    yield f"“{reference.title}{ending}”"
    if reference.publisher or reference.published:
        yield " " + ", ".join(filter(None, (reference.publisher, reference.published))) + "."
    if reference.url:
        yield " " + reference.url
        yield Accessed(" (accessed ", ")")
        yield "."
    if reference.copy_url:
        yield f" Archived in {reference.archive}: {reference.copy_url}"
