"""JSON from files that a disk, a merge or a stranger may have damaged."""

from __future__ import annotations

import json
from typing import Any


def read_json(content: bytes | str) -> Any:
    """Return what JSON holds; raises ValueError where it is none, or nested without end."""
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
