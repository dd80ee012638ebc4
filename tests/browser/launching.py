"""The browser that tests and pictures use: the machine's own Chromium, kept off the network."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium")
"""None where the machine has none."""

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
