"""Puts what a benchmark measured into its page of the docs."""

from __future__ import annotations

from pathlib import Path


def put(page: Path, tables: str, name: str = "tables") -> None:
    """Put the tables between the two marks of a page, ``<!-- name -->`` and ``<!-- end of name -->``."""
    opens, closes = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, _, rest = page.read_text("utf-8").partition(opens)
    _, _, after = rest.partition(closes)
    page.write_text(f"{before}{opens}\n\n{tables}\n\n{closes}{after}", "utf-8")
