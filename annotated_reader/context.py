"""All that the text of an article depends on beside its capture, as one hash."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "bleach",
    "cssselect",
    "lxml",
    "markdown-it-py",
    "markdownify",
    "pypinyin",
    "python-slugify",
    "pyyaml",
)
"""The libraries whose version may change what an article looks like."""


def fingerprint(rules: str) -> str:
    """Return the hash of the rules' own fingerprint, the library's code and the versions it runs on."""
    digest = hashlib.sha256(rules.encode())
    digest.update(repr((sys.version_info[:3], unicodedata.unidata_version)).encode())
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
