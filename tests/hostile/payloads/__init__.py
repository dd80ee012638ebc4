"""Payloads by technique, one file each: a name, and what somebody might put into a capture or a note."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
STRANGER = "evil.example"
"""The host that no page may ask for anything."""


@dataclass(frozen=True)
class Payload:
    """One thing to try."""

    technique: str
    name: str
    text: str

    @property
    def id(self) -> str:
        return f"{self.technique}.{self.name}"

    def __str__(self) -> str:
        return self.id


def payloads(*techniques: str) -> list[Payload]:
    """Return the payloads of some techniques, each of which says its own name where it runs or asks."""
    found = []
    for technique in techniques:
        table = yaml.safe_load((FOLDER / f"{technique}.yaml").read_text("utf-8"))
        for name, text in table.items():
            id_ = f"{technique}.{name}"
            said = text.replace("FIRE", f"fire(/{id_}/)").replace("HOST", f"{STRANGER}/{id_}")
            found.append(Payload(technique, name, said))
    return found


MARKUP = ("scripts", "events", "loading", "frames", "foreign", "mutation", "styles", "clobbering")
"""Techniques whose payloads are HTML."""
WORDS = ("templates", "fields", "unicode")
"""Techniques whose payloads are words to be shown as they are."""
EVERY = (*MARKUP, *WORDS, "addresses", "markdown", "names")
