"""What holds of anchoring and folding for every text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from annotated_reader.anchoring import Outcome, Selector, anchor, fold
from annotated_reader.anchoring.fuzzy import resembling
from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS

ALPHABET = (
    "的一是在不了有和人这中大为上个国我以要他时来用们發发臺台著着，。、“”…,.ab e\u0301ｶﾞ㎏½\n　\u200b한ﾊﾟ"
)
texts = st.text(alphabet=ALPHABET, max_size=120)
anything = st.text(max_size=60)


@given(anything | texts)
def test_folding_twice_the_pieces_is_folding_the_whole(text: str) -> None:
    folded = fold(text)
    assert len(folded.folded) == len(folded.starts) == len(folded.ends)
    assert folded.folded == fold(unicodedata.normalize("NFKC", text)).folded


@given(anything | texts)
def test_the_map_back_is_monotone_and_exact(text: str) -> None:
    folded = fold(text)
    edges = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in edges)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(edges))
    for start, end in set(edges):
        piece = "".join(c for c, edge in zip(folded.folded, edges, strict=True) if edge == (start, end))
        assert fold(text[start:end]).folded == piece


@given(anything)
def test_white_space_never_matters(text: str) -> None:
    spaced = "".join(f"{character} " for character in text if not unicodedata.combining(character))
    plain = "".join(character for character in text if not unicodedata.combining(character))
    if unicodedata.is_normalized("NFKC", plain):
        assert fold(spaced).folded == fold(plain).folded


def test_the_table_of_variants_folds_once_and_for_all() -> None:
    assert len(VARIANTS) == len(set(VARIANTS)) == len(SIMPLIFIED)
    assert not set(VARIANTS) & set(SIMPLIFIED)
    assert fold("臺灣後來發現頭髮乾燥裏面").folded == "台湾后来发现头发干燥里面"


@given(texts, st.data())
def test_an_unedited_quotation_with_its_context_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    selector = Selector(text[start:end], text[:start], text[end:])
    folded, quote = fold(text), fold(text[start:end])
    if not quote.folded or len(folded.folded) < 12 or len(quote.folded) == len(folded.folded):
        return
    if fold(text[:start]).folded + quote.folded + fold(text[end:]).folded != folded.folded:
        return  # the selection cut a letter from its accent
    answer = anchor(selector, folded)
    span = folded.span(at := len(fold(text[:start]).folded), at + len(quote.folded))
    assert answer.span == span
    assert answer.outcome is Outcome.FOUND or folded.splits(at, at + len(quote.folded))


@settings(max_examples=300)
@given(texts, texts, st.none() | texts, st.data())
def test_found_means_the_very_words_and_spans_lie_in_the_text(
    text: str, words: str, base: str | None, data: st.DataObject
) -> None:
    if text and data.draw(st.booleans()):
        start = data.draw(st.integers(0, len(text) - 1))
        words = text[start : start + data.draw(st.integers(1, 20))]
    selector = Selector(words, data.draw(texts), data.draw(texts))
    answer = anchor(selector, fold(text), None if base is None else fold(base))
    for span in answer.candidates:
        assert 0 <= span.start < span.end <= len(text)
    assert 0 <= answer.score <= 1
    assert (answer.span is None) == (answer.outcome in (Outcome.AMBIGUOUS, Outcome.ORPHAN))
    if answer.span:
        assert answer.quoted_now == text[answer.span.start : answer.span.end]
    if answer.outcome is Outcome.FOUND:
        assert fold(answer.quoted_now or "").folded == fold(words).folded


@settings(max_examples=200)
@given(st.text("甲乙丙丁", min_size=6, max_size=14), st.text("甲乙丙丁戊己", max_size=40))
def test_the_fuzzy_search_misses_no_place(quote: str, text: str) -> None:
    errors = int(len(quote) * 0.34)
    pieces = (text[i:j] for i in range(len(text)) for j in range(i + 1, min(len(text), i + 20) + 1))
    least = min((Levenshtein.distance(quote, piece) for piece in pieces), default=len(quote))
    found = resembling(quote, fold(text), errors)
    assert (found[0].errors if found else None) == (least if least <= errors else None)
    assert all(Levenshtein.distance(quote, text[p.start : p.end]) == p.errors for p in found)
