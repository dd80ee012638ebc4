"""Tells texts in which browsers must not put space between Chinese and Latin letters by themselves."""

from __future__ import annotations

import re

_HALF = re.compile(r"[\u4e00-\u9fff][,.:;!?]")
_FULL = re.compile(r"[，。：；！？]")


def has_half_width_marks(text: str) -> bool:
    """Tell whether a Chinese text has its punctuation in half width, as much of the web does.

    Chromium takes such a comma for a Latin letter, and spaces it off the word before it.
    """
    half = sum(1 for _ in _HALF.finditer(text))
    return half > 0 and half > sum(1 for _ in _FULL.finditer(text))
