"""The words of the interface, by language: one file each in ``words/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"


@cache
def words_for(language: str) -> Mapping[str, str]:
    """Return the words for a theme language such as ``zh`` or ``zh-Hant``; English where there are none."""
    main = language.split("-", maxsplit=1)[0]
    path = FOLDER / f"{main}.yaml"
    chosen = path if path.is_file() else FOLDER / f"{FALLBACK}.yaml"
    return {key: str(text) for key, text in yaml.safe_load(chosen.read_text("utf-8")).items()}
