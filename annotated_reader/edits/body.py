"""Merges the body of a page: by paragraphs, and by sentences where both sides changed the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from annotated_reader.edits import undecided
from annotated_reader.edits.base import Keys, block_keys, key, sentences
from annotated_reader.edits.blocks import Block, join_blocks, split_blocks
from annotated_reader.edits.diff3 import Region, regions
from annotated_reader.edits.pairing import ALIKE

_BREAK = "\n\n"
"""Stands between two paragraphs where a stretch of them is taken as sentences."""
_DEFINITION = re.compile(r"\*?\[[^\]\n]+\]: ?")
"""How a footnote, the address of a link or an abbreviation begins: where it stands is all the same."""
_GOES_ON = re.compile(r" {4}|\t")
"""How a further paragraph of a footnote begins."""


def merge_bodies(mine: str, base: Sequence[Keys] | None, new: str) -> str:
    """Return the body with the changes of both sides; what both changed stands twice, the new text boxed."""
    ours, theirs = split_blocks(mine), split_blocks(new)
    keys = [block_keys(block.text) for block in ours], [block_keys(block.text) for block in theirs]
    merged: list[Block] = []

    def likeness(place: int, new_place: int) -> float:
        return fuzz.ratio(ours[place].text, theirs[new_place].text, score_cutoff=100 * ALIKE) / 100

    for region in regions(base, *keys, likeness):
        before = base[region.base] if base is not None else None
        merged += _merge(region, before, ours[region.mine], theirs[region.new])
    return join_blocks(merged)


def _merge(
    region: Region, base: Sequence[Keys] | None, mine: list[Block], new: list[Block]
) -> Sequence[Block]:
    if not region.by_new:
        return mine
    if not region.by_me:
        return new
    mine = [block for block in mine if not _repeats(block, base)]
    settled = _settle(mine, new, base)
    if settled is None:
        return [*mine, Block(undecided.box([block.text for block in mine], _text(new)))]
    return settled


def _settle(mine: list[Block], new: list[Block], base: Sequence[Keys] | None) -> Sequence[Block] | None:
    """Return what both texts make where that is no choice; else None."""
    one, two = _text(mine), _text(new)
    if one == two:
        return mine
    if base and one and two:
        merged = _by_sentences(one, base, two)
        return None if merged is None else [Block(merged)]
    return None if base is None or base else _put_together(mine, new)


def _put_together(mine: list[Block], new: list[Block]) -> Sequence[Block] | None:
    """Return what both put in at one point, where nothing is lost by it and no order has to be chosen."""
    if _adds_to(mine, new):
        return mine
    if _adds_to(new, mine):
        return new
    return [*new, *mine] if _are_definitions(mine) else None


def _text(blocks: Sequence[Block]) -> str:
    return _BREAK.join(block.text for block in blocks)


def _repeats(block: Block, base: Sequence[Keys] | None) -> bool:
    """Tell whether it is a box, untouched, with what has been written anew since."""
    held = undecided.boxed(block.text)
    if held is None or base is None:
        return False
    return [block_keys(each.text) for each in split_blocks(held)] == list(base)


def _adds_to(longer: Sequence[Block], shorter: Sequence[Block]) -> bool:
    """Tell whether one begins or ends with all of the other, so that nothing is lost by taking it."""
    one, two = [block.text for block in longer], [block.text for block in shorter]
    return one[: len(two)] == two or one[len(one) - len(two) :] == two


def _are_definitions(blocks: Sequence[Block]) -> bool:
    if not blocks or not _DEFINITION.match(blocks[0].text):
        return False
    return all(_DEFINITION.match(block.text) or _GOES_ON.match(block.text) for block in blocks)


def _by_sentences(mine: str, base: Sequence[Keys], new: str) -> str | None:
    """Return the text with the changes of both sides; None where they meet in one sentence."""
    ours, theirs = list(_tokens(mine)), list(_tokens(new))
    before = [token for block in base for token in (*block, key(_BREAK))][:-1]
    keys = [key(token) for token in ours], [key(token) for token in theirs]
    merged: list[str] = []
    for region in regions(before, *keys):
        one, two = "".join(ours[region.mine]), "".join(theirs[region.new])
        if region.by_me and region.by_new and one != two:
            return None
        merged.append(two if region.by_new else one)
    return "".join(merged).strip("\n")


def _tokens(text: str) -> Iterator[str]:
    for number, block in enumerate(split_blocks(text)):
        if number:
            yield _BREAK
        yield from sentences(block.text)
