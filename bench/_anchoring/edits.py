"""Edits of a text that keep account of where every character went."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS

Item = tuple[str, int | None, bool]
"""A character, the offset it stands for in the old text (None: new), and whether it is still the same."""
Place = tuple[int, int]

_TRADITIONAL: dict[str, list[str]] = defaultdict(list)
for _variant, _simple in zip(VARIANTS, SIMPLIFIED, strict=True):
    if _variant < "\U00010000":
        _TRADITIONAL[_simple].append(_variant)
_WIDE = "，。：；？！（）“”"
_NARROW = ',.:;?!()""'
_TO_NARROW = str.maketrans(_WIDE, _NARROW) | {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_TO_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]*")
Preparation = Callable[[str, Place, list[str], Random], tuple[str, Place]]


@dataclass(frozen=True)
class Edited:
    """A text after an edit, and where the quotation is now."""

    text: str
    truth: Place | None
    """From the first to the last character that stands for one of the quotation; None if none does."""
    survival: float
    """Share of the quotation's characters that are still the same."""


Edit = Callable[[list[Item], str, Place, list[str], Random], list[Item]]


def apply(edit: Edit, old: str, quote: Place, others: list[str], random: Random) -> Edited:
    """Return the text edited, with the quotation's place followed character by character."""
    items = edit(
        [(character, place, True) for place, character in enumerate(old)], old, quote, others, random
    )
    where = [
        at for at, (_, place, _) in enumerate(items) if place is not None and quote[0] <= place < quote[1]
    ]
    same = sum(items[at][2] for at in where)
    truth = (where[0], where[-1] + 1) if where else None
    return Edited("".join(item[0] for item in items), truth, same / (quote[1] - quote[0]))


def nothing(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    return items


def edits(share: float) -> Edit:
    """Return an edit that changes, drops or inserts runs of one to three characters, up to that share."""

    def scatter(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
        done: list[Item] = []
        at = 0
        while at < len(items):
            run = random.randint(1, 3)
            if random.random() < share / 2:
                what = random.choice(("change", "drop", "insert"))
                if what == "change":
                    done += [(random.choice(old), place, False) for _, place, _ in items[at : at + run]]
                elif what == "insert":
                    done += [(random.choice(old), None, False) for _ in range(run)]
                at += 0 if what == "insert" else run
                if what != "insert":
                    continue
            done.append(items[at])
            at += 1
        return done

    return scatter


def deleted(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    start, end = sentences(old, quote)
    return items[:start] + items[end:]


def reworded(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    """Put other words for more than half of the quotation, of another length."""
    start, end = quote
    size = end - start
    gone = max(1, round(size * random.uniform(0.6, 1.0)))
    first = start + random.randint(0, size - gone)
    words = _piece(random.choice(others), max(1, round(gone * random.uniform(0.7, 1.5))), random)
    changed: list[Item] = [(c, min(first + i, first + gone - 1), False) for i, c in enumerate(words)]
    return items[:first] + changed + items[first + gone :]


def moved(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    """Put the quotation's paragraph, or its sentence and two neighbours, elsewhere between sentences."""
    start, end = sentences(old, quote)
    start, end = sentences(old, (max(0, start - 1), min(len(old), end + 1)))
    block, rest = items[start:end], items[:start] + items[end:]
    at = _boundary("".join(item[0] for item in rest), random)
    return rest[:at] + block + rest[at:]


def littered(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    """Put sentences of other articles before and after the quotation's sentence, and in six other places."""
    start, end = sentences(old, quote)
    places = sorted([start, end, *(_boundary(old, random) for _ in range(6))], reverse=True)
    for at in places:
        if not start < at < end:
            items = items[:at] + _new(_litter(old, others, random)) + items[at:]
    return items


def other_script(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    """Write in another script, any of the variants where there are several."""
    return [(random.choice(_TRADITIONAL.get(c, [c])), place, same) for c, place, same in items]


def other_width(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    table = random.choice((_TO_NARROW, _TO_WIDE))
    return [(c.translate(table), place, same) for c, place, same in items]


def other_outlet(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    return _new(random.choice(others))


def corrected(items: list[Item], old: str, quote: Place, others: list[str], random: Random) -> list[Item]:
    """Put other words for all of the quotation."""
    words = _piece(random.choice(others), quote[1] - quote[0], random)
    change: list[Item] = [(c, quote[0] + i, False) for i, c in enumerate(words)]
    return items[: quote[0]] + change + items[quote[1] :]


def with_twin(old: str, quote: Place, others: list[str], random: Random) -> tuple[str, Place]:
    """Return the text with the quoted words a second time, elsewhere."""
    return _inserted(old, quote, old[quote[0] : quote[1]], random)


def with_sibling(old: str, quote: Place, others: list[str], random: Random) -> tuple[str, Place]:
    """Return the text with the sentence a second time, other words for a quarter of the quotation."""
    start, end = sentences(old, quote)
    copy = old[start:end]
    changed = max(2, (quote[1] - quote[0]) // 4)
    first = max(0, (quote[0] + quote[1] - changed) // 2 - start)
    words = _piece(random.choice(others), changed, random)
    return _inserted(old, quote, copy[:first] + words + copy[first + changed :], random)


def _inserted(old: str, quote: Place, words: str, random: Random) -> tuple[str, Place]:
    at = _boundary(old, random, sentences(old, quote))
    shift = len(words) if at <= quote[0] else 0
    return old[:at] + words + old[at:], (quote[0] + shift, quote[1] + shift)


def sentences(text: str, quote: Place) -> Place:
    """Return the extent of the sentences that the place touches."""
    extents = [match.span() for match in _SENTENCE.finditer(text) if match.group()]
    touched = [(start, end) for start, end in extents if start < quote[1] and end > quote[0]]
    return touched[0][0], touched[-1][1]


def _new(text: str) -> list[Item]:
    return [(character, None, False) for character in text]


def _piece(text: str, size: int, random: Random) -> str:
    at = random.randint(0, max(0, len(text) - size))
    return text[at : at + size]


def _litter(old: str, others: list[str], random: Random) -> str:
    """Return a piece of another article that the old text does not hold already, as a shared footer would."""
    while True:
        piece = _piece(random.choice(others), random.randint(15, 60), random)
        if not any(piece[at : at + 6] in old for at in range(len(piece) - 5)):
            return piece


def _boundary(text: str, random: Random, outside: Place = (0, 0)) -> int:
    ends = [m.end() for m in _SENTENCE.finditer(text) if not outside[0] < m.end() < outside[1]]
    return random.choice(ends or [0])
