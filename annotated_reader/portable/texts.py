"""Which characters XML can hold."""

from __future__ import annotations

import re

_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but what https://www.w3.org/TR/xml/#charsets allows."""


def sayable(text: str) -> str:
    """Return the text without characters that no XML file may hold, not even escaped."""
    return _UNSAYABLE.sub("", text)
