"""Writes LICENCES.md: every locked package that the site is built with, with the licence that it states.

Run ``python -m tests.licences``; a test holds the page to ``requirements.lock``.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "LICENCES.md"
HEAD = """# Licences of what the site is built with

The packages of `requirements.lock`, with the licence that each states in its own metadata; `make licences`
writes this page. What readers load is ours (`docs/assets/`, under this project's licence) but for two parts,
both taken from the locked packages as they are: Pagefind's script and WebAssembly (`pagefind/`, MIT), and the
style sheet of Material for MkDocs that sets Markdown (`assets/stylesheets/main.*.min.css`, MIT).

| Package | Licence |
|---|---|
"""
_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?", re.M)
_STATED = ("License-Expression", "License")


def locked() -> list[str]:
    """Return the packages that the lock names, without those for other systems."""
    found = _LOCKED.findall((ROOT / "requirements.lock").read_text("utf-8"))
    return sorted({name for name, _, marker in found if "win32" not in marker})


def licence(name: str) -> str:
    """Return the licence that a package states; raises PackageNotFoundError where it is not installed."""
    fields = metadata(name)
    for field in _STATED:
        said = " ".join(str(fields.get(field) or "").split())
        if said and said != "UNKNOWN" and len(said) < 60:
            return said
    classifiers = [said for said in fields.get_all("Classifier") or () if said.startswith("License ::")]
    return "; ".join(said.rpartition(" :: ")[2] for said in classifiers) or "not stated"


def page() -> str:
    """Return the page."""
    return HEAD + "".join(f"| {name} | {licence(name)} |\n" for name in locked())


def main() -> int:
    """Write the page."""
    try:
        PAGE.write_text(page(), "utf-8")
    except PackageNotFoundError as error:
        print(f"{error.name}: it is locked and not installed here. Run 'make test' first", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
