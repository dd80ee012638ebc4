"""Draws them anew: `python -m tests.drawings`."""

from __future__ import annotations

from tests.conftest import ROOT
from tests.drawings.scenes import SCENES

for name, draw in SCENES.items():
    place = ROOT / "images" / "by-hand" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(draw().png())
    print(place.relative_to(ROOT))
