"""Puts the project's folder on the path: benchmarks run without installing the project."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
